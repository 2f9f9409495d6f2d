/** A picture made from an original. Both are WebP in sRGB with the orientation applied, fitted into a square of this edge. */
export const RENDITION_EDGE_PX = { thumbnail: 320, preview: 1600 } as const;

export type RenditionSize = keyof typeof RENDITION_EDGE_PX;

export const RENDITION_CONTENT_TYPE = "image/webp";

/** Aspect as an order keeps it: width to height in thousandths, 1 to 65535; 0 when the size is unknown. */
export function toAspect(widthPx: number | null, heightPx: number | null): number {
  if (!widthPx || !heightPx) return 0;
  return Math.min(65_535, Math.max(1, Math.round((1000 * widthPx) / heightPx)));
}
