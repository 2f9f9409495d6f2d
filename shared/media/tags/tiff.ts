import type { ByteSource } from "@shared/media/byte-source";

/** One field of a directory (TIFF 6.0, section 2), its value not read yet. */
export interface TiffField {
  tag: number;
  /** 1 BYTE, 2 ASCII, 3 SHORT, 4 LONG, 5 RATIONAL, 7 UNDEFINED, 8 SSHORT, 9 SLONG, 10 SRATIONAL, 11 FLOAT, 12 DOUBLE, … */
  type: number;
  count: number;
  /** Where the value lies, from the start of the structure. */
  valueOffset: number;
}

export type TiffDirectory = ReadonlyMap<number, TiffField>;

/** A TIFF structure: a file of its own, or the EXIF block of another format. */
export interface Tiff {
  readonly source: ByteSource;
  readonly isLittleEndian: boolean;
  readonly isBig: boolean;
  readonly firstOffset: number;
}

const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/** More fields than any camera writes: a longer directory is damage. */
const FIELD_LIMIT = 1000;
/** Numbers of one field that are read; strip offsets and maker tables may have millions. */
const VALUE_LIMIT = 4096;
const TEXT_LIMIT_BYTES = 1024 * 1024;

/** Byte order marks "II" and "MM" followed by 42, or by what camera makers write in its place; 43 is BigTIFF. */
const MAGIC = new Set([42, 43, 0x55, 0x4f52, 0x5352]);

/** Reads the header. Undefined when the bytes are no TIFF structure. */
export function openTiff(source: ByteSource): Tiff | undefined {
  const head = source.read(0, 16);
  if (head.length < 8) return undefined;
  const order = head.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return undefined;
  const isLittleEndian = order === "II";
  const magic = isLittleEndian ? head.readUInt16LE(2) : head.readUInt16BE(2);
  if (!MAGIC.has(magic)) return undefined;
  const isBig = magic === 43;
  if (isBig && head.length < 16) return undefined;
  const tiff = { source, isLittleEndian, isBig, firstOffset: 0 };
  return { ...tiff, firstOffset: isBig ? readUint(tiff, head, 8, 8) : readUint(tiff, head, 4, 4) };
}

/** An unsigned number of 1, 2, 4 or 8 bytes in the structure's byte order. */
function readUint(tiff: Pick<Tiff, "isLittleEndian">, bytes: Buffer, at: number, size: number): number {
  if (size === 8) return Number(tiff.isLittleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  return tiff.isLittleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
}

export interface DirectoryRead {
  fields: TiffDirectory;
  /** The next directory of the chain, 0 at its end. */
  nextOffset: number;
  /** Some fields lie outside the bytes or say what cannot be; the others are given. */
  isDamaged: boolean;
}

const NOTHING: DirectoryRead = { fields: new Map(), nextOffset: 0, isDamaged: true };

/** Reads one directory. A field that cannot be is left out, the others are given. */
export function readDirectory(tiff: Tiff, offset: number): DirectoryRead {
  const countBytes = tiff.isBig ? 8 : 2;
  const fieldBytes = tiff.isBig ? 20 : 12;
  const start = tiff.source.read(offset, countBytes);
  if (offset < 8 || start.length < countBytes) return NOTHING;
  const stated = readUint(tiff, start, 0, countBytes);
  const count = Math.min(stated, FIELD_LIMIT);
  const table = tiff.source.read(offset + countBytes, count * fieldBytes + countBytes * 2 + 4);
  const fields = new Map<number, TiffField>();
  let isDamaged = stated === 0 || stated > FIELD_LIMIT || table.length < count * fieldBytes;
  for (let at = 0; at + fieldBytes <= table.length && at < count * fieldBytes; at += fieldBytes) {
    const field = readField(tiff, table, at, offset + countBytes + at);
    if (!field) isDamaged = true;
    else if (!fields.has(field.tag)) fields.set(field.tag, field);
  }
  const linkBytes = tiff.isBig ? 8 : 4;
  const linkAt = count * fieldBytes;
  const nextOffset = !isDamaged && table.length >= linkAt + linkBytes ? readUint(tiff, table, linkAt, linkBytes) : 0;
  return { fields, nextOffset, isDamaged };
}

function readField(tiff: Tiff, table: Buffer, at: number, fieldOffset: number): TiffField | undefined {
  const tag = readUint(tiff, table, at, 2);
  const type = readUint(tiff, table, at + 2, 2);
  const sizeOfCount = tiff.isBig ? 8 : 4;
  const count = readUint(tiff, table, at + 4, sizeOfCount);
  const unit = TYPE_BYTES[type];
  if (unit === undefined) return undefined;
  const inPlace = unit * count <= sizeOfCount;
  const valueOffset = inPlace
    ? fieldOffset + 4 + sizeOfCount
    : readUint(tiff, table, at + 4 + sizeOfCount, sizeOfCount);
  if (count > 0 && valueOffset >= tiff.source.sizeBytes) return undefined;
  return { tag, type, count, valueOffset };
}

/** The bytes of a field's value, cut off at 1 MiB unless told otherwise. */
export function bytesOfField(tiff: Tiff, field: TiffField | undefined, limitBytes = TEXT_LIMIT_BYTES): Buffer {
  if (!field) return Buffer.alloc(0);
  const length = Math.min((TYPE_BYTES[field.type] ?? 0) * field.count, limitBytes);
  return tiff.source.read(field.valueOffset, length);
}

/** The numbers of a field, at most 4096; a rational is its quotient, NaN for 0/0. Text and opaque bytes give none. */
export function numbersOfField(tiff: Tiff, field: TiffField | undefined): number[] {
  const unit = field === undefined ? undefined : TYPE_BYTES[field.type];
  if (!field || unit === undefined || field.type === 2 || field.type === 7) return [];
  const bytes = tiff.source.read(field.valueOffset, Math.min(field.count, VALUE_LIMIT) * unit);
  const numbers: number[] = [];
  for (let at = 0; at + unit <= bytes.length; at += unit) numbers.push(numberAt(tiff, bytes, at, field.type));
  return numbers;
}

function numberAt(tiff: Tiff, bytes: Buffer, at: number, type: number): number {
  const isLittle = tiff.isLittleEndian;
  switch (type) {
    case 6:
      return bytes.readInt8(at);
    case 8:
      return isLittle ? bytes.readInt16LE(at) : bytes.readInt16BE(at);
    case 9:
      return isLittle ? bytes.readInt32LE(at) : bytes.readInt32BE(at);
    case 5:
      return readUint(tiff, bytes, at, 4) / readUint(tiff, bytes, at + 4, 4);
    case 10:
      return numberAt(tiff, bytes, at, 9) / numberAt(tiff, bytes, at + 4, 9);
    case 11:
      return isLittle ? bytes.readFloatLE(at) : bytes.readFloatBE(at);
    case 12:
      return isLittle ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at);
    case 17:
      return Number(isLittle ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at));
    default:
      return readUint(tiff, bytes, at, TYPE_BYTES[type] ?? 1);
  }
}

/** The first number of a field that is one. */
export function numberOfField(tiff: Tiff, field: TiffField | undefined): number | undefined {
  if (!field || field.type === 2 || field.type === 7) return undefined;
  const [value] = numbersOfField(tiff, { ...field, count: Math.min(field.count, 1) });
  return value;
}

/** The bytes of a text field up to its NUL. Some cameras write text as BYTE or UNDEFINED. */
export function textBytesOfField(tiff: Tiff, field: TiffField | undefined): Buffer {
  if (!field || ![1, 2, 7].includes(field.type)) return Buffer.alloc(0);
  const bytes = bytesOfField(tiff, field, 64 * 1024);
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
