import type { Section } from "./sections";

/*
 * The scrubber gives each month that has photos the same room, newest at the top: a busy month is as easy to hit as a quiet
 * one, and its bar shows how busy it is. Places on it run from 0, the top, to 1.
 */

/** The row at a place: a month's photos share its room evenly. */
export function rowAtPlace(sections: readonly Section[], place: number): number {
  const slot = Math.min(Math.max(0, place), 1) * sections.length;
  const index = Math.min(sections.length - 1, Math.floor(slot));
  const section = sections[index];
  if (!section) return 0;
  const count = section.to - section.from;
  return section.from + Math.min(count - 1, Math.floor((slot - index) * count));
}

/** Where a row of this section lies. */
export function placeOfRow(sections: readonly Section[], index: number, row: number): number {
  const section = sections[index];
  if (!section) return 0;
  return (index + (row - section.from) / (section.to - section.from)) / sections.length;
}

export interface YearMark {
  readonly year: number;
  readonly place: number;
}

/** Years at their newest month, those left out that would come nearer to the one above than `apart`. */
export function yearMarks(sections: readonly Section[], apart: number): YearMark[] {
  const marks: YearMark[] = [];
  sections.forEach((section, index) => {
    if (sections[index - 1]?.year === section.year) return;
    const place = index / sections.length;
    const last = marks.at(-1);
    if (!last || place - last.place >= apart) marks.push({ year: section.year, place });
  });
  return marks;
}

/**
 * Bars from the right edge, in a box 1 wide and a month high, each so thick a share of its month: an SVG path. The root lets
 * quiet months be seen beside busy ones.
 */
export function densityPath(sections: readonly Section[], thickness: number): string {
  const most = sections.reduce((max, { from, to }) => Math.max(max, to - from), 1);
  return sections
    .map(({ from, to }, index) => {
      const left = 0.88 * (1 - Math.sqrt((to - from) / most));
      return `M1 ${index}H${left.toFixed(3)}V${(index + thickness).toFixed(3)}H1Z`;
    })
    .join("");
}
