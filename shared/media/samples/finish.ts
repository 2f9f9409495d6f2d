import type { Random } from "@shared/domain/seeded-random";
import { clamp } from "@shared/media/samples/colour";
import type { Painting } from "@shared/media/samples/painting";

/** How a picture is developed. */
export interface Development {
  film: "natural" | "vivid" | "soft" | "monochrome";
  /** Of the grain, in steps of 255. */
  grain: number;
}

const CELL = 8;
const GLOWING = 0.82;
const GRAIN_TABLE = 1 << 16;

/** The picture as 8-bit RGB: light that spills over, the film's curve and colours, darker corners, grain. */
export function develop(painting: Painting, { film, grain }: Development, random: Random): Uint8Array {
  const { widthPx, heightPx, rgb } = painting;
  const glow = spillOf(painting);
  const table = toGrainTable(random, grain);
  const { colour } = FILMS[film];
  const tones = toTones(FILMS[film]);
  const bytes = new Uint8Array(widthPx * heightPx * 3);
  const [middleX, middleY] = [widthPx / 2, heightPx / 2];
  // A generator by multiplication, whose upper half is random enough for grain and costs nothing.
  let at16 = 0;
  for (let y = 0, at = 0; y < heightPx; y++) {
    const glowRow = Math.min(glow.rows - 1, Math.floor(y / CELL)) * glow.columns;
    const down = ((y - middleY) / middleY) ** 2;
    for (let x = 0; x < widthPx; x++, at += 3) {
      const spill = (glow.light[glowRow + Math.floor(x / CELL)] ?? 0) * 0.55;
      const corner = 1 - 0.1 * (((x - middleX) / middleX) ** 2 + down);
      let red = ((rgb[at] ?? 0) + spill) * corner;
      let green = ((rgb[at + 1] ?? 0) + spill * 0.93) * corner;
      let blue = ((rgb[at + 2] ?? 0) + spill * 0.82) * corner;
      const grey = red * 0.3 + green * 0.59 + blue * 0.11;
      red = grey + (red - grey) * colour;
      green = grey + (green - grey) * colour;
      blue = grey + (blue - grey) * colour;
      at16 = (Math.imul(at16, 1664525) + 1013904223) | 0;
      const speck = table[at16 >>> 16] ?? 0;
      bytes[at] = toByte((tones[red <= 0 ? 0 : red >= BRIGHTEST ? LAST : (red * PER_UNIT) | 0] ?? 0) + speck);
      bytes[at + 1] = toByte((tones[green <= 0 ? 0 : green >= BRIGHTEST ? LAST : (green * PER_UNIT) | 0] ?? 0) + speck);
      bytes[at + 2] = toByte((tones[blue <= 0 ? 0 : blue >= BRIGHTEST ? LAST : (blue * PER_UNIT) | 0] ?? 0) + speck);
    }
  }
  return bytes;
}

const FILMS = {
  natural: { colour: 1.08, lift: 0.012, contrast: 0.32 },
  vivid: { colour: 1.26, lift: 0.005, contrast: 0.42 },
  soft: { colour: 0.86, lift: 0.045, contrast: 0.2 },
  monochrome: { colour: 0, lift: 0.015, contrast: 0.5 },
} as const;

/** Light from 0 to this is told apart; beyond it all is white. */
const BRIGHTEST = 2;
const PER_UNIT = 2048;
const LAST = BRIGHTEST * PER_UNIT - 1;

function toTones({ lift, contrast }: { lift: number; contrast: number }): Float32Array {
  return Float32Array.from({ length: LAST + 1 }, (_, at) => curve(at / PER_UNIT, lift, contrast) * 255);
}

/** Rolls off what is brighter than white, and bends the rest a little towards an S. */
function curve(value: number, lift: number, contrast: number): number {
  const shown = value < 0.75 ? value : 1 - 0.25 * Math.exp(-(value - 0.75) / 0.25);
  const bent = shown * shown * (3 - 2 * shown);
  return lift + (shown + (bent - shown) * contrast) * (1 - lift);
}

const toByte = (value: number) => (value <= 0 ? 0 : value >= 254.5 ? 255 : (value + 0.5) | 0);

function toGrainTable(random: Random, grain: number): Float32Array {
  return Float32Array.from(
    { length: GRAIN_TABLE },
    () => (random.next() + random.next() + random.next() - 1.5) * 2 * grain,
  );
}

interface Spill {
  light: Float32Array;
  columns: number;
  rows: number;
}

/** The light that very bright places throw around them, coarse. */
function spillOf({ widthPx, heightPx, rgb }: Painting): Spill {
  const [columns, rows] = [Math.ceil(widthPx / CELL), Math.ceil(heightPx / CELL)];
  let light = new Float32Array(columns * rows);
  for (let y = 0; y < heightPx; y += 2) {
    for (let x = 0; x < widthPx; x += 2) {
      const at = (y * widthPx + x) * 3;
      const over = (rgb[at] ?? 0) * 0.4 + (rgb[at + 1] ?? 0) * 0.45 + (rgb[at + 2] ?? 0) * 0.15 - GLOWING;
      if (over > 0) {
        const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
        light[cell] = (light[cell] ?? 0) + (Math.min(over, 0.8) * 4) / (CELL * CELL);
      }
    }
  }
  const reach = Math.round(columns / 26);
  for (let round = 0; round < 3; round++)
    light = blur(blur(light, columns, rows, reach, 1), columns, rows, reach, columns);
  return { light, columns, rows };
}

/** The mean of `reach` cells to both sides, along rows (`step` 1) or columns (`step` the columns of a row). */
function blur(light: Float32Array, columns: number, rows: number, reach: number, step: number) {
  const result = new Float32Array(light.length);
  const [lines, length] = step === 1 ? [rows, columns] : [columns, rows];
  for (let line = 0; line < lines; line++) {
    const start = step === 1 ? line * columns : line;
    let sum = 0;
    for (let at = -reach; at < length; at++) {
      if (at + reach < length) sum += light[start + (at + reach) * step] ?? 0;
      if (at - reach - 1 >= 0) sum -= light[start + (at - reach - 1) * step] ?? 0;
      if (at >= 0) result[start + at * step] = clamp(sum / (2 * reach + 1), 0, 4);
    }
  }
  return result;
}
