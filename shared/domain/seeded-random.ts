/** Chance that is the same in every run with the same seed. */
export interface Random {
  /** From 0 up to 1, not included. */
  next(): number;
  /** A whole number from 0 up to `limit`, not included. */
  below(limit: number): number;
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** Around 0, with a standard deviation of 1. */
  normal(): number;
  /** Never negative, with this mean: gaps between things that happen by themselves. */
  waiting(mean: number): number;
  bytes(count: number): Uint8Array;
}

/** A 32-bit generator that adds a constant and mixes the sum: enough for likeness, none for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const next = () => word() / 2 ** 32;
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (least, most) => least + next() * (most - least),
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] ?? list[0],
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    waiting: (mean) => -mean * Math.log(1 - next()),
    bytes: (count) => Uint8Array.from({ length: count }, () => word() >>> 24),
  };
}
