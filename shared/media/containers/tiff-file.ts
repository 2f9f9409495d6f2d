import type { ByteSource } from "@shared/media/byte-source";
import { emptyBlocks, type Blocks } from "@shared/media/containers/blocks";
import { iptcOfPhotoshop } from "@shared/media/containers/photoshop";
import { bytesOfField, numberOfField, openTiff, readDirectory } from "@shared/media/tags/tiff";

const TAG = { width: 256, height: 257, compression: 259, xmp: 700, iptc: 33723, photoshop: 34377 } as const;
const BLOCK_LIMIT_BYTES = 4 * 1024 * 1024;
/** The first byte of every IPTC record. */
const RECORD_MARK = 0x1c;

/**
 * The blocks of a TIFF file's first picture. Its EXIF is the file itself: the caller reads that with `readExif` over the
 * same source.
 */
export function readTiffFile(source: ByteSource): Blocks {
  const blocks = emptyBlocks();
  const tiff = openTiff(source);
  if (!tiff) return { ...blocks, notes: ["no_picture"] };
  const { fields, isDamaged } = readDirectory(tiff, tiff.firstOffset);
  if (isDamaged) blocks.notes.push("exif_damaged");
  blocks.widthPx = numberOfField(tiff, fields.get(TAG.width)) ?? null;
  blocks.heightPx = numberOfField(tiff, fields.get(TAG.height)) ?? null;
  const xmp = bytesOfField(tiff, fields.get(TAG.xmp), BLOCK_LIMIT_BYTES);
  if (xmp.length > 0) blocks.xmp.push(xmp);
  const iptcField = fields.get(TAG.iptc);
  const iptc = bytesOfField(tiff, iptcField, BLOCK_LIMIT_BYTES);
  if (iptc.length > 0) blocks.iptc.push(iptc[0] === RECORD_MARK ? iptc : swapped(iptc));
  blocks.iptc.push(...iptcOfPhotoshop(bytesOfField(tiff, fields.get(TAG.photoshop), BLOCK_LIMIT_BYTES)));
  return blocks;
}

/** Old-style JPEG (TIFF 6.0, section 22), which newer readers have given up. */
const OLD_JPEG = 6;

/** True of a file whose first picture is compressed as TIFF 6.0 first had it: libvips gives an empty picture for it. */
export function isOldJpegTiff(source: ByteSource): boolean {
  const tiff = openTiff(source);
  if (!tiff) return false;
  const { fields } = readDirectory(tiff, tiff.firstOffset);
  return numberOfField(tiff, fields.get(TAG.compression)) === OLD_JPEG;
}

/** Some writers declare the records as LONG and swap them as such. */
function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 4))).swap32();
}
