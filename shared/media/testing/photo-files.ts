import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import sharp from "sharp";

export interface PhotoFileOptions {
  /** Makes the content another one. */
  seed?: number;
  /** EXIF DateTimeOriginal: `2021:03:01 12:34:56`. */
  taken?: string;
  widthPx?: number;
  heightPx?: number;
  title?: string;
}

/** A small JPEG with true EXIF. */
export async function toPhotoBytes(options: PhotoFileOptions = {}): Promise<Buffer> {
  const { seed = 1, taken = "2021:03:01 12:34:56", widthPx = 64, heightPx = 48, title } = options;
  const background = { r: (seed * 37) % 256, g: (seed * 101) % 256, b: (seed * 211) % 256 };
  const exif = {
    IFD0: { Make: "Canon", Model: "EOS 40D", ...(title !== undefined && { ImageDescription: title }) },
    IFD2: { DateTimeOriginal: taken, ImageUniqueID: String(seed) },
  };
  return sharp({ create: { width: widthPx, height: heightPx, channels: 3, background } })
    .withExif(exif)
    .jpeg()
    .toBuffer();
}

/** Writes a small JPEG. */
export async function writePhoto(path: string, options: PhotoFileOptions = {}): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await toPhotoBytes(options));
}
