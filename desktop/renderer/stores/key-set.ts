import { highest } from "@renderer/stores/order";

/** A set of keys as bits: a million of them are 125 kB, and another set is made by copying those. Never changed. */
export interface KeySet extends ReadonlySet<number> {
  /** Without duplicates, rising. */
  toArray(): Int32Array;
  with(keys: Iterable<number>): KeySet;
  without(keys: Iterable<number>): KeySet;
}

export const NO_KEYS: KeySet = toKeySet(new Uint8Array(0), 0);

export function keySetOf(keys: Iterable<number>): KeySet {
  return NO_KEYS.with(keys);
}

/** The keys at these places of a column, without an array of them in between: half the time for a million. */
export function keySetAt(keys: Int32Array, positions: Int32Array): KeySet {
  const bits = new Uint8Array((highest(keys) >> 3) + 1);
  for (const position of positions) {
    const key = keys[position] ?? 0;
    bits[key >> 3] = (bits[key >> 3] ?? 0) | (1 << (key & 7));
  }
  return toKeySet(bits, positions.length);
}

function toKeySet(bits: Uint8Array, size: number): KeySet {
  const has = (key: number) => key >= 0 && (((bits[key >> 3] ?? 0) >> (key & 7)) & 1) === 1;
  function* values(): SetIterator<number> {
    for (let byte = 0; byte < bits.length; byte++) {
      const eight = bits[byte] ?? 0;
      if (eight === 0) continue;
      for (let bit = 0; bit < 8; bit++) if ((eight >> bit) & 1) yield byte * 8 + bit;
    }
    return undefined;
  }
  function* entries(): SetIterator<[number, number]> {
    for (const key of values()) yield [key, key];
    return undefined;
  }
  const set: KeySet = {
    size,
    has,
    values,
    keys: values,
    entries,
    [Symbol.iterator]: values,
    forEach(visit) {
      for (const key of values()) visit(key, key, set);
    },
    toArray() {
      const keys = new Int32Array(size);
      let count = 0;
      for (const key of values()) keys[count++] = key;
      return keys;
    },
    with(keys) {
      let next = bits.slice();
      let count = size;
      for (const key of keys) {
        const byte = key >> 3;
        if (byte >= next.length) {
          const larger = new Uint8Array(Math.max(byte + 1, next.length * 2));
          larger.set(next);
          next = larger;
        }
        const mask = 1 << (key & 7);
        if (((next[byte] ?? 0) & mask) !== 0) continue;
        next[byte] = (next[byte] ?? 0) | mask;
        count++;
      }
      return toKeySet(next, count);
    },
    without(keys) {
      const next = bits.slice();
      let count = size;
      for (const key of keys) {
        const mask = 1 << (key & 7);
        if (((next[key >> 3] ?? 0) & mask) === 0) continue;
        next[key >> 3] = (next[key >> 3] ?? 0) & ~mask;
        count--;
      }
      return count === 0 ? NO_KEYS : toKeySet(next, count);
    },
  };
  return set;
}
