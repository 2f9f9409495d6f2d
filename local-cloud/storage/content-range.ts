import { StorageError, toInvalid } from "./storage-error";

/** All chunks but the last are multiples of this, and so is what is kept of a chunk that broke off. */
export const UNIT_BYTES = 256 * 1024;

/** What a request to a resumable upload brings. Undefined numbers were left open by the caller. */
export type ContentRange =
  | { kind: "status"; totalBytes: number | undefined }
  | { kind: "bytes"; start: number; endExclusive: number | undefined; totalBytes: number | undefined };

const STATUS = /^bytes \*\/(\d+|\*)$/;
const BYTES = /^bytes (\d+)-(\d+|-1|\*)\/(\d+|\*)$/;

/** Reads `Content-Range`; without one the body is all there is. Throws StorageError 400. */
export function parseContentRange(header: string | undefined): ContentRange {
  if (header === undefined) return { kind: "bytes", start: 0, endExclusive: undefined, totalBytes: undefined };
  const status = STATUS.exec(header);
  if (status) return { kind: "status", totalBytes: toCount(status[1]) };
  const bytes = BYTES.exec(header);
  if (!bytes) throw toInvalid(`Failed to parse Content-Range header: ${header}`);
  const last = toCount(bytes[2]);
  return {
    ...{ kind: "bytes", start: Number(bytes[1]), totalBytes: toCount(bytes[3]) },
    endExclusive: last === undefined ? undefined : last + 1,
  };
}

const toCount = (digits: string | undefined) => (digits === "*" || digits === undefined ? undefined : Number(digits));

/** What is to be done with the body of one request. */
export interface ChunkPlan {
  start: number;
  /** Where the body must end; undefined: where it does. */
  endExclusive: number | undefined;
  /** Whether the upload ends where the body does. */
  isLast: boolean;
}

interface Expected {
  receivedBytes: number;
  totalBytes: number | undefined;
  contentLength: number | undefined;
}

/**
 * Refuses, before a byte is taken, a chunk that leaves a gap, is no multiple of 256 KiB though more must follow, or does
 * not fit its own header: StorageError 400, for a gap 503, upon which Google's clients ask where to go on.
 */
export function planChunk(range: ContentRange & { kind: "bytes" }, expected: Expected): ChunkPlan {
  const { start } = range;
  const { receivedBytes, totalBytes, contentLength } = expected;
  const endExclusive = range.endExclusive ?? (contentLength === undefined ? undefined : start + contentLength);
  if (start > receivedBytes) {
    const message = `Invalid request. According to the Content-Range header, the upload offset is ${start} byte(s), which exceeds already uploaded size of ${receivedBytes} byte(s).`;
    throw new StorageError(503, "backendError", message);
  }
  if (endExclusive !== undefined) {
    const length = endExclusive - start;
    if (contentLength !== undefined && contentLength !== length) {
      throw toInvalid(`The Content-Range says ${length} bytes, the body has ${contentLength}.`);
    }
    if (length < 0 || (totalBytes !== undefined && endExclusive > totalBytes)) {
      throw toInvalid("The Content-Range is not within the upload.");
    }
  }
  // Who names an end and no total has more to send; who names neither sends all there is.
  const isLast = range.endExclusive === undefined ? range.totalBytes === undefined : endExclusive === totalBytes;
  if (!isLast && range.endExclusive !== undefined && (range.endExclusive - start) % UNIT_BYTES !== 0) {
    throw toInvalid(
      `Invalid request. All chunks but the last must be multiples of ${UNIT_BYTES} bytes; this one has ${range.endExclusive - start}.`,
    );
  }
  return { start, endExclusive, isLast };
}
