import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { toFsPath } from "@engine/files/file-path";
import type { Connection } from "@shared/contract/connect";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { photoIdSchema } from "@shared/contract/photo";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { parseRange } from "@shared/domain/byte-range";
import { FOREVER, toOriginalHeaders } from "@shared/domain/original-headers";

/** A picture of a photo, or undefined when there is none. `rest` is `<photoId>/<size>`. */
export type FindRendition = (rest: string, request: Request) => Promise<Response | undefined>;

export function createRenditions(ask: () => Promise<Connection>): FindRendition {
  return async (rest, request) => {
    const [id, size, ...more] = rest.split("/");
    const { success, data: photoId } = photoIdSchema.safeParse(id);
    if (!success || more.length > 0) return undefined;
    const engine = await ask();
    switch (size) {
      case "thumbnail":
        return toPicture(await engine.invoke(STATE_OPERATIONS.thumbnail, { photoId }));
      case "preview":
        return toPicture(await engine.invoke(STATE_OPERATIONS.preview, { photoId }));
      case "original": {
        const { photos } = await engine.invoke(LIBRARY_OPERATIONS.details, { photoIds: [photoId] });
        const photo = photos[0]?.photo;
        return photo?.path == null ? undefined : sendOriginal(photo.path, toOriginalHeaders(photo), request);
      }
      default:
        return undefined;
    }
  };
}

function toPicture(picture: { bytes: Uint8Array } | null): Response | undefined {
  if (!picture) return undefined;
  const headers = { "content-type": "image/webp", "cache-control": FOREVER };
  return new Response(new Uint8Array(picture.bytes), { headers });
}

async function sendOriginal(
  path: string,
  headers: Record<string, string>,
  request: Request,
): Promise<Response | undefined> {
  const file = await openFile(path);
  if (!file) return undefined;
  const { size } = await file.stat();
  const range = parseRange(request.headers.get("range") ?? undefined, size);
  if (range === "none") {
    await file.close();
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
  }
  const { from, to } = range === "all" ? { from: 0, to: size - 1 } : range;
  const all = {
    ...headers,
    "cache-control": FOREVER,
    "accept-ranges": "bytes",
    "content-length": String(to - from + 1),
    ...(range !== "all" && { "content-range": `bytes ${from}-${to}/${size}` }),
  };
  const status = range === "all" ? 200 : 206;
  if (request.method === "HEAD" || size === 0) {
    await file.close();
    return new Response(null, { status, headers: all });
  }
  // Closes with the stream, also when the page has seen enough.
  const stream = file.createReadStream({ start: from, end: to });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers: all });
}

/** Undefined when there is no such file, or what is there is none: a drive may be unplugged, a pipe may lie in its place. */
async function openFile(path: string): Promise<FileHandle | undefined> {
  try {
    const file = await open(toFsPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch {
    return undefined;
  }
  return undefined;
}
