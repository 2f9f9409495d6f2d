import { createHash, type Hash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { toFsPath } from "@engine/files/file-path";
import type { FileStamp } from "@engine/workers/media-task";
import { fromFileError, TroubleError } from "@engine/workers/trouble";

/** A file as it was read, whole and unchanged meanwhile. */
export interface ReadFile {
  stamp: FileStamp;
  /** SHA-256, in hexadecimal. */
  contentHash: string;
  head: Buffer;
  /** The whole content, when it is small enough to be held. */
  bytes: Buffer | undefined;
}

export const HEAD_BYTES = 64 * 1024;
/** Larger files are read through, not held. */
const HELD_BYTES_MAX = 64 * 1024 * 1024;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** A file that is still being written gets this long, once. */
const SETTLE_MS = 400;

/**
 * Reads a file to its end. `wants` sees the first bytes and may say that the rest is not needed; then there is no answer.
 * Throws TroubleError: `empty_file`, `unreadable`, `vanished`, `not_a_file`, `changed_while_reading`.
 */
export async function readWholeFile(path: string, wants: (head: Buffer) => boolean): Promise<ReadFile | undefined> {
  for (let attempt = 0; ; attempt++) {
    const read = await readOnce(path, wants);
    if (read !== "changed") return read;
    if (attempt > 0)
      throw new TroubleError(
        "changed_while_reading",
        "It changed while it was being read. Import it again when it is complete.",
      );
    await sleep(SETTLE_MS);
  }
}

async function readOnce(path: string, wants: (head: Buffer) => boolean): Promise<ReadFile | undefined | "changed"> {
  let handle: FileHandle | undefined;
  try {
    // Not blocking: something that became a pipe since it was listed must not hold the worker.
    handle = await open(toFsPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
    const before = await stampOf(handle);
    if (before.sizeBytes === 0) throw new TroubleError("empty_file", "The file is empty: 0 bytes.");
    const head = await readAt(handle, 0, Math.min(HEAD_BYTES, before.sizeBytes));
    if (!wants(head)) return undefined;
    const content = await readContent(handle, before.sizeBytes);
    const after = await stampOf(handle);
    const isSame =
      content !== undefined && after.sizeBytes === before.sizeBytes && after.modifiedNs === before.modifiedNs;
    return isSame ? { stamp: before, head, ...content } : "changed";
  } catch (error) {
    throw fromFileError(error);
  } finally {
    await handle?.close();
  }
}

export async function stampOf(handle: FileHandle): Promise<FileStamp> {
  const stats = await handle.stat({ bigint: true });
  if (!stats.isFile()) throw new TroubleError("not_a_file", "Not a file but a device, a pipe or a socket.");
  return {
    sizeBytes: Number(stats.size),
    modifiedNs: stats.mtimeNs,
    fileId: String(stats.ino),
    volume: String(stats.dev),
  };
}

/** Undefined when the file ended before its size. */
async function readContent(handle: FileHandle, sizeBytes: number) {
  const hash = createHash("sha256");
  if (sizeBytes <= HELD_BYTES_MAX) {
    const bytes = await readAt(handle, 0, sizeBytes);
    if (bytes.length < sizeBytes) return undefined;
    return { contentHash: hash.update(bytes).digest("hex"), bytes };
  }
  const isWhole = await hashThrough(handle, sizeBytes, hash);
  return isWhole ? { contentHash: hash.digest("hex"), bytes: undefined } : undefined;
}

async function hashThrough(handle: FileHandle, sizeBytes: number, hash: Hash): Promise<boolean> {
  for (let at = 0; at < sizeBytes;) {
    const chunk = await readAt(handle, at, Math.min(CHUNK_BYTES, sizeBytes - at));
    if (chunk.length === 0) return false;
    hash.update(chunk);
    at += chunk.length;
  }
  return true;
}

/** Up to `length` bytes; fewer only at the end of the file. */
async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
