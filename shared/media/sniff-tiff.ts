import { extensionOf, formatByName, type MediaFormat } from "@shared/domain/media-type";
import { fromBuffer } from "@shared/media/byte-source";
import { isTiffLike } from "@shared/media/blocks-of";
import {
  numberOfField,
  numbersOfField,
  openTiff,
  readDirectory,
  textBytesOfField,
  type Tiff,
  type TiffDirectory,
} from "@shared/media/tags/tiff";

const TAG = {
  subfileType: 254,
  compression: 259,
  photometric: 262,
  make: 271,
  subDirectories: 330,
  dngVersion: 0xc612,
} as const;

/** Compressions that makers of cameras gave themselves: their files are RAW. */
const RAW_COMPRESSION = new Set([32767, 32770, 34713, 65000, 65535]);
/** A colour filter array, and linear sensor values. */
const RAW_PHOTOMETRIC = new Set([32803, 34892]);

/** Whose RAW it is, by the camera's make in lower case. */
const MAKER: readonly (readonly [string, MediaFormat])[] = [
  ["nikon", "nef"],
  ["sony", "arw"],
  ["canon", "cr2"],
  ["pentax", "pef"],
  ["asahi", "pef"],
  ["ricoh", "pef"],
  ["samsung", "srw"],
  ["hasselblad", "3fr"],
  ["phase one", "iiq"],
  ["leaf", "mos"],
  ["eastman kodak", "kdc"],
  ["kodak", "kdc"],
  ["seiko epson", "erf"],
  ["mamiya", "mef"],
  ["olympus", "orf"],
  ["panasonic", "rw2"],
  ["leica", "dng"],
];

/** RAW files whose header differs from TIFF's, by the two bytes after the byte order. */
const OWN_MAGIC: Readonly<Record<number, MediaFormat>> = { 0x55: "rw2", 0x4f52: "orf", 0x5352: "orf" };

/**
 * Tells a RAW file from a TIFF: both begin alike. What the first directories say decides; the name's extension is heard
 * where they say little, since the RAW picture may lie beyond the head.
 */
export function sniffTiff(head: Buffer, fileName: string): MediaFormat | undefined {
  const tiff = openTiff(fromBuffer(head));
  if (!tiff) return undefined;
  const magic = tiff.isLittleEndian ? head.readUInt16LE(2) : head.readUInt16BE(2);
  const own = OWN_MAGIC[magic];
  if (own) return own;
  if (head.toString("latin1", 8, 10) === "CR") return "cr2";
  const mark = head.toString("latin1", 8, 12);
  if (mark === "IIII" || mark === "MMMM") return "iiq";
  return byDirectories(tiff, fileName);
}

function byDirectories(tiff: Tiff, fileName: string): MediaFormat {
  const { fields } = readDirectory(tiff, tiff.firstOffset);
  if (fields.has(TAG.dngVersion)) return "dng";
  const named = formatByName(fileName);
  const isNamedRaw = named !== undefined && named !== "tiff" && isTiffLike(named);
  const make = textBytesOfField(tiff, fields.get(TAG.make)).toString("latin1").trim().toLowerCase();
  const maker = MAKER.find(([prefix]) => make.startsWith(prefix))?.[1];
  const directories = [fields, ...subDirectories(tiff, fields)];
  if (directories.some((directory) => isRawPicture(tiff, directory))) return isNamedRaw ? named : (maker ?? "tiff");
  if (isNamedRaw) return named;
  const isNamedTiff = /^tiff?$/.test(extensionOf(fileName));
  const isThumbnailFirst = numberOfField(tiff, fields.get(TAG.subfileType)) === 1;
  return isThumbnailFirst && fields.has(TAG.subDirectories) && maker !== undefined && !isNamedTiff ? maker : "tiff";
}

function isRawPicture(tiff: Tiff, directory: TiffDirectory): boolean {
  const compression = numberOfField(tiff, directory.get(TAG.compression));
  const photometric = numberOfField(tiff, directory.get(TAG.photometric));
  return RAW_COMPRESSION.has(compression ?? 0) || RAW_PHOTOMETRIC.has(photometric ?? 0);
}

function subDirectories(tiff: Tiff, fields: TiffDirectory): TiffDirectory[] {
  const offsets = numbersOfField(tiff, fields.get(TAG.subDirectories)).slice(0, 8);
  return offsets.map((offset) => readDirectory(tiff, offset).fields);
}
