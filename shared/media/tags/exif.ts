import type { ByteSource } from "@shared/media/byte-source";
import {
  numberOfField,
  openTiff,
  readDirectory,
  type DirectoryRead,
  type Tiff,
  type TiffDirectory,
  type TiffField,
} from "@shared/media/tags/tiff";

/** The directories of an EXIF block (EXIF 2.32, 4.5). One that is missing is empty. */
export interface Exif {
  tiff: Tiff;
  ifd0: TiffDirectory;
  exif: TiffDirectory;
  gps: TiffDirectory;
  interop: TiffDirectory;
  /** The directory of the embedded thumbnail. */
  ifd1: TiffDirectory;
  isDamaged: boolean;
}

const POINTER = { exif: 0x8769, gps: 0x8825, interop: 0xa005 } as const;

const NO_FIELDS: TiffDirectory = new Map<number, TiffField>();

/** Reads the directories of an EXIF block or of a TIFF file. Undefined when the bytes are no such structure. */
export function readExif(source: ByteSource): Exif | undefined {
  const tiff = openTiff(source);
  if (!tiff) return undefined;
  const seen = new Set<number>();
  let isDamaged = false;
  const follow = (offset: number | undefined): DirectoryRead | undefined => {
    if (offset === undefined || offset === 0 || seen.has(offset)) return undefined;
    seen.add(offset);
    const read = readDirectory(tiff, offset);
    isDamaged ||= read.isDamaged;
    return read;
  };
  const first = follow(tiff.firstOffset);
  const ifd0 = first?.fields ?? NO_FIELDS;
  const exif = follow(numberOfField(tiff, ifd0.get(POINTER.exif)))?.fields ?? NO_FIELDS;
  const gps = follow(numberOfField(tiff, ifd0.get(POINTER.gps)))?.fields ?? NO_FIELDS;
  const interop = follow(numberOfField(tiff, exif.get(POINTER.interop)))?.fields ?? NO_FIELDS;
  const ifd1 = follow(first?.nextOffset)?.fields ?? NO_FIELDS;
  return { tiff, ifd0, exif, gps, interop, ifd1, isDamaged };
}

const PREFIX = Buffer.from("Exif\0\0", "latin1");

/** An EXIF block without the "Exif\0\0" that JPEG needs before it and that some writers put into other formats too. */
export function stripExifPrefix(block: Buffer): Buffer {
  let start = 0;
  while (block.subarray(start, start + PREFIX.length).equals(PREFIX)) start += PREFIX.length;
  return start === 0 ? block : block.subarray(start);
}
