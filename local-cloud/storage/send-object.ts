import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { requireReadConditions, type Conditions } from "./conditions";
import type { ObjectRecord } from "./object-rows";
import type { ObjectStore } from "./object-store";
import { toEtag } from "./resources";
import { StorageError } from "./storage-error";

interface ByteRange {
  start: number;
  endExclusive: number;
}

/** Sends the bytes of an object, or for HEAD what would come with them. Throws StorageError 304, 404, 412, 416. */
export async function sendObject(
  request: Request,
  response: Response,
  { store, find, conditions }: { store: ObjectStore; find: () => ObjectRecord; conditions: Conditions },
): Promise<void> {
  const { record, handle } = await store.open(() => {
    const found = find();
    requireReadConditions(conditions, found);
    return found;
  });
  try {
    const range = parseRange(request.headers.range, record.sizeBytes);
    setHeaders(request, response, record);
    if (range === "unsatisfiable") {
      response.set("content-range", `bytes */${record.sizeBytes}`);
      throw new StorageError(416, "requestedRangeNotSatisfiable", "The requested range cannot be satisfied.");
    }
    const { start, endExclusive } = range ?? { start: 0, endExclusive: record.sizeBytes };
    if (range) response.status(206).set("content-range", `bytes ${start}-${endExclusive - 1}/${record.sizeBytes}`);
    response.set("content-length", String(endExclusive - start));
    if (request.method === "HEAD" || start === endExclusive) response.end();
    else await stream(handle, response, { start, endExclusive });
  } finally {
    await handle.close();
  }
}

async function stream(handle: FileHandle, response: Response, { start, endExclusive }: ByteRange): Promise<void> {
  const bytes = handle.createReadStream({ start, end: endExclusive - 1, highWaterMark: 256 * 1024, autoClose: false });
  try {
    await pipeline(bytes, response);
  } catch (error) {
    // A reader that went away is no error of ours.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** RFC 9110, 14.1.2; more than one range, and what cannot be read, is no range at all. */
function parseRange(header: string | undefined, sizeBytes: number): ByteRange | "unsatisfiable" | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") {
    const start = Math.max(0, sizeBytes - Number(last));
    return start === sizeBytes ? "unsatisfiable" : { start, endExclusive: sizeBytes };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return undefined;
  if (start >= sizeBytes) return "unsatisfiable";
  return { start, endExclusive: last === "" ? sizeBytes : Math.min(sizeBytes, Number(last) + 1) };
}

/** Google's headers of a download. Bytes stored as gzip are sent as they are; only who takes gzip is told. */
function setHeaders(request: Request, response: Response, record: ObjectRecord): void {
  const { metadata } = record;
  const encoding = metadata.contentEncoding;
  const takesGzip = /\bgzip\b/.test(request.get("accept-encoding") ?? "");
  response.set({
    "accept-ranges": "bytes",
    "cache-control": metadata.cacheControl ?? "private, max-age=0",
    etag: toEtag(record),
    "last-modified": new Date(record.updatedAtMs).toUTCString(),
    ...toObjectHeaders(record),
    "x-goog-stored-content-encoding": encoding ?? "identity",
    "x-goog-stored-content-length": String(record.sizeBytes),
    "x-goog-storage-class": metadata.storageClass ?? "STANDARD",
    ...(metadata.contentDisposition !== undefined && { "content-disposition": metadata.contentDisposition }),
    ...(metadata.contentLanguage !== undefined && { "content-language": metadata.contentLanguage }),
    ...(encoding !== undefined && (encoding !== "gzip" || takesGzip) && { "content-encoding": encoding }),
  });
  for (const [key, value] of Object.entries(metadata.metadata ?? {})) {
    if (isHeader(key, value)) response.setHeader(`x-goog-meta-${key}`, value);
  }
  response.setHeader("content-type", metadata.contentType ?? "application/octet-stream");
}

const isHeader = (key: string, value: string) => /^[\w!#$%&'*+.^`|~-]+$/.test(key) && /^[\t\x20-\x7e]*$/.test(value);

/** What names the bytes, on answers of the XML API. */
export const toObjectHeaders = (record: ObjectRecord): Record<string, string> => ({
  "x-goog-generation": String(record.generation),
  "x-goog-metageneration": String(record.metageneration),
  "x-goog-hash": `crc32c=${record.crc32c},md5=${record.md5}`,
});
