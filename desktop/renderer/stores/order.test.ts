import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrderStep } from "@shared/contract/view";
import { PHOTO_FLAGS } from "@shared/domain/photo-flags";
import { allRows, makeOrder } from "@renderer/testing/orders";
import { keySetAt, keySetOf, NO_KEYS } from "./key-set";
import { applyStep, countAfterStep, countPlaces, positionsByKey, type Order } from "./order";
import { keysOfMatch, placeQuery } from "./place-query";
import { findShown, PLACES, rowOfPosition } from "./shown";

const anySplices = fc.array(
  fc.record({ stay: fc.nat(4), removed: fc.nat(3), added: fc.array(fc.nat(60_000), { maxLength: 4 }) }),
  { maxLength: 8 },
);

/** A step of the splices that fit into the order, and what it must come to, by moving single rows. */
function toStep(order: Order, splices: readonly { stay: number; removed: number; added: number[] }[]) {
  const rows = [...order.keys];
  const at: number[] = [];
  const removed: number[] = [];
  const added: number[] = [];
  const come: number[] = [];
  const left: number[] = [];
  let read = 0;
  for (const splice of splices) {
    const from = read + splice.stay + (at.length > 0 ? 1 : 0);
    if (from + splice.removed > rows.length) break;
    left.push(...rows.slice(read, from), ...splice.added);
    at.push(from);
    removed.push(splice.removed);
    added.push(splice.added.length);
    come.push(...splice.added);
    read = from + splice.removed;
  }
  left.push(...rows.slice(read));
  const step: OrderStep = {
    ...{ kind: "step", from: order.version, to: order.version + 1 },
    ...{ at: Int32Array.from(at), removed: Int32Array.from(removed), added: Int32Array.from(added) },
    ...{ keys: Int32Array.from(come), minutes: Int32Array.from(come, (key) => key * 2) },
    ...{ aspects: Uint16Array.from(come), flags: Uint16Array.from(come, (key) => key & 7), touched: new Int32Array(0) },
  };
  return { step, keys: left };
}

test("a step takes out and puts in what its splices say, in every column, and leaves the order before as it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), anySplices, (count, splices) => {
      const order: Order = { ...makeOrder(count), minutes: Int32Array.from({ length: count }, (_, row) => row * 2) };
      order.aspects.forEach((_, row) => (order.aspects[row] = row));
      order.flags.forEach((_, row) => (order.flags[row] = row & 7));
      const before = structuredClone(order);
      const { step, keys } = toStep(order, splices);
      expect(applyStep(order, step)).toEqual({
        version: 2,
        keys: Int32Array.from(keys),
        minutes: Int32Array.from(keys, (key) => key * 2),
        aspects: Uint16Array.from(keys),
        flags: Uint16Array.from(keys, (key) => key & 7),
      });
      expect(order).toEqual(before);
      expect(countAfterStep(countPlaces(order), order, step)).toEqual(countPlaces(applyStep(order, step)));
    }),
  );
});

const { favourite, trashed, hidden } = PHOTO_FLAGS;
const FLAGGED: Order = {
  ...makeOrder(6),
  flags: Uint16Array.of(0, favourite, trashed, hidden, favourite | trashed, favourite | hidden),
};

test("each place shows what belongs to it, newest first", () => {
  expect(Object.fromEntries(PLACES.map((place) => [place, [...findShown(FLAGGED, place, null)]]))).toEqual({
    ...{ library: [1, 0], favourites: [1], recent: [1, 0], review: [1, 0], trash: [4, 2] },
  });
  expect(countPlaces(FLAGGED)).toEqual({ library: 2, favourites: 1, trash: 2 });
});

test("a search shows what it found, hidden photos too; among favourites those alone that are", () => {
  const found = keysOfMatch(FLAGGED, Uint8Array.of(0b101011));
  expect([...found]).toEqual([1, 1, 0, 1, 0, 1]);
  expect([...findShown(FLAGGED, "library", found)]).toEqual([5, 3, 1, 0]);
  expect([...findShown(FLAGGED, "favourites", found)]).toEqual([1]);
});

test.each([
  ["tokyo", "library", "tokyo", 0],
  ["tokyo or paris", "trash", "is:trashed (tokyo or paris)", 12],
  ["", "trash", "is:trashed", 0],
  ["", "favourites", "is:favourite", 0],
  ["x", "recent", "x", 0],
] as const)("“%s” in %s is asked as “%s”", (text, place, query, offset) => {
  expect(placeQuery(text, place)).toEqual({ query, offset });
});

test("rows and positions lead to each other", () => {
  const shown = Int32Array.of(90, 41, 40, 7, 0);
  expect([90, 40, 0, 8, 91, -1].map((position) => rowOfPosition(shown, position))).toEqual([0, 2, 4, -1, -1, -1]);
  expect([...positionsByKey({ ...makeOrder(3), keys: Int32Array.of(4, 0, 2) })]).toEqual([1, -1, 2, -1, 0]);
});

test("a set of keys is like a Set, and never changes", () => {
  const anyKeys = fc.array(fc.nat(300));
  fc.assert(
    fc.property(anyKeys, anyKeys, anyKeys, (first, come, go) => {
      const set = keySetOf(first);
      const more = set.with(come);
      const less = more.without(go);
      const expected = new Set([...first, ...come].filter((key) => !go.includes(key)));
      const sorted = (keys: Iterable<number>) => [...keys].sort((a, b) => a - b);
      expect([...less]).toEqual(sorted(expected));
      expect({ size: less.size, array: [...less.toArray()] }).toEqual({ size: expected.size, array: sorted(expected) });
      expect([0, 7, 8, 299, 100_000].map((key) => less.has(key))).toEqual(
        [0, 7, 8, 299, 100_000].map((key) => expected.has(key)),
      );
      expect([...set]).toEqual(sorted(new Set(first)));
      const column = Int32Array.from(new Set(first));
      expect([...keySetAt(column, Int32Array.from(column.keys()))]).toEqual([...set]);
    }),
  );
  expect([...NO_KEYS]).toEqual([]);
});

test("a million photos: the time that a step and what follows from it takes", () => {
  const order = makeOrder(1_000_000, { years: 20 });
  const step: OrderStep = {
    ...{ kind: "step", from: 1, to: 2, touched: Int32Array.of(5, 1_000_000) },
    ...{ at: Int32Array.of(10, 400_000, 999_999), removed: Int32Array.of(1, 0, 1), added: Int32Array.of(1, 1, 1) },
    ...{ keys: Int32Array.of(10, 1_000_000, 999_999), minutes: Int32Array.of(0, 0, 0) },
    ...{ aspects: Uint16Array.of(1, 2, 3), flags: Uint16Array.of(1, 0, 2) },
  };
  const times: Record<string, number[]> = {};
  const time = <Result>(name: string, run: () => Result): Result => {
    const from = performance.now();
    const result = run();
    (times[name] ??= []).push(Math.round((performance.now() - from) * 10) / 10);
    return result;
  };
  for (let turn = 0; turn < 3; turn++) {
    const next = time("step", () => applyStep(order, step));
    time("counts after a step", () => countAfterStep(countPlaces(order), order, step));
    time("counts", () => countPlaces(next));
    time("a key found", () => next.keys.indexOf(1));
    const shown = time("shown", () => findShown(next, "library", null));
    time("positions by key", () => positionsByKey(next));
    time("all selected", () => keySetAt(next.keys, shown));
    expect(shown).toHaveLength(1_000_000);
  }
  process.stdout.write(`1,000,000 photos, ms: ${JSON.stringify(times)}\n`);
  expect(allRows(order)).toHaveLength(1_000_000);
});
