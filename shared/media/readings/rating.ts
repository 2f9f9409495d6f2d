import { NOTE } from "@shared/media/readings/reading";

/** Stars as xmp:Rating has them: 1 to 5, 0 for none, -1 for rejected. Halves are rounded; what cannot be is noted. */
export function ratingOf(stars: number | undefined, notes: string[]): number | undefined {
  if (stars === undefined || Number.isNaN(stars)) return undefined;
  if (stars < 0 && stars >= -1) return -1;
  if (stars >= 0 && stars <= 5) return Math.round(stars);
  notes.push(NOTE.ratingImpossible);
  return undefined;
}

/** Windows writes stars as percent: 1, 25, 50, 75 and 99 for one to five. Cameras fill in 0, which says nothing. */
export function ratingOfPercent(percent: number | undefined): number | undefined {
  if (percent === undefined || !(percent > 0 && percent <= 100)) return undefined;
  return Math.min(5, Math.max(1, Math.round(percent / 25) + 1));
}
