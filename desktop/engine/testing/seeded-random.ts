/** Chance that can be had again: the same seed gives the same numbers. */
export interface SeededRandom {
  /** From 0 up to but not with 1. */
  next(): number;
  /** A whole number from 0 up to but not with `limit`. */
  below(limit: number): number;
}

/** The generator of Tommy Ettinger's "mulberry32": 32 bits of state. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (limit) => Math.floor(next() * limit) };
}

const VARIABLE = "IMGSTREAM_CRASH_SEED";

/** Runs a test with chance; when it fails, the seed is told, and the variable that lets it run with that seed again. */
export async function withSeed(work: (random: SeededRandom) => Promise<void>): Promise<void> {
  const seed = Number(process.env[VARIABLE] ?? Date.now() % 2 ** 32);
  try {
    await work(createSeededRandom(seed));
  } catch (error) {
    throw new Error(`It failed with seed ${seed}. To have it again: ${VARIABLE}=${seed}`, { cause: error });
  }
}
