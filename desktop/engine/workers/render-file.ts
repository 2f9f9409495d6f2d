import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { MediaError } from "@shared/media/media-error";
import { renderRendition } from "@shared/media/rendition";
import { toFsPath, toShownName } from "@engine/files/file-path";
import { formatOf } from "@engine/workers/inspect-file";
import type { Rendered, RenderTask } from "@engine/workers/media-task";
import { HEAD_BYTES } from "@engine/workers/read-file";
import { TroubleError } from "@engine/workers/trouble";

/** Makes a picture of a file. Throws TroubleError with the reason why there can be none. */
export async function renderFile({ path, edgePx }: RenderTask, pixelLimit: number): Promise<Rendered> {
  const fileName = toShownName(basename(path));
  const { size, mtimeMs } = await stat(toFsPath(path));
  const head = await readHead(path, Math.min(size, HEAD_BYTES));
  const format = formatOf(head, fileName);
  if (!format) throw new TroubleError("unknown_content", "Its content is of no kind that is known here.");
  const original = { path: toFsPath(path), fileName, format, head, sizeBytes: size, modifiedAtMs: mtimeMs };
  try {
    const { notes, ...rendition } = await renderRendition(original, edgePx, { pixels: pixelLimit });
    return { ...rendition, isTruncated: notes.includes("truncated") };
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    const code = error.code === "damaged" ? "undecodable" : error.code;
    throw new TroubleError(code, error.message, error);
  }
}

async function readHead(path: string, length: number): Promise<Buffer> {
  const handle = await open(toFsPath(path), "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
