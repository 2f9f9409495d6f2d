import { closeSync, openSync, readSync } from "node:fs";

/**
 * Bytes that can be read at any offset. What lies outside is cut off: a read gives fewer bytes than asked for, never an
 * error, so that parsers of damaged files need no bounds of their own.
 */
export interface ByteSource {
  readonly sizeBytes: number;
  read(offset: number, length: number): Buffer;
}

/** No reader of metadata needs more in one piece; a length field that asks for more is a lie. */
const READ_LIMIT_BYTES = 16 * 1024 * 1024;

const EMPTY = Buffer.alloc(0);

function clampedLength(sizeBytes: number, offset: number, length: number): number {
  if (!(offset >= 0) || !(length > 0)) return 0;
  return Math.min(length, Math.max(0, sizeBytes - offset), READ_LIMIT_BYTES);
}

/** Bytes in memory. Reads are views, not copies. */
export function fromBuffer(bytes: Buffer): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => {
      const count = clampedLength(bytes.length, offset, length);
      return count === 0 ? EMPTY : bytes.subarray(offset, offset + count);
    },
  };
}

/** A part of another source, addressed from its own start. */
export function sliceOf(source: ByteSource, start: number): ByteSource {
  return {
    sizeBytes: Math.max(0, source.sizeBytes - start),
    read: (offset, length) => (offset >= 0 ? source.read(start + offset, length) : EMPTY),
  };
}

/** A file on disk, opened at the first read past its head. Close it. */
export interface FileSource extends ByteSource {
  close(): void;
}

/** Reads a file by blocking calls: a worker does one file at a time. Errors of the file system are thrown as they are. */
export function fromFile(path: string | Buffer, sizeBytes: number, head: Buffer): FileSource {
  let descriptor: number | undefined;
  return {
    sizeBytes,
    read: (offset, length) => {
      const count = clampedLength(sizeBytes, offset, length);
      if (count === 0) return EMPTY;
      if (offset + count <= head.length) return head.subarray(offset, offset + count);
      descriptor ??= openSync(path, "r");
      const target = Buffer.alloc(count);
      return target.subarray(0, readSync(descriptor, target, 0, count, offset));
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}
