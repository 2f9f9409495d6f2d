import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, open, unlink, utimes } from "node:fs/promises";
import { toFsPath } from "@engine/files/file-path";
import type { Stored, StoreTask } from "@engine/workers/media-task";
import { stampOf } from "@engine/workers/read-file";
import { fromFileError, TroubleError } from "@engine/workers/trouble";

const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * Copies a file, sees that the copy has the hash that was read before, keeps its time and waits until it is on the disk.
 * A copy that is not right is taken away again. Throws TroubleError `copy_failed`, `disk_full`, `vanished`, ….
 */
export async function storeFile({ from, to, contentHash }: StoreTask): Promise<Stored> {
  try {
    // On file systems that can, the copy shares the original's blocks and costs nothing.
    await copyFile(toFsPath(from), toFsPath(to), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return await check(from, to, contentHash);
  } catch (error) {
    await unlink(toFsPath(to)).catch(() => undefined);
    throw fromFileError(error);
  }
}

async function check(from: string, to: string, contentHash: string): Promise<Stored> {
  const original = await open(toFsPath(from), "r");
  const modified = await original.stat().finally(() => original.close());
  await utimes(toFsPath(to), modified.atime, modified.mtime);
  const copy = await open(toFsPath(to), "r+");
  try {
    const hash = createHash("sha256");
    for await (const chunk of copy.createReadStream({ autoClose: false, highWaterMark: CHUNK_BYTES })) {
      hash.update(chunk as Buffer);
    }
    if (hash.digest("hex") !== contentHash) {
      throw new TroubleError(
        "copy_failed",
        "The copy is not the same as the file. Check the disk and import it again.",
      );
    }
    await copy.sync();
    return { stamp: await stampOf(copy) };
  } finally {
    await copy.close();
  }
}
