import type { OrderColumns, OrderRow } from "@shared/catalog/order";
import type { OrderStep, PackedOrder } from "@shared/contract/view";
import { toLocalMinutes } from "@shared/domain/capture-time";

/** A numbered state of an order with the place of every photo in it. */
export interface Order extends OrderColumns {
  version: number;
  /** Position by dense key; -1 for keys that are not in the order. */
  positions: Int32Array;
}

/** What takes one order to the next: positions that go, and rows that come, sorted. */
interface OrderEdit {
  removed: Int32Array;
  added: readonly OrderRow[];
  /** The position in the old order before which each added row comes. */
  before: Int32Array;
}

export function toOrder(columns: OrderColumns, version: number): Order {
  return { ...columns, version, positions: toPositions(columns.keys) };
}

function toPositions(keys: Int32Array): Int32Array {
  let last = -1;
  for (const key of keys) if (key > last) last = key;
  const positions = new Int32Array(last + 1).fill(-1);
  for (let row = 0; row < keys.length; row++) positions[keys[row] ?? 0] = row;
  return positions;
}

export function positionOf(order: Order, key: number): number {
  return order.positions[key] ?? -1;
}

/** The order as it crosses to whoever shows it. */
export function toPackedOrder({ version, keys, times, aspects, flags }: Order): PackedOrder {
  return { version, keys, minutes: toMinutes(times), aspects, flags };
}

/** Loops of this file are plain ones: over a million rows they take milliseconds, iterators a tenth of a second. */
function toMinutes(times: Float64Array): Int32Array {
  const minutes = new Int32Array(times.length);
  for (let row = 0; row < times.length; row++) minutes[row] = toLocalMinutes(times[row] ?? 0);
  return minutes;
}

/** The photos with these keys as bits over the order: row `i` is bit `i & 7` of byte `i >> 3`. Unknown keys are left out. */
export function toBits(order: Order, keys: Int32Array): { bits: Uint8Array; count: number } {
  const bits = new Uint8Array((order.keys.length + 7) >> 3);
  let count = 0;
  for (const key of keys) {
    const row = positionOf(order, key);
    if (row < 0) continue;
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
    count += 1;
  }
  return { bits, count };
}

/** The rows of the order whose time is that of one of the given rows: an added row's place among them is decided by id. */
export function findTies(order: Order, rows: readonly OrderRow[]): number[] {
  const ties = new Set<number>();
  for (const { time } of rows) {
    for (let at = firstNotBefore(order, time); order.times[at] === time; at++) ties.add(order.keys[at] ?? 0);
  }
  return [...ties];
}

/** The first position whose time is not before this one. */
function firstNotBefore({ times }: Order, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** New looks of photos that stay where they are. */
export type Looks = Pick<OrderColumns, "keys" | "aspects" | "flags">;

/** The order after some photos changed but not moved, and the step that leads there: each replaces itself. */
export function repaintOrder(
  order: Order,
  looks: Looks,
  touched: readonly number[],
): { order: Order; step: OrderStep } {
  const next = { ...order, version: order.version + 1, aspects: order.aspects.slice(), flags: order.flags.slice() };
  const rows = new Int32Array(looks.keys.length);
  let count = 0;
  for (let index = 0; index < looks.keys.length; index++) {
    const row = positionOf(order, looks.keys[index] ?? -1);
    if (row < 0) continue;
    next.aspects[row] = looks.aspects[index] ?? 0;
    next.flags[row] = looks.flags[index] ?? 0;
    rows[count++] = row;
  }
  const at = rows.slice(0, count).sort();
  const step: OrderStep = {
    kind: "step",
    from: order.version,
    to: next.version,
    at,
    removed: new Int32Array(count).fill(1),
    added: new Int32Array(count).fill(1),
    ...toRows(next, at),
    touched: Int32Array.from(touched),
  };
  return { order: next, step };
}

/** Some rows of an order as a step carries them. */
function toRows(order: Order, at: Int32Array): Pick<OrderStep, "keys" | "minutes" | "aspects" | "flags"> {
  const [keys, minutes] = [new Int32Array(at.length), new Int32Array(at.length)];
  const [aspects, flags] = [new Uint16Array(at.length), new Uint16Array(at.length)];
  for (let index = 0; index < at.length; index++) {
    const row = at[index] ?? 0;
    keys[index] = order.keys[row] ?? 0;
    minutes[index] = toLocalMinutes(order.times[row] ?? 0);
    aspects[index] = order.aspects[row] ?? 0;
    flags[index] = order.flags[row] ?? 0;
  }
  return { keys, minutes, aspects, flags };
}

/**
 * The order after some photos were made, changed or removed, and the step that leads there. `rows` are the new places of
 * the touched photos that are still in the order, sorted; `idOf` gives the ids of the photos that `findTies` named.
 */
export function spliceOrder(
  order: Order,
  touched: readonly number[],
  rows: readonly OrderRow[],
  idOf: ReadonlyMap<number, string>,
): { order: Order; step: OrderStep } {
  const removed = Int32Array.from(touched.map((key) => positionOf(order, key)).filter((row) => row >= 0)).sort();
  const gone = new Set(removed);
  const before = Int32Array.from(rows, (row) => {
    let at = firstNotBefore(order, row.time);
    while (order.times[at] === row.time && comesFirst(order, at, row, gone, idOf)) at += 1;
    return at;
  });
  const edit = { removed, added: rows, before };
  const next = toOrder(applyEdit(order, edit), order.version + 1);
  return { order: next, step: toStep(order, edit, touched) };
}

function comesFirst(order: Order, at: number, row: OrderRow, gone: Set<number>, idOf: ReadonlyMap<number, string>) {
  return gone.has(at) || (idOf.get(order.keys[at] ?? 0) ?? "") < row.photoId;
}

function applyEdit(order: Order, { removed, added, before }: OrderEdit): OrderColumns {
  const length = order.keys.length - removed.length + added.length;
  const next: OrderColumns = {
    keys: new Int32Array(length),
    times: new Float64Array(length),
    aspects: new Uint16Array(length),
    flags: new Uint16Array(length),
  };
  let to = 0;
  let from = 0;
  let nextRemoved = 0;
  const copyUpTo = (end: number) => {
    while (from < end) {
      const stop = Math.min(end, removed[nextRemoved] ?? end);
      for (const name of ["keys", "times", "aspects", "flags"] as const) {
        next[name].set(order[name].subarray(from, stop), to);
      }
      to += stop - from;
      from = stop;
      if (removed[nextRemoved] === from && from < end) {
        from += 1;
        nextRemoved += 1;
      }
    }
  };
  for (const [index, row] of added.entries()) {
    copyUpTo(before[index] ?? 0);
    next.keys[to] = row.key;
    next.times[to] = row.time;
    next.aspects[to] = row.aspect;
    next.flags[to] = row.flags;
    to += 1;
  }
  copyUpTo(order.keys.length);
  return next;
}

/** Removed and added positions as splices: rising, apart, each with what goes and how many come. */
function toStep(order: Order, { removed, added, before }: OrderEdit, touched: readonly number[]): OrderStep {
  const splices = new Map<number, { removed: number; added: number }>();
  const spliceAt = (at: number) => {
    const splice = splices.get(at) ?? { removed: 0, added: 0 };
    splices.set(at, splice);
    return splice;
  };
  for (const at of removed) spliceAt(at).removed += 1;
  for (const at of before) spliceAt(at).added += 1;
  const at = Int32Array.from(splices.keys()).sort();
  return {
    kind: "step",
    from: order.version,
    to: order.version + 1,
    at,
    removed: at.map((position) => splices.get(position)?.removed ?? 0),
    added: at.map((position) => splices.get(position)?.added ?? 0),
    keys: Int32Array.from(added, ({ key }) => key),
    minutes: Int32Array.from(added, ({ time }) => toLocalMinutes(time)),
    aspects: Uint16Array.from(added, ({ aspect }) => aspect),
    flags: Uint16Array.from(added, ({ flags }) => flags),
    touched: Int32Array.from(touched),
  };
}
