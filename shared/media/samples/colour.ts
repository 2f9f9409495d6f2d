/** A colour in sRGB as it is shown; each part from 0 to 1, above 1 where it outshines white. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** `rgb(0x3d7ecb)`. */
export function rgb(hex: number): Rgb {
  return [((hex >> 16) & 255) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255];
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** A surface of colour `a` under light of colour `b`. */
export function lit(a: Rgb, b: Rgb, strength = 1): Rgb {
  return [a[0] * b[0] * strength, a[1] * b[1] * strength, a[2] * b[2] * strength];
}

export function scale(a: Rgb, by: number): Rgb {
  return [a[0] * by, a[1] * by, a[2] * by];
}

export function clamp(value: number, least = 0, most = 1): number {
  return value < least ? least : value > most ? most : value;
}

/** 0 up to `from`, 1 from `to` on, smooth between; falling where `from` is the greater. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** The length of a vector; `Math.hypot` is many times slower. */
export function distanceOf(across: number, down: number): number {
  return Math.sqrt(across * across + down * down);
}
