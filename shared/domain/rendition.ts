/** A picture made from an original: WebP in sRGB with the orientation applied, fitted into a square of this edge. */
export const RENDITION_EDGE_PX = { thumbnail: 320, preview: 1600 } as const;
