import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { toFsPath } from "@engine/files/file-path";
import type { Photo } from "@shared/contract/photo";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import { AppError } from "@shared/errors";
import { parseRange } from "@shared/domain/byte-range";

/** Windows has no such flag, and no such pipes. */
const OPEN_FLAGS = constants.O_RDONLY | (process.platform === "win32" ? 0 : constants.O_NONBLOCK);

/** An id names its bytes for ever. */
export const FOREVER = "private, max-age=31536000, immutable";

/** Streams the file of a photo, whole or in part. Throws AppError `photo_not_found` when it is not on this device. */
export async function sendOriginal(request: Request, response: Response, photo: Photo): Promise<void> {
  const file = await openFile(photo.path);
  try {
    const { size } = await file.stat();
    response.set({
      ...toTypeHeaders(photo),
      "accept-ranges": "bytes",
      "cache-control": FOREVER,
      etag: `"${photo.photoId}"`,
    });
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const range = parseRange(request.headers.range, size);
    if (range === "none") {
      response
        .status(416)
        .set({ "content-range": `bytes */${size}`, "cache-control": "no-store" })
        .end();
      return;
    }
    const { from, to } = range === "all" ? { from: 0, to: size - 1 } : range;
    if (range !== "all") response.status(206).set("content-range", `bytes ${from}-${to}/${size}`);
    response.set("content-length", String(to - from + 1));
    if (request.method === "HEAD" || size === 0) response.end();
    else await pipeline(file.createReadStream({ start: from, end: to, autoClose: false }), response);
  } catch (error) {
    // A player that has seen enough hangs up.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  } finally {
    await file.close();
  }
}

async function openFile(path: string | null) {
  const away = "The file of this photo is not on this device. Connect the drive that it is on.";
  if (path === null) throw new AppError("photo_not_found", away);
  // Where a pipe has taken the place of the file, opening does not wait for its other end.
  const file = await open(toFsPath(path), OPEN_FLAGS).catch((cause: unknown) => {
    throw new AppError("photo_not_found", away, { cause });
  });
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new AppError("photo_not_found", away);
}

/** By the format that the import found, never by what the file's name claims: nothing that a browser would run. */
function toTypeHeaders({ format, fileName }: Photo): Record<string, string> {
  const known = Object.hasOwn(MEDIA_TYPES, format) ? MEDIA_TYPES[format].contentType : undefined;
  const name = `filename*=UTF-8''${encodeURIComponent(Buffer.from(fileName).toString()).replaceAll(/['()*]/g, escape)}`;
  return known === undefined
    ? { "content-type": "application/octet-stream", "content-disposition": `attachment; ${name}` }
    : { "content-type": known, "content-disposition": `inline; ${name}` };
}

const escape = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
