/**
 * How the messages of a port are packed where they cross as bytes, one message a frame: MessagePack, fields that are
 * undefined left out, Uint8Array as its binary type and the other packed columns as these extensions.
 */
export interface ColumnExtension {
  /** MessagePack's application-defined type, 0 to 127. */
  type: number;
  /** The column's bytes, little-endian; null when the value is no such column. */
  encode(value: unknown): Uint8Array | null;
  decode(bytes: Uint8Array): unknown;
}

/** What a host takes from a page at the most. What it sends has no such limit: an order is 12 bytes a photo. */
export const FRAME_BYTES_MAX = 16 * 1024 * 1024;

export const COLUMN_EXTENSIONS: readonly ColumnExtension[] = [
  toExtension(1, "Int32Array", (bytes) => new Int32Array(bytes)),
  toExtension(2, "Uint16Array", (bytes) => new Uint16Array(bytes)),
];

function toExtension(type: number, name: string, create: (bytes: ArrayBuffer) => unknown): ColumnExtension {
  return {
    type,
    encode: (value) => {
      if (!ArrayBuffer.isView(value)) return null;
      if ((value as unknown as Record<symbol, unknown>)[Symbol.toStringTag] !== name) return null;
      return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    },
    // Copied: in a frame the bytes lie at any offset, a column begins at a multiple of its width.
    decode: (bytes) => create(new Uint8Array(bytes).buffer),
  };
}
