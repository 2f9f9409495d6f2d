import { fromBuffer } from "@shared/media/byte-source";
import { readJpeg } from "@shared/media/containers/jpeg";
import { decodeWithSharp } from "@shared/media/decode-sharp";
import { extractPreview, PREVIEW_TAGS, readWithExifTool, type ExifToolTags } from "@shared/media/exiftool";
import { MediaError } from "@shared/media/media-error";
import { swapsSides } from "@shared/media/orientation";
import type { OriginalFile } from "@shared/media/original-file";
import type { DecodeLimits, Decoded } from "@shared/media/pixels";
import { readingOfExif } from "@shared/media/readings/exif-reading";
import { readingsOfExifTool } from "@shared/media/readings/exiftool-reading";
import { orientationIn } from "@shared/media/readings/merge";
import { readExif } from "@shared/media/tags/exif";

const NAMES: ReadonlySet<string> = new Set(PREVIEW_TAGS);
const BINARY = /^\(Binary data (\d+) bytes/;
/** Less is not a picture. */
const LEAST_BYTES = 300;

/** The pictures that a file holds inside, the largest first, as ExifTool names them with their groups. */
export function previewsIn(tags: ExifToolTags): string[] {
  const found = Object.entries(tags).flatMap(([key, value]) => {
    const sizeBytes = Number(BINARY.exec(typeof value === "string" ? value : "")?.[1] ?? 0);
    return NAMES.has(key.slice(key.indexOf(":") + 1)) && sizeBytes >= LEAST_BYTES ? [{ key, sizeBytes }] : [];
  });
  return found.sort((one, other) => other.sizeBytes - one.sizeBytes).map(({ key }) => key);
}

/**
 * The largest picture embedded in a RAW or video file that can be decoded. Errors: `no_decoder` when there is none, or
 * ExifTool is not there to find it.
 */
export async function decodePreview(original: OriginalFile, edgePx: number, limits: DecodeLimits): Promise<Decoded> {
  const tags = await readWithExifTool(original).catch((cause: unknown) => {
    throw new MediaError("no_decoder", "ExifTool did not answer, so the picture inside the file was not found.", cause);
  });
  for (const key of previewsIn(tags)) {
    const bytes = await extractPreview(original.path, key).catch(() => undefined);
    if (!bytes) continue;
    try {
      const { pixels, notes } = await decodeWithSharp(bytes, edgePx, limits);
      return { pixels, notes, orientation: orientationOfPreview(bytes, pixels, tags) };
    } catch (cause) {
      if (cause instanceof MediaError && cause.code === "too_many_pixels") throw cause;
    }
  }
  throw new MediaError("no_decoder", "The file holds no picture that can be shown yet. The original is kept as it is.");
}

/**
 * How the embedded picture is to be turned: as its own EXIF says, else as the file's does, unless the sides show that it
 * was turned before it was put there.
 */
function orientationOfPreview(
  bytes: Buffer,
  pixels: { widthPx: number; heightPx: number },
  tags: ExifToolTags,
): number | null {
  const own = readJpeg(fromBuffer(bytes)).exif.map((block) => readExif(fromBuffer(block)));
  const ownOrientation = orientationIn(own.filter((exif) => exif !== undefined).map(readingOfExif));
  if (ownOrientation !== null && ownOrientation !== 1) return ownOrientation;
  const orientation = orientationIn(readingsOfExifTool(tags));
  const [, width, height] = /^(\d+)[x ](\d+)$/.exec(String(tags["Composite:ImageSize"])) ?? [];
  const isRawWide = Number(width) > Number(height);
  const isTurned = swapsSides(orientation) && width !== undefined && isRawWide !== pixels.widthPx > pixels.heightPx;
  return isTurned ? null : orientation;
}
