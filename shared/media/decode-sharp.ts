import sharp, { type Sharp, type SharpOptions } from "sharp";
import { MediaError } from "@shared/media/media-error";
import type { DecodeLimits, Pixels } from "@shared/media/pixels";
import { toTaggedTiff } from "@shared/media/tagged-tiff";

// One picture at a time in a worker: no threads of its own, nothing kept. Loaders are named, all others are shut: those of
// SVG, PDF and ImageMagick reach files and networks.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpeg",
    "VipsForeignLoadPng",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadTiff",
    "VipsForeignLoadHeif",
  ],
});

const CHANNEL_LIMIT = 5;

/** A decode by libvips: its first page, in stored orientation, fitted into a square and converted to sRGB. */
export interface SharpDecode {
  pixels: Pixels;
  notes: string[];
}

/**
 * Decodes JPEG, PNG, WebP, GIF, TIFF or AVIF. A file that ends early or has damaged parts still shows what it has, with
 * the note `truncated` or `damaged`. Errors: `too_many_pixels`, `undecodable`.
 */
export async function decodeWithSharp(
  input: Buffer | string,
  edgePx: number,
  limits: DecodeLimits,
): Promise<SharpDecode> {
  try {
    return { pixels: await decode(input, edgePx, limits, "error"), notes: [] };
  } catch (cause) {
    const strict = messageOf(cause);
    refuseTooLarge(strict, cause);
    try {
      return { pixels: await decode(input, edgePx, limits, "none"), notes: [noteFor(strict)] };
    } catch (second) {
      refuseTooLarge(messageOf(second), second);
      throw new MediaError("undecodable", `The picture cannot be decoded: ${messageOf(second)}.`, second);
    }
  }
}

async function decode(
  input: Buffer | string,
  edgePx: number,
  limits: DecodeLimits,
  failOn: NonNullable<SharpOptions["failOn"]>,
): Promise<Pixels> {
  const options: SharpOptions = {
    failOn,
    limitInputPixels: limits.pixels,
    limitInputChannels: CHANNEL_LIMIT,
    pages: 1,
  };
  const image = sharp(input, options)
    .timeout({ seconds: limits.seconds ?? 0 })
    .resize({ width: edgePx, height: edgePx, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .raw({ depth: "uchar" });
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { bytes: data, widthPx: info.width, heightPx: info.height, channels: info.channels };
}

/** Pixels made smaller to fit into a square, never larger. */
export async function shrink(pixels: Pixels, edgePx: number): Promise<Pixels> {
  if (pixels.widthPx <= edgePx && pixels.heightPx <= edgePx) return pixels;
  const { data, info } = await fromPixels(pixels)
    .resize({ width: edgePx, height: edgePx, fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, widthPx: info.width, heightPx: info.height, channels: info.channels };
}

/** Pixels of a profile's colours, in sRGB. A profile that cannot be read leaves them as they are. */
export async function convertFromProfile(pixels: Pixels, icc: Buffer): Promise<Pixels> {
  const limits: DecodeLimits = { pixels: pixels.widthPx * pixels.heightPx };
  try {
    return await decode(toTaggedTiff(pixels, icc), Math.max(pixels.widthPx, pixels.heightPx), limits, "none");
  } catch {
    return pixels;
  }
}

/** A pipeline over pixels in memory. */
export function fromPixels({ bytes, widthPx, heightPx, channels }: Pixels): Sharp {
  return sharp(bytes, { raw: { width: widthPx, height: heightPx, channels }, limitInputPixels: false });
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.message.split("\n")[0] ?? "") : String(thrown);
}

function refuseTooLarge(message: string, cause: unknown): void {
  if (!/exceeds pixel limit|exceeds channel limit|too large|width or height exceeds/i.test(message)) return;
  throw new MediaError("too_many_pixels", "The picture has more pixels than are decoded here.", cause);
}

function noteFor(message: string): string {
  return /premature end|truncated|not enough|unexpected end|end of (file|data)|incomplete/i.test(message)
    ? "truncated"
    : "damaged";
}
