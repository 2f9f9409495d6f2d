import type { Point } from "@shared/media/samples/painting";

/** A shape in a square of 1, its foot in the middle of the lower edge, put where it stands. */
export function placed(shape: readonly Point[], [x, y]: Point, size: number): Point[] {
  return shape.map(([across, up]) => [x + across * size, y - up * size]);
}
