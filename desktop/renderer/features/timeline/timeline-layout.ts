import type { Order } from "@renderer/stores/order";
import type { Rows } from "@renderer/stores/shown";
import {
  boxesOf,
  DAY_LABEL_PX,
  estimateHeight,
  isLabelled,
  layOutMonth,
  lineAt,
  lineOfIndex,
  type Geometry,
  type MonthLayout,
  type TileBox,
} from "./month-layout";
import { findSections, sectionOfRow, type Section } from "./sections";

/** Where something lies, in pixels from the top of the whole timeline and from its left edge. */
export interface Box {
  topPx: number;
  leftPx: number;
  widthPx: number;
  heightPx: number;
}

/** One line of photos that is to be seen. */
export interface LineInView {
  readonly section: number;
  readonly line: number;
}

/** A photo and how far below the upper edge of the window its line begins; negative when it is cut there. */
export interface Anchor {
  readonly row: number;
  readonly offsetPx: number;
}

/** All months one below the other. Heights are estimated until a month is needed; then those below it move. */
export interface TimelineLayout {
  readonly order: Order;
  readonly shown: Rows;
  readonly sections: readonly Section[];
  readonly geometry: Geometry;
  totalPx(): number;
  topOf(section: number): number;
  heightOf(section: number): number;
  /** Exact from then on. */
  monthOf(section: number): MonthLayout;
  /** Lays out the months between two heights and gives the lines there; `y` is what the first height was moved to. */
  view(fromPx: number, toPx: number, anchor: Anchor | null): { lines: LineInView[]; movedPx: number };
  tilesOf(line: LineInView): readonly TileBox[];
  lineOfRow(row: number): LineInView | null;
  /** Of the line: its top edge, the labels above its photos included. */
  lineTop(line: LineInView): number;
  boxOfRow(row: number): Box | null;
  /** What to hold on to when the window begins at this height. */
  anchorAt(y: number): Anchor | null;
  /** The line above or below, in the next month when there is none in this. */
  neighbour(line: LineInView, step: 1 | -1): LineInView | null;
}

export function createTimelineLayout(order: Order, shown: Rows, geometry: Geometry): TimelineLayout {
  const sections = findSections(order, shown);
  const months: (MonthLayout | undefined)[] = [];
  const heights = new Float64Array(sections.length);
  const tops = new Float64Array(sections.length + 1);
  const pile = (from: number) => {
    for (let index = from; index < sections.length; index++) {
      tops[index + 1] = (tops[index] ?? 0) + (heights[index] ?? 0);
    }
  };
  sections.forEach((section, index) => (heights[index] = estimateHeight(section, geometry)));
  pile(0);

  const topOf = (index: number) => tops[index] ?? 0;
  const monthOf = (index: number): MonthLayout => {
    const known = months[index];
    if (known) return known;
    const section = sections[index];
    if (!section) throw new RangeError(`No month ${index} of ${sections.length}`);
    const month = layOutMonth(order, shown, section, geometry);
    months[index] = month;
    heights[index] = month.heightPx;
    pile(index);
    return month;
  };
  const sectionAt = (y: number): number => {
    let from = 0;
    let to = sections.length - 1;
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (topOf(middle) <= y) from = middle;
      else to = middle - 1;
    }
    return from;
  };
  const lineOfRow = (row: number): LineInView | null => {
    if (row < 0 || row >= shown.length) return null;
    const section = sectionOfRow(sections, row);
    return { section, line: lineOfIndex(monthOf(section), row - (sections[section]?.from ?? 0)) };
  };
  const lineTop = ({ section, line }: LineInView) => {
    const month = monthOf(section);
    return topOf(section) + (month.tops[line] ?? 0);
  };
  const tilesOf = ({ section, line }: LineInView): readonly TileBox[] => {
    const of = sections[section];
    return of ? boxesOf(order, shown, of, monthOf(section), line, geometry.widthPx) : [];
  };
  const layOutBetween = (fromPx: number, toPx: number): { first: number; last: number } => {
    const first = sectionAt(fromPx);
    monthOf(first);
    let last = first;
    while (last + 1 < sections.length && topOf(last + 1) < toPx) monthOf(++last);
    return { first, last };
  };
  return {
    ...{ order, shown, sections, geometry, topOf, monthOf, lineOfRow, lineTop, tilesOf },
    totalPx: () => tops[sections.length] ?? 0,
    heightOf: (index) => heights[index] ?? 0,
    view(fromPx, toPx, anchor) {
      if (sections.length === 0) return { lines: [], movedPx: 0 };
      const held = anchor && lineOfRow(anchor.row);
      const before = held ? lineTop(held) : 0;
      // A month that turns out lower than estimated lets others into view, so that it may take another turn.
      let movedPx = 0;
      let between = layOutBetween(fromPx, toPx);
      for (let turn = 0; turn < 4; turn++) {
        const moved = (held ? lineTop(held) : 0) - before;
        if (moved === movedPx && turn > 0) break;
        movedPx = moved;
        between = layOutBetween(fromPx + movedPx, toPx + movedPx);
      }
      const lines: LineInView[] = [];
      for (let section = between.first; section <= between.last; section++) {
        const month = monthOf(section);
        const end = lineAt(month, toPx + movedPx - topOf(section));
        for (let line = lineAt(month, fromPx + movedPx - topOf(section)); line <= end; line++)
          lines.push({ section, line });
      }
      return { lines, movedPx };
    },
    boxOfRow(row) {
      const at = lineOfRow(row);
      const tile = at && tilesOf(at).find((box) => box.row === row);
      if (!tile) return null;
      const month = monthOf(at.section);
      const labelPx = isLabelled(month, at.line) ? DAY_LABEL_PX : 0;
      const { leftPx, widthPx } = tile;
      return { topPx: lineTop(at) + labelPx, leftPx, widthPx, heightPx: month.heights[at.line] ?? 0 };
    },
    anchorAt(y) {
      if (sections.length === 0) return null;
      const section = sectionAt(y);
      const month = monthOf(section);
      const line = lineAt(month, y - topOf(section));
      return {
        row: (sections[section]?.from ?? 0) + (month.starts[line] ?? 0),
        offsetPx: lineTop({ section, line }) - y,
      };
    },
    neighbour({ section, line }, step) {
      const month = monthOf(section);
      if (line + step >= 0 && line + step < month.tops.length) return { section, line: line + step };
      const next = section + step;
      if (next < 0 || next >= sections.length) return null;
      return { section: next, line: step === 1 ? 0 : monthOf(next).tops.length - 1 };
    },
  };
}
