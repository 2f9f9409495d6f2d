import type { MediaFormat } from "@shared/domain/media-type";
import type { ByteSource } from "@shared/media/byte-source";
import { emptyBlocks, type Blocks } from "@shared/media/containers/blocks";
import { readGif } from "@shared/media/containers/gif";
import { readHeif } from "@shared/media/containers/heif";
import { readJpeg } from "@shared/media/containers/jpeg";
import { readPng } from "@shared/media/containers/png";
import { readTiffFile } from "@shared/media/containers/tiff-file";
import { readWebp } from "@shared/media/containers/webp";

/** Formats that are TIFF structures, with EXIF, XMP and IPTC where TIFF has them. */
const TIFF_LIKE: ReadonlySet<MediaFormat> = new Set<MediaFormat>([
  "tiff",
  "dng",
  "cr2",
  "nef",
  "arw",
  "orf",
  "rw2",
  "pef",
  "srw",
  "kdc",
  "iiq",
  "3fr",
  "erf",
  "mef",
  "mos",
]);

export function isTiffLike(format: MediaFormat): boolean {
  return TIFF_LIKE.has(format);
}

/** The blocks of a file in a container that we walk ourselves; empty ones for the others. Does not throw. */
export function blocksOf(source: ByteSource, format: MediaFormat): Blocks {
  switch (format) {
    case "jpeg":
      return readJpeg(source);
    case "png":
      return readPng(source);
    case "webp":
      return readWebp(source);
    case "gif":
      return readGif(source);
    case "heic":
    case "avif":
      return readHeif(source);
    default:
      return isTiffLike(format) ? readTiffFile(source) : emptyBlocks();
  }
}
