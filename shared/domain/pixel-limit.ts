/** The largest picture that is decoded, by its header: more is refused before a pixel is read (design decision 33). */
export const PIXEL_LIMIT = { desktop: 300_000_000, service: 200_000_000 } as const;

/** No side may be longer, whatever the area. */
export const SIDE_LIMIT_PX = 65_535;
