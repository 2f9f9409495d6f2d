import type { Random } from "@shared/domain/seeded-random";

/** A cloudy field that repeats without a seam: structure at every scale, half as strong when twice as fine. */
export interface Noise {
  /** From 0 to 1, around 0.5; the field repeats after 1 in both directions, from -256 on. */
  at(u: number, v: number): number;
}

const EDGE = 512;
const COARSEST_CELLS = 4;
/** Repeats to the left and above that are asked for at the most: whole numbers are cut off faster than rounded down. */
const FAR = 256;

export function createNoise(random: Random): Noise {
  const field = new Float32Array(EDGE * EDGE);
  for (let cells = COARSEST_CELLS, strength = 1; cells <= EDGE / 2; cells *= 2, strength /= 2) {
    addOctave(field, random, cells, strength);
  }
  stretch(field);
  const mask = EDGE - 1;
  return {
    at: (u, v) => {
      const x = (u + FAR) * EDGE;
      const y = (v + FAR) * EDGE;
      const left = x | 0;
      const top = y | 0;
      const row = (top & mask) * EDGE;
      const below = ((top + 1) & mask) * EDGE;
      const column = left & mask;
      const right = (left + 1) & mask;
      const across = x - left;
      const down = y - top;
      const upper = (field[row + column] ?? 0) * (1 - across) + (field[row + right] ?? 0) * across;
      const lower = (field[below + column] ?? 0) * (1 - across) + (field[below + right] ?? 0) * across;
      return upper + (lower - upper) * down;
    },
  };
}

/** Adds random values at the corners of a lattice, joined smoothly. */
function addOctave(field: Float32Array, random: Random, cells: number, strength: number): void {
  const corners = Float32Array.from({ length: cells * cells }, () => random.next() - 0.5);
  const step = cells / EDGE;
  for (let y = 0, at = 0; y < EDGE; y++) {
    const top = Math.floor(y * step);
    const down = ease(y * step - top);
    const upper = top * cells;
    const lower = ((top + 1) % cells) * cells;
    for (let x = 0; x < EDGE; x++, at++) {
      const left = Math.floor(x * step);
      const right = (left + 1) % cells;
      const across = ease(x * step - left);
      const a = (corners[upper + left] ?? 0) * (1 - across) + (corners[upper + right] ?? 0) * across;
      const b = (corners[lower + left] ?? 0) * (1 - across) + (corners[lower + right] ?? 0) * across;
      field[at] = (field[at] ?? 0) + (a + (b - a) * down) * strength;
    }
  }
}

const ease = (t: number) => t * t * (3 - 2 * t);

function stretch(field: Float32Array): void {
  let [least, most] = [Infinity, -Infinity];
  for (const value of field) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  for (let at = 0; at < field.length; at++) field[at] = ((field[at] ?? 0) - least) / (most - least);
}
