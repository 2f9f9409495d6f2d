import { createRandom } from "@shared/domain/seeded-random";
import type { Order } from "@renderer/stores/order";

const YEAR_MINUTES = 525_949;
/** 2015-01-01T00:00. */
const BEGIN = 23_667_840;
const ASPECTS = [1500, 1333, 667, 750, 1778, 1000, 4000, 0] as const;

/** An order of so many photos over these years, each time with the same ones: bursts, quiet weeks, and the usual aspects. */
export function makeOrder(count: number, { years = 10, seed = 1 } = {}): Order {
  const random = createRandom(seed);
  const minutes = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    // Bunched towards the beginning: some months are many times busier than others.
    minutes[row] = BEGIN + Math.floor(random.next() ** 1.5 * years * YEAR_MINUTES);
  }
  minutes.sort();
  return {
    version: 1,
    minutes,
    keys: Int32Array.from({ length: count }, (_, row) => row),
    aspects: Uint16Array.from({ length: count }, () => random.pick(ASPECTS)),
    flags: new Uint16Array(count),
  };
}

/** All photos of an order, newest first. */
export function allRows({ keys }: Order): Int32Array {
  return Int32Array.from(keys, (_, row) => keys.length - 1 - row);
}
