import type { Unit } from "./amount";

const PLAIN: Unit = { unit: "", aliases: [], factor: 1 };

export const PLAIN_UNITS: readonly Unit[] = [PLAIN];

export const SIZE_UNITS: readonly Unit[] = [
  { unit: "B", aliases: ["", "byte", "bytes"], factor: 1 },
  { unit: "kB", aliases: ["k"], factor: 1e3 },
  { unit: "MB", aliases: ["m"], factor: 1e6 },
  { unit: "GB", aliases: ["g"], factor: 1e9 },
  { unit: "TB", aliases: ["t"], factor: 1e12 },
  { unit: "KiB", aliases: [], factor: 1024 },
  { unit: "MiB", aliases: [], factor: 1024 ** 2 },
  { unit: "GiB", aliases: [], factor: 1024 ** 3 },
  { unit: "TiB", aliases: [], factor: 1024 ** 4 },
];

/** In milliseconds. */
export const DURATION_UNITS: readonly Unit[] = [
  { unit: "s", aliases: ["", "sec", "second", "seconds"], factor: 1000, takesClock: true },
  { unit: "ms", aliases: [], factor: 1 },
  { unit: "min", aliases: ["m", "minute", "minutes"], factor: 60_000 },
  { unit: "h", aliases: ["hour", "hours"], factor: 3_600_000 },
];

export const PIXEL_UNITS: readonly Unit[] = [{ ...PLAIN, aliases: ["px"] }];
export const MM_UNITS: readonly Unit[] = [{ ...PLAIN, aliases: ["mm"] }];
export const MEGAPIXEL_UNITS: readonly Unit[] = [{ ...PLAIN, aliases: ["mp", "mpx"] }];
export const APERTURE_UNITS: readonly Unit[] = [{ ...PLAIN, before: ["f/", "f"] }];

/** In seconds. */
export const EXPOSURE_UNITS: readonly Unit[] = [
  { unit: "", aliases: ["s", "sec"], factor: 1 },
  { unit: "1/", aliases: ["s", "sec"], factor: 1, before: ["1/"] },
];

/** In metres. */
export const RADIUS_UNITS: readonly Unit[] = [
  { unit: "m", aliases: [], factor: 1 },
  { unit: "km", aliases: [], factor: 1000 },
  { unit: "mi", aliases: ["mile", "miles"], factor: 1609.344 },
];
