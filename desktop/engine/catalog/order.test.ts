import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrderColumns, OrderRow } from "@shared/catalog/order";
import type { OrderStep } from "@shared/contract/view";
import { findTies, type Order, repaintOrder, spliceOrder, toBits, toOrder, toPackedOrder } from "@engine/catalog/order";

const idOf = (key: number) => `id${String(key).padStart(4, "0")}`;

function toColumns(rows: readonly OrderRow[]): OrderColumns {
  return {
    keys: Int32Array.from(rows, ({ key }) => key),
    times: Float64Array.from(rows, ({ time }) => time),
    aspects: Uint16Array.from(rows, ({ aspect }) => aspect),
    flags: Uint16Array.from(rows, ({ flags }) => flags),
  };
}

const sorted = (rows: Iterable<OrderRow>) =>
  [...rows].sort((a, b) => a.time - b.time || (a.photoId < b.photoId ? -1 : 1));

const row = (key: number, time: number, flags = 0): OrderRow => ({
  key,
  photoId: idOf(key),
  time,
  aspect: 1500,
  flags,
});

const plain = ({ keys, times, aspects, flags }: OrderColumns) => ({ keys, times, aspects, flags });

/** What somebody holds who applies steps to the columns that they were given. */
function applyStep(keys: readonly number[], step: OrderStep): number[] {
  const next = [...keys];
  let shift = 0;
  let taken = 0;
  for (const [index, at] of step.at.entries()) {
    const [removed, added] = [step.removed[index] ?? 0, step.added[index] ?? 0];
    next.splice(at + shift, removed, ...step.keys.slice(taken, taken + added));
    shift += added - removed;
    taken += added;
  }
  return next;
}

function splice(order: Order, touched: readonly number[], rows: readonly OrderRow[]) {
  const ids = new Map(findTies(order, rows).map((key) => [key, idOf(key)]));
  return spliceOrder(order, touched, rows, ids);
}

describe("splicing an order", () => {
  test("gives the order that sorting anew gives, and steps that lead there, whatever comes, goes or moves", () => {
    const rows = fc.uniqueArray(fc.record({ key: fc.nat(30), time: fc.integer({ min: 0, max: 6 }) }), {
      selector: ({ key }) => key,
      maxLength: 25,
    });
    fc.assert(
      fc.property(rows, rows, fc.array(fc.nat(30), { maxLength: 8 }), (first, second, gone) => {
        const held = new Map(first.map(({ key, time }) => [key, row(key, time)]));
        const order = toOrder(toColumns(sorted(held.values())), 1);
        const added = sorted(second.map(({ key, time }) => row(key, time, 1)));
        const touched = [...new Set([...second.map(({ key }) => key), ...gone])];
        for (const key of gone) held.delete(key);
        for (const each of added) held.set(each.key, each);
        const { order: next, step } = splice(order, touched, added);
        expect(plain(next)).toEqual(toColumns(sorted(held.values())));
        expect(applyStep([...order.keys], step)).toEqual([...next.keys]);
        expect([step.from, step.to, next.version]).toEqual([1, 2, 2]);
      }),
    );
  });

  test("photos of one moment stand by their ids", () => {
    const order = toOrder(toColumns([row(2, 5), row(8, 5)]), 1);
    const { order: next } = splice(order, [4, 1, 9], sorted([row(4, 5), row(1, 5), row(9, 5)]));
    expect([...next.keys]).toEqual([1, 2, 4, 8, 9]);
  });
});

test("repainting changes looks and leaves places", () => {
  const order = toOrder(toColumns([row(3, 1), row(1, 2), row(2, 3)]), 7);
  const looks = { keys: Int32Array.of(2, 3), aspects: Uint16Array.of(700, 800), flags: Uint16Array.of(1, 2) };
  const { order: next, step } = repaintOrder(order, looks, [2, 3, 99]);
  expect(plain(next)).toEqual({
    keys: Int32Array.of(3, 1, 2),
    times: Float64Array.of(1, 2, 3),
    aspects: Uint16Array.of(800, 1500, 700),
    flags: Uint16Array.of(2, 0, 1),
  });
  expect(applyStep([...order.keys], step)).toEqual([3, 1, 2]);
  expect({ at: step.at, flags: step.flags, touched: step.touched }).toEqual({
    at: Int32Array.of(0, 2),
    flags: Uint16Array.of(2, 1),
    touched: Int32Array.of(2, 3, 99),
  });
});

test("bits name the rows of the photos found; keys that are not in the order are left out", () => {
  const order = toOrder(toColumns(Array.from({ length: 10 }, (_, i) => row(i, 10 - i)).reverse()), 1);
  expect(toBits(order, Int32Array.of(9, 0, 55))).toEqual({ bits: Uint8Array.of(0b1, 0b10), count: 2 });
});

test("minutes of times before 1970 are rounded down", () => {
  const { minutes } = toPackedOrder(toOrder(toColumns([row(1, -1), row(2, 59_999)]), 1));
  expect(minutes).toEqual(Int32Array.of(-1, 0));
});
