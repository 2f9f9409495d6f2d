import type { ByteSource } from "@shared/media/byte-source";

/** A box of an ISO base media file (ISO 14496-12, 4.2): its content lies from `start` to `end`. */
export interface Box {
  type: string;
  start: number;
  end: number;
}

const BOX_LIMIT = 10_000;

/** The boxes between two offsets. Stops at the first that cannot be; one that is cut off ends where the bytes end. */
export function boxesIn(source: ByteSource, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to && boxes.length < BOX_LIMIT) {
    const head = source.read(at, 16);
    if (head.length < 8) break;
    let size = head.readUInt32BE(0);
    let headBytes = 8;
    if (size === 1) {
      if (head.length < 16) break;
      size = Number(head.readBigUInt64BE(8));
      headBytes = 16;
    } else if (size === 0) {
      size = to - at;
    }
    if (size < headBytes) break;
    boxes.push({ type: head.toString("latin1", 4, 8), start: at + headBytes, end: Math.min(at + size, to) });
    at += size;
  }
  return boxes;
}

/** Big-endian numbers read one after another. Past the end they are 0 and `isOver` is set. */
export interface Cursor {
  uint(bytes: number): number;
  text(bytes: number): string;
  /** A text up to its NUL. */
  cString(): string;
  skip(bytes: number): void;
  readonly at: number;
  isOver(): boolean;
}

export function cursorOver(bytes: Buffer): Cursor {
  let at = 0;
  return {
    uint(size) {
      let value = 0;
      for (let i = 0; i < size; i++) value = value * 256 + (bytes[at + i] ?? 0);
      at += size;
      return value;
    },
    text(size) {
      at += size;
      return bytes.toString("latin1", at - size, at);
    },
    cString() {
      const end = bytes.indexOf(0, at);
      const text = bytes.toString("utf8", at, end < 0 ? bytes.length : end);
      at = end < 0 ? bytes.length + 1 : end + 1;
      return text;
    },
    skip(size) {
      at += size;
    },
    get at() {
      return at;
    },
    isOver() {
      return at > bytes.length;
    },
  };
}
