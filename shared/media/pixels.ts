/** A decoded picture: 8 bits a channel, interleaved, row-major, widthPx * heightPx * channels bytes. */
export interface Pixels {
  bytes: Uint8Array;
  widthPx: number;
  heightPx: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; alpha not premultiplied. */
  channels: 1 | 2 | 3 | 4;
}

/** A decoded picture in sRGB no larger than asked for, with how it is yet to be turned and what was wrong with the file. */
export interface Decoded {
  pixels: Pixels;
  /** EXIF orientation that the pixels have not been given yet; null when they stand upright. */
  orientation: number | null;
  notes: string[];
}

/** What a decode may take. */
export interface DecodeLimits {
  /** Pixels of the whole picture, by its header (shared/domain/pixel-limit.ts). */
  pixels: number;
  /** A decode that takes longer is given up, where the decoder can be told so. */
  seconds?: number;
}
