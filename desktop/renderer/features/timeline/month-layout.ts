import type { Order } from "@renderer/stores/order";
import type { Rows } from "@renderer/stores/shown";
import { DAY_MINUTES, toShownAspect, type Section } from "./sections";

/** What a layout is made for, in CSS pixels. */
export interface Geometry {
  readonly widthPx: number;
  /** How high a line of photos is, about. */
  readonly targetPx: number;
}

/** Between photos. */
export const GAP_PX = 4;
/** Between the last photo of a day and the first of the next, in one line. */
export const DAY_GAP_PX = 16;
/** Above a line in which a day begins. */
export const DAY_LABEL_PX = 26;
export const MONTH_HEADER_PX = 52;
export const MONTH_FOOT_PX = 20;
/** A line is never higher than this many targets: its photos would be larger than their neighbours. */
const STRETCH_MAX = 1.35;

/** Lines of one month. Tops are from the top of its section, header included. */
export interface MonthLayout {
  /** The first row of each line, and after the last line the one after its last row; all from the section's first. */
  readonly starts: Int32Array;
  readonly tops: Float64Array;
  /** How high the photos of each line are, the label above not counted. */
  readonly heights: Float64Array;
  readonly heightPx: number;
}

/** Where a photo stands in its line. */
export interface TileBox {
  readonly row: number;
  readonly leftPx: number;
  readonly widthPx: number;
  /** It is the first of its day. */
  readonly beginsDay: boolean;
}

/** How high a month will be, about, from its sums alone. Whole pixels, so that months begin on them. */
export function estimateHeight(section: Section, { widthPx, targetPx }: Geometry): number {
  const count = section.to - section.from;
  const length =
    (section.aspects / 1000) * targetPx + (count - 1) * GAP_PX + (section.days - 1) * (DAY_GAP_PX - GAP_PX);
  const lines = Math.max(1, Math.ceil(length / Math.max(1, widthPx)));
  return MONTH_HEADER_PX + lines * (targetPx + GAP_PX) + Math.min(lines, section.days) * DAY_LABEL_PX + MONTH_FOOT_PX;
}

/**
 * Breaks the photos of a month into lines that end flush at both sides; the last line keeps the target height. One pass: a
 * line ends where its height comes nearest to the target.
 */
export function layOutMonth(order: Order, shown: Rows, section: Section, geometry: Geometry): MonthLayout {
  const { widthPx, targetPx } = geometry;
  const count = section.to - section.from;
  const starts = new Int32Array(count + 1);
  const heights = new Float64Array(count);
  const labelled = new Uint8Array(count);
  let lines = 0;
  let from = 0;
  let aspects = 0;
  let gaps = 0;
  let hasLabel = 0;
  let day = NaN;
  const heightOf = (sum: number, gapsPx: number) => (widthPx - gapsPx) / sum;
  const close = (to: number, height: number) => {
    starts[lines] = from;
    heights[lines] = Math.max(1, height);
    labelled[lines] = hasLabel;
    lines++;
    from = to;
    aspects = 0;
    gaps = 0;
    hasLabel = 0;
  };
  for (let index = 0; index < count; index++) {
    const position = shown[section.from + index] ?? 0;
    const aspect = toShownAspect(order.aspects[position] ?? 0) / 1000;
    const today = Math.floor((order.minutes[position] ?? 0) / DAY_MINUTES);
    const beginsDay = today !== day;
    day = today;
    if (index > from) {
      const gap = beginsDay ? DAY_GAP_PX : GAP_PX;
      const without = heightOf(aspects, gaps);
      const withIt = heightOf(aspects + aspect, gaps + gap);
      // Nearer by ratio: a line half as high is as far off as one twice as high.
      if (withIt < targetPx && without <= targetPx * STRETCH_MAX && without / targetPx <= targetPx / withIt) {
        close(index, without);
      } else gaps += gap;
    }
    aspects += aspect;
    if (beginsDay) hasLabel = 1;
  }
  if (from < count) close(count, Math.min(targetPx, heightOf(aspects, gaps)));
  starts[lines] = count;
  const tops = new Float64Array(lines);
  let top = MONTH_HEADER_PX;
  for (let line = 0; line < lines; line++) {
    tops[line] = top;
    top += (labelled[line] === 1 ? DAY_LABEL_PX : 0) + (heights[line] ?? 0) + GAP_PX;
  }
  return {
    starts: starts.slice(0, lines + 1),
    heights: heights.slice(0, lines),
    tops,
    heightPx: Math.ceil(top + MONTH_FOOT_PX),
  };
}

/** Whether there are names of days above a line. */
export function isLabelled(layout: MonthLayout, line: number): boolean {
  const next = layout.tops[line + 1] ?? layout.heightPx - MONTH_FOOT_PX;
  return next - (layout.tops[line] ?? 0) > (layout.heights[line] ?? 0) + GAP_PX + DAY_LABEL_PX / 2;
}

/** The photos of a line, edges on whole pixels so that gaps look alike. */
export function boxesOf(
  order: Order,
  shown: Rows,
  section: Section,
  layout: MonthLayout,
  line: number,
  widthPx: number,
): TileBox[] {
  const from = section.from + (layout.starts[line] ?? 0);
  const to = section.from + (layout.starts[line + 1] ?? 0);
  const height = layout.heights[line] ?? 0;
  const dayOf = (row: number) => Math.floor((order.minutes[shown[row] ?? 0] ?? 0) / DAY_MINUTES);
  const boxes: TileBox[] = [];
  let left = 0;
  for (let row = from; row < to; row++) {
    const beginsDay = row === section.from || dayOf(row) !== dayOf(row - 1);
    if (row > from) left += beginsDay ? DAY_GAP_PX : GAP_PX;
    const right = left + (toShownAspect(order.aspects[shown[row] ?? 0] ?? 0) / 1000) * height;
    const leftPx = Math.round(left);
    boxes.push({ row, leftPx, widthPx: Math.max(1, Math.min(widthPx, Math.round(right)) - leftPx), beginsDay });
    left = right;
  }
  return boxes;
}

/** The line whose photos or label lie at a height within the section; those of the header belong to the first. */
export function lineAt(layout: MonthLayout, y: number): number {
  let from = 0;
  let to = layout.tops.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if ((layout.tops[middle] ?? 0) <= y) from = middle;
    else to = middle - 1;
  }
  return from;
}

/** The line that holds a row, counted from the section's first. */
export function lineOfIndex(layout: MonthLayout, index: number): number {
  let from = 0;
  let to = layout.tops.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if ((layout.starts[middle] ?? 0) <= index) from = middle;
    else to = middle - 1;
  }
  return from;
}
