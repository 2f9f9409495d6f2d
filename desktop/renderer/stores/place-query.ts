import { highest, type Order } from "@renderer/stores/order";
import type { Place } from "@renderer/stores/shown";

/** Keys of what a match has found over the order of its version: 1 at each key that it found. */
export function keysOfMatch({ keys }: Order, bits: Uint8Array): Uint8Array {
  const found = new Uint8Array(highest(keys) + 1);
  for (let position = 0; position < keys.length; position++) {
    if (((bits[position >> 3] ?? 0) >> (position & 7)) & 1) found[keys[position] ?? 0] = 1;
  }
  return found;
}

const LIMITS: Readonly<Partial<Record<Place, string>>> = { trash: "is:trashed", favourites: "is:favourite" };

/** A query as it is asked in a place, and how many characters stand before the part that a person wrote. */
export function placeQuery(text: string, place: Place): { query: string; offset: number } {
  const limit = LIMITS[place];
  if (limit === undefined) return { query: text, offset: 0 };
  if (text.trim() === "") return { query: limit, offset: 0 };
  const before = `${limit} (`;
  return { query: `${before}${text})`, offset: before.length };
}
