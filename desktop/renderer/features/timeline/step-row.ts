import { DAY_MINUTES } from "./sections";
import type { LineInView, TimelineLayout } from "./timeline-layout";

export type Step = "left" | "right" | "up" | "down" | "pageUp" | "pageDown" | "first" | "last";

/** The row that a key leads to from another one. Up and down go to the photo that lies over or under its middle. */
export function stepRow(layout: TimelineLayout, row: number, step: Step, pagePx: number): number {
  const last = layout.shown.length - 1;
  switch (step) {
    case "left":
      return Math.max(0, row - 1);
    case "right":
      return Math.min(last, row + 1);
    case "first":
      return 0;
    case "last":
      return last;
    case "up":
    case "down":
      return stepLine(layout, row, step === "up" ? -1 : 1);
    case "pageUp":
    case "pageDown":
      return stepPage(layout, row, step === "pageUp" ? -1 : 1, pagePx);
  }
}

function stepLine(layout: TimelineLayout, row: number, step: 1 | -1): number {
  const from = layout.lineOfRow(row);
  const to = from && layout.neighbour(from, step);
  return to ? nearestInLine(layout, to, middleOf(layout, row)) : row;
}

function stepPage(layout: TimelineLayout, row: number, step: 1 | -1, pagePx: number): number {
  const from = layout.lineOfRow(row);
  if (!from) return row;
  const startPx = layout.lineTop(from);
  let line = from;
  for (;;) {
    const next = layout.neighbour(line, step);
    if (!next) break;
    line = next;
    if (Math.abs(layout.lineTop(line) - startPx) >= pagePx) break;
  }
  if (line === from) return step === 1 ? layout.shown.length - 1 : 0;
  return nearestInLine(layout, line, middleOf(layout, row));
}

function middleOf(layout: TimelineLayout, row: number): number {
  const box = layout.boxOfRow(row);
  return box ? box.leftPx + box.widthPx / 2 : 0;
}

function nearestInLine(layout: TimelineLayout, line: LineInView, x: number): number {
  let best = 0;
  let distance = Infinity;
  for (const { row, leftPx, widthPx } of layout.tilesOf(line)) {
    const away = Math.max(leftPx - x, x - leftPx - widthPx, 0);
    if (away < distance) {
      distance = away;
      best = row;
    }
  }
  return best;
}

/** The rows of the day that a row belongs to, first and last. */
export function dayOfRow({ order, shown }: TimelineLayout, row: number): { from: number; to: number } {
  const dayAt = (at: number) => Math.floor((order.minutes[shown[at] ?? 0] ?? 0) / DAY_MINUTES);
  const day = dayAt(row);
  let from = row;
  let to = row;
  while (from > 0 && dayAt(from - 1) === day) from--;
  while (to < shown.length - 1 && dayAt(to + 1) === day) to++;
  return { from, to };
}
