import { readFileSync } from "node:fs";
import { fromBuffer, fromFile, type FileSource } from "@shared/media/byte-source";
import type { MediaFormat } from "@shared/domain/media-type";

/** A file that is being read. Nothing here writes to it. */
export interface OriginalFile {
  /** As bytes where the name is not UTF-8. */
  path: string | Buffer;
  /** The whole content, where the caller has it in memory anyway. */
  bytes?: Buffer;
  /** The first bytes, some 64 KiB: what routing looks at. */
  head: Buffer;
  sizeBytes: number;
  modifiedAtMs: number;
  /** For display, and for the date that many names carry. */
  fileName: string;
  format: MediaFormat;
}

/** The bytes of an original, from memory where they are there. Close it. */
export function openOriginal(original: OriginalFile): FileSource {
  if (original.bytes) return { ...fromBuffer(original.bytes), close: () => undefined };
  return fromFile(original.path, original.sizeBytes, original.head);
}

/** The whole content: from memory where it is there, else read now. Errors of the file system are thrown as they are. */
export function wholeContent(original: OriginalFile): Buffer {
  return original.bytes ?? readFileSync(original.path);
}
