import { clamp, distanceOf, type Rgb } from "@shared/media/samples/colour";

/** A picture in the making: RGB, sRGB from 0 to 1 and beyond, row-major, widthPx * heightPx * 3 numbers. */
export interface Painting {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Float32Array;
}

/** Where a shade puts the colour of a pixel. */
export type Ink = Float64Array;

/** The colour of a pixel; `depth` is how far it lies below the line, in pixels. */
export type Shade = (x: number, y: number, depth: number, ink: Ink) => void;

export type Point = readonly [x: number, y: number];

/** An empty picture; `space`, when it is large enough, is used for it, and what was in it is gone. */
export function createPainting(widthPx: number, heightPx: number, space?: Float32Array): Painting {
  const length = widthPx * heightPx * 3;
  if (space === undefined || space.length < length) return { widthPx, heightPx, rgb: new Float32Array(length) };
  return { widthPx, heightPx, rgb: space.subarray(0, length).fill(0) };
}

export function blend({ rgb }: Painting, at: number, red: number, green: number, blue: number, alpha: number): void {
  const r = rgb[at] ?? 0;
  const g = rgb[at + 1] ?? 0;
  const b = rgb[at + 2] ?? 0;
  rgb[at] = r + (red - r) * alpha;
  rgb[at + 1] = g + (green - g) * alpha;
  rgb[at + 2] = b + (blue - b) * alpha;
}

/** Paints every pixel below a line (one height for each column, in pixels from the top) down to `bottomPx`. */
export function paintBelow(painting: Painting, line: Float32Array, bottomPx: number, shade: Shade): void {
  const { widthPx, heightPx } = painting;
  const ink: Ink = new Float64Array(3);
  let top = heightPx;
  for (const y of line) if (y < top) top = y;
  const end = Math.min(heightPx, Math.ceil(bottomPx));
  for (let y = Math.max(0, Math.floor(top)); y < end; y++) {
    for (let x = 0; x < widthPx; x++) {
      const depth = y + 1 - (line[x] ?? 0);
      if (depth <= 0) continue;
      shade(x, y, depth, ink);
      const at = (y * widthPx + x) * 3;
      blend(painting, at, ink[0] ?? 0, ink[1] ?? 0, ink[2] ?? 0, depth < 1 ? depth : 1);
    }
  }
}

/** Lines of a row that are looked at for the coverage of an edge. */
const ROWS_PER_PIXEL = 4;

/** Fills a polygon, its edges smoothed. Parts that it covers twice stay empty. */
export function paintPolygon(painting: Painting, points: readonly Point[], colour: Rgb, alpha = 1): void {
  const { widthPx, heightPx } = painting;
  const [red, green, blue] = colour;
  const xs = Float64Array.from(points, ([x]) => x);
  const ys = Float64Array.from(points, ([, y]) => y);
  const from = Math.max(0, Math.floor(Math.min(...ys)));
  const to = Math.min(heightPx, Math.ceil(Math.max(...ys)));
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const right = Math.min(widthPx, Math.ceil(Math.max(...xs)));
  if (left >= right) return;
  const cover = new Float32Array(right - left);
  for (let y = from; y < to; y++) {
    cover.fill(0);
    for (let row = 0; row < ROWS_PER_PIXEL; row++)
      addRow(cover, left, crossingsAt(xs, ys, y + (row + 0.5) / ROWS_PER_PIXEL));
    for (let x = left; x < right; x++) {
      const share = (cover[x - left] ?? 0) / ROWS_PER_PIXEL;
      if (share > 0) blend(painting, (y * widthPx + x) * 3, red, green, blue, Math.min(1, share) * alpha);
    }
  }
}

/** An upright box, from its left upper to its right lower corner. */
export function paintBox(painting: Painting, [left, top]: Point, [right, bottom]: Point, colour: Rgb, alpha = 1): void {
  const corners: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  paintPolygon(painting, corners, colour, alpha);
}

/** Where a horizontal line meets the sides of a polygon, from left to right. */
function crossingsAt(xs: Float64Array, ys: Float64Array, y: number): number[] {
  const crossings: number[] = [];
  let before = xs.length - 1;
  for (let at = 0; at < xs.length; before = at, at++) {
    const [x1, y1, x2, y2] = [xs[before] ?? 0, ys[before] ?? 0, xs[at] ?? 0, ys[at] ?? 0];
    if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return crossings.length > 2
    ? crossings.sort((a, b) => a - b)
    : crossings.length === 2
      ? inOrder(crossings)
      : crossings;
}

function inOrder(pair: number[]): number[] {
  return (pair[0] ?? 0) > (pair[1] ?? 0) ? pair.reverse() : pair;
}

/** Adds what lies between each two crossings; `cover` begins at column `first`. */
function addRow(cover: Float32Array, first: number, crossings: readonly number[]): void {
  for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
    const left = clamp((crossings[pair] ?? 0) - first, 0, cover.length);
    const right = clamp((crossings[pair + 1] ?? 0) - first, 0, cover.length);
    for (let x = Math.floor(left); x < right; x++) {
      cover[x] = (cover[x] ?? 0) + Math.min(right, x + 1) - Math.max(left, x);
    }
  }
}

/** A round spot whose edge is `soft` (0 hard, 1 fading from its centre). */
export function paintDisc(
  painting: Painting,
  [centreX, centreY]: Point,
  radius: number,
  colour: Rgb,
  { alpha = 1, soft = 0 }: { alpha?: number; soft?: number } = {},
): void {
  const { widthPx, heightPx } = painting;
  const [red, green, blue] = colour;
  const reach = radius + 1;
  const inner = radius * (1 - soft) - 0.5;
  const fade = Math.max(1, radius * soft + 0.5);
  for (let y = Math.max(0, Math.floor(centreY - reach)); y < Math.min(heightPx, centreY + reach); y++) {
    for (let x = Math.max(0, Math.floor(centreX - reach)); x < Math.min(widthPx, centreX + reach); x++) {
      const far = distanceOf(x + 0.5 - centreX, y + 0.5 - centreY);
      const share = clamp(1 - (far - inner) / fade);
      if (share > 0) blend(painting, (y * widthPx + x) * 3, red, green, blue, share * share * (3 - 2 * share) * alpha);
    }
  }
}

/** A straight stroke, as wide at its ends as is said. */
export function paintStroke(
  painting: Painting,
  [x1, y1]: Point,
  [x2, y2]: Point,
  [width1, width2]: readonly [number, number],
  colour: Rgb,
  alpha = 1,
): void {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [acrossX, acrossY] = [-(y2 - y1) / length / 2, (x2 - x1) / length / 2];
  const corners: Point[] = [
    [x1 + acrossX * width1, y1 + acrossY * width1],
    [x2 + acrossX * width2, y2 + acrossY * width2],
    [x2 - acrossX * width2, y2 - acrossY * width2],
    [x1 - acrossX * width1, y1 - acrossY * width1],
  ];
  paintPolygon(painting, corners, colour, alpha);
}
