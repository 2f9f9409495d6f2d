import { rgbaToThumbHash } from "thumbhash";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import { SIDE_LIMIT_PX } from "@shared/domain/pixel-limit";
import { blocksOf, isTiffLike } from "@shared/media/blocks-of";
import { fromBuffer } from "@shared/media/byte-source";
import { convertToSrgb, needsConversion } from "@shared/media/colour";
import type { Blocks } from "@shared/media/containers/blocks";
import { findJpegStart } from "@shared/media/containers/jpeg";
import { isOldJpegTiff } from "@shared/media/containers/tiff-file";
import { decodeHeic } from "@shared/media/decode-heic";
import { decodeWithSharp, fromPixels } from "@shared/media/decode-sharp";
import { decodePreview } from "@shared/media/embedded-preview";
import { MediaError } from "@shared/media/media-error";
import { stepsOf } from "@shared/media/orientation";
import { openOriginal, wholeContent, type OriginalFile } from "@shared/media/original-file";
import type { Decoded, DecodeLimits, Pixels } from "@shared/media/pixels";
import { readingOfExif } from "@shared/media/readings/exif-reading";
import { orientationIn } from "@shared/media/readings/merge";
import { readingOfXmp } from "@shared/media/readings/xmp-reading";
import { readExif } from "@shared/media/tags/exif";
import { readXmp } from "@shared/media/tags/xmp";

export interface Rendition {
  /** WebP in sRGB, upright, without metadata. */
  bytes: Buffer;
  widthPx: number;
  heightPx: number;
  /** A placeholder of some 25 bytes (evanw/thumbhash). */
  thumbhash: Uint8Array;
  /** Codes of what was wrong with the file although it shows something: `truncated`, `damaged`, `small_preview`. */
  notes: string[];
}

/** At 320 px: effort 0 takes 3.0 ms and 15.0 kB, 2 takes 4.3 ms and 13.0 kB, 4 takes 9.6 ms and 12.8 kB. */
const WEBP = { quality: 80, effort: 2 } as const;
/** A first directory smaller than this holds a stand-in, not a picture. */
const LEAST_PREVIEW_PX = 32;
/** ThumbHash keeps seven waves a side: more pixels than this do not change it. */
const HASH_EDGE_PX = 32;

/**
 * Makes a rendition that fits into a square of this edge, never larger than the original. Throws MediaError:
 * `too_many_pixels` by header before anything is decoded, `undecodable`, `damaged`, `no_decoder`, `unreadable`.
 */
export async function renderRendition(
  original: OriginalFile,
  edgePx: number,
  limits: DecodeLimits,
): Promise<Rendition> {
  const decoded = await decodeOriginal(original, edgePx, limits);
  const upright = await turned(decoded.pixels, decoded.orientation);
  const [bytes, thumbhash] = [await fromPixels(upright).webp(WEBP).toBuffer(), await thumbhashOf(upright)];
  return { bytes, thumbhash, widthPx: upright.widthPx, heightPx: upright.heightPx, notes: decoded.notes };
}

async function decodeOriginal(original: OriginalFile, edgePx: number, limits: DecodeLimits): Promise<Decoded> {
  const { format } = original;
  const { kind } = MEDIA_TYPES[format];
  if (kind === "video" || format === "psd") return decodePreview(original, edgePx, limits);
  const header = readHeader(original);
  if (kind === "raw") return decodeRaw(original, header, edgePx, limits);
  refuseTooLarge(header.blocks, limits);
  switch (format) {
    case "jpeg":
    case "png":
    case "webp":
    case "gif":
    case "tiff":
    case "avif":
      return decodePlain(original, header, edgePx, limits);
    case "heic":
      return {
        pixels: await decodeHeic(wholeContent(original), header.blocks, edgePx, limits),
        orientation: null,
        notes: header.blocks.notes.filter((note) => note === "truncated"),
      };
    default:
      throw new MediaError(
        "no_decoder",
        `Pictures of the format ${format.toUpperCase()} are kept but cannot be shown yet.`,
      );
  }
}

/** What is known of a picture before it is decoded. */
interface Header {
  blocks: Blocks;
  /** As EXIF says, else XMP. */
  orientation: number | null;
  hasOldJpeg: boolean;
}

function readHeader(original: OriginalFile): Header {
  const source = openOriginal(original);
  try {
    const blocks = blocksOf(source, original.format);
    const sources = isTiffLike(original.format) ? [source] : blocks.exif.map(fromBuffer);
    const exifs = sources.map((block) => readExif(block)).filter((exif) => exif !== undefined);
    const fromExif = orientationIn(exifs.map(readingOfExif));
    const orientation = fromExif ?? orientationIn(blocks.xmp.map((packet) => readingOfXmp(readXmp(packet))));
    return { blocks, orientation, hasOldJpeg: original.format === "tiff" && isOldJpegTiff(source) };
  } catch (cause) {
    throw new MediaError("unreadable", "The file cannot be read.", cause);
  } finally {
    source.close();
  }
}

function refuseTooLarge({ widthPx, heightPx }: Blocks, limits: DecodeLimits): void {
  if (widthPx === null || heightPx === null) return;
  if (widthPx * heightPx <= limits.pixels && Math.max(widthPx, heightPx) <= SIDE_LIMIT_PX) return;
  const message = `The picture is ${widthPx} x ${heightPx} pixels; up to ${Math.floor(limits.pixels / 1_000_000)} megapixels are decoded.`;
  throw new MediaError("too_many_pixels", message);
}

/** What libvips decodes. It turns AVIF by itself; the others are turned as their metadata says. */
async function decodePlain(
  original: OriginalFile,
  header: Header,
  edgePx: number,
  limits: DecodeLimits,
): Promise<Decoded> {
  const { blocks, orientation, hasOldJpeg } = header;
  if (hasOldJpeg) {
    throw new MediaError("no_decoder", "TIFF files with old-style JPEG inside are kept but cannot be shown yet.");
  }
  const { pixels, notes } = await decodeWithSharp(inputOf(original), edgePx, limits).catch((cause: unknown) => {
    const isCut = cause instanceof MediaError && cause.code === "undecodable" && blocks.notes.includes("truncated");
    throw isCut ? new MediaError("damaged", "The file ends before its picture can be seen.", cause) : cause;
  });
  if (original.format !== "avif") return { pixels, notes, orientation };
  if (!blocks.icc && blocks.nclx && needsConversion(blocks.nclx)) convertToSrgb(pixels, blocks.nclx);
  return { pixels, notes, orientation: null };
}

/** The content for libvips: a path where the file is large, so that it need not be in memory whole. */
function inputOf(original: OriginalFile): Buffer | string {
  const start = original.format === "jpeg" ? (findJpegStart(fromBuffer(original.head)) ?? 0) : 0;
  if (start > 0) return wholeContent(original).subarray(start);
  return original.bytes ?? (typeof original.path === "string" ? original.path : wholeContent(original));
}

/** The embedded picture; without one, the small one that libvips finds in the first directory is better than none. */
async function decodeRaw(
  original: OriginalFile,
  header: Header,
  edgePx: number,
  limits: DecodeLimits,
): Promise<Decoded> {
  try {
    return await decodePreview(original, edgePx, limits);
  } catch (cause) {
    if (!isTiffLike(original.format) || !(cause instanceof MediaError) || cause.code !== "no_decoder") throw cause;
    const small = await decodeWithSharp(inputOf(original), edgePx, limits).catch(() => undefined);
    const isPicture =
      small?.notes.length === 0 && Math.min(small.pixels.widthPx, small.pixels.heightPx) >= LEAST_PREVIEW_PX;
    if (!isPicture) throw cause;
    return { pixels: small.pixels, orientation: header.orientation, notes: ["small_preview"] };
  }
}

/** Pixels as they are to be seen: mirrored first, then turned. */
async function turned(pixels: Pixels, orientation: number | null): Promise<Pixels> {
  const { isMirrored, degrees } = stepsOf(orientation);
  if (!isMirrored && degrees === 0) return pixels;
  const { data, info } = await fromPixels(pixels)
    .flop(isMirrored)
    .rotate(degrees)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, widthPx: info.width, heightPx: info.height, channels: pixels.channels };
}

async function thumbhashOf(pixels: Pixels): Promise<Uint8Array> {
  const { data, info } = await fromPixels(pixels)
    .resize({ width: HASH_EDGE_PX, height: HASH_EDGE_PX, fit: "inside", withoutEnlargement: true, kernel: "linear" })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return rgbaToThumbHash(info.width, info.height, data);
}
