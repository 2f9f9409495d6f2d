import { gunzipSync, gzipSync } from "node:zlib";

/** Bodies are many and alike: most of what there is to gain comes at the lowest effort. */
const GZIP_LEVEL = 1;

export function toJsonBlob(value: unknown): Buffer {
  return gzipSync(JSON.stringify(value), { level: GZIP_LEVEL });
}

/** The value of a blob that `toJsonBlob` made; the type is the caller's word. */
export function fromJsonBlob<T>(blob: Buffer): T {
  return JSON.parse(gunzipSync(blob).toString("utf8")) as T;
}
