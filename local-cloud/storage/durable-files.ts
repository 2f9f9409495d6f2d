import { constants } from "node:fs";
import { copyFile, mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { createHasher, type Hasher, type Hashes } from "./hashes";

/** A piece of what is to be written, and where. */
interface Piece {
  bytes: Buffer;
  position: number;
}

/** Writes what comes. What was written before a failure stays; the stream is left to its owner. */
export async function writeBytes(
  handle: FileHandle,
  stream: Readable,
  hasher: Hasher | undefined,
  toPiece: (chunk: Buffer) => Piece,
): Promise<void> {
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const piece = toPiece(chunk as Buffer);
    const writing = writePiece(handle, piece);
    // By this thread, while another one writes.
    hasher?.update(piece.bytes);
    await writing;
  }
}

async function writePiece(handle: FileHandle, { bytes, position }: Piece): Promise<void> {
  for (let written = 0; written < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.byteLength - written, position + written);
    written += bytesWritten;
  }
}

/** Writes a new file that survives a power cut, or leaves none. */
export async function writeFileDurably(path: string, stream: Readable): Promise<Hashes & { sizeBytes: number }> {
  const hasher = createHasher();
  try {
    const handle = await open(path, "wx", 0o600);
    try {
      await writeBytes(handle, stream, hasher, (bytes) => ({ bytes, position: hasher.sizeBytes }));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { sizeBytes: hasher.sizeBytes, ...hasher.end() };
}

/** Shares the blocks where the file system can. Leaves no half copy. */
export async function copyFileDurably(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    const handle = await open(to, "r+");
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

/** Cuts a file to a length where it is longer; makes it where there is none. */
export async function cutDurably(path: string, sizeBytes: number): Promise<void> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = await handle.stat();
    if (size < sizeBytes) throw new Error(`${path} has ${size} bytes instead of ${sizeBytes}`);
    if (size === sizeBytes) return;
    await handle.truncate(sizeBytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves a synced file so that its new name, too, survives a power cut. */
export async function moveDurably(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  const made = await mkdir(folder, { recursive: true });
  await rename(from, to);
  await syncFolder(folder);
  if (made === undefined) return;
  for (let each = folder; each.length >= made.length; each = dirname(each)) await syncFolder(dirname(each));
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folder, and writes names through by itself.
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  await handle.sync().finally(() => handle.close());
}

/** Takes a file as if it came once more. */
export async function hashFile(path: string): Promise<Hasher> {
  const hasher = createHasher();
  const handle = await open(path, "r");
  for await (const chunk of handle.createReadStream()) hasher.update(chunk as Buffer);
  return hasher;
}

/** A file that no row names any more. One that cannot be deleted now is left over, and goes at the next start. */
export async function deleteFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}
