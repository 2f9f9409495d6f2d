import { PHOTO_FLAGS } from "@shared/domain/photo-flags";
import type { Order } from "@renderer/stores/order";

/** What the sidebar leads to. `recent` is sorted by time of import, the others by time of capture; `review` shows files. */
export const PLACES = ["library", "favourites", "recent", "review", "trash"] as const;
export type Place = (typeof PLACES)[number];

/** Positions in an order of the photos shown, newest first. */
export type Rows = Int32Array;

/** The bits that are looked at in each place, and how they must be. */
const OUT_OF_SIGHT = PHOTO_FLAGS.trashed | PHOTO_FLAGS.hidden;
const WANTED: Readonly<Record<Place, { mask: number; bits: number }>> = {
  library: { mask: OUT_OF_SIGHT, bits: 0 },
  favourites: { mask: OUT_OF_SIGHT | PHOTO_FLAGS.favourite, bits: PHOTO_FLAGS.favourite },
  recent: { mask: OUT_OF_SIGHT, bits: 0 },
  review: { mask: OUT_OF_SIGHT, bits: 0 },
  trash: { mask: PHOTO_FLAGS.trashed, bits: PHOTO_FLAGS.trashed },
};

/** The photos of a place, of those found only when a search has found some. `found` is 1 at the keys that were. */
export function findShown(order: Order, place: Place, found: Uint8Array | null): Rows {
  const { keys, flags } = order;
  const { mask, bits } = WANTED[place];
  // A search decides about trash and hidden itself: `is:hidden` would find nothing otherwise.
  const wanted = found !== null && place !== "favourites" ? { mask: 0, bits: 0 } : { mask, bits };
  const rows = new Int32Array(keys.length);
  let count = 0;
  for (let position = keys.length - 1; position >= 0; position--) {
    if (((flags[position] ?? 0) & wanted.mask) !== wanted.bits) continue;
    if (found !== null && found[keys[position] ?? 0] !== 1) continue;
    rows[count++] = position;
  }
  return count === rows.length ? rows : rows.slice(0, count);
}

/** The row that shows a position, by halving; -1 when none does. */
export function rowOfPosition(shown: Rows, position: number): number {
  if (position < 0) return -1;
  let from = 0;
  let to = shown.length - 1;
  while (from <= to) {
    const middle = (from + to) >> 1;
    const there = shown[middle] ?? -1;
    if (there === position) return middle;
    if (there > position) from = middle + 1;
    else to = middle - 1;
  }
  return -1;
}
