import type { OrderStep, PackedOrder } from "@shared/contract/view";
import { PHOTO_FLAGS } from "@shared/domain/photo-flags";

/** Every photo of the library by one sort, ascending, as columns. Never changed in place. */
export type Order = PackedOrder;

const OUT_OF_SIGHT = PHOTO_FLAGS.trashed | PHOTO_FLAGS.hidden;

/** The order after a step: what stays is copied in runs, so that the cost is that of moving the columns once. */
export function applyStep(order: Order, step: OrderStep): Order {
  const { at, removed, added } = step;
  if (at.length === 0) return { ...order, version: step.to };
  let length = order.keys.length;
  for (let index = 0; index < at.length; index++) length += (added[index] ?? 0) - (removed[index] ?? 0);
  const splice = <Column extends Int32Array | Uint16Array>(from: Column, come: Column, into: Column): Column => {
    let read = 0;
    let write = 0;
    let taken = 0;
    for (let index = 0; index < at.length; index++) {
      const until = at[index] ?? 0;
      const count = added[index] ?? 0;
      into.set(from.subarray(read, until), write);
      write += until - read;
      into.set(come.subarray(taken, taken + count), write);
      write += count;
      taken += count;
      read = until + (removed[index] ?? 0);
    }
    into.set(from.subarray(read), write);
    return into;
  };
  return {
    version: step.to,
    keys: splice(order.keys, step.keys, new Int32Array(length)),
    minutes: splice(order.minutes, step.minutes, new Int32Array(length)),
    aspects: splice(order.aspects, step.aspects, new Uint16Array(length)),
    flags: splice(order.flags, step.flags, new Uint16Array(length)),
  };
}

export function countPlaces({ flags }: Order): { library: number; favourites: number; trash: number } {
  let library = 0;
  let favourites = 0;
  let trash = 0;
  for (const bits of flags) {
    if ((bits & OUT_OF_SIGHT) === 0) {
      library++;
      favourites += bits & PHOTO_FLAGS.favourite;
    } else if ((bits & PHOTO_FLAGS.trashed) !== 0) trash++;
  }
  return { library, favourites: favourites / PHOTO_FLAGS.favourite, trash };
}

/** Where each key stands in the order, -1 where no photo has it: keys are dense, so that a list by key is no larger. */
export function positionsByKey({ keys }: Order): Int32Array {
  let last = -1;
  for (const key of keys) if (key > last) last = key;
  const positions = new Int32Array(last + 1).fill(-1);
  for (let position = 0; position < keys.length; position++) positions[keys[position] ?? 0] = position;
  return positions;
}
