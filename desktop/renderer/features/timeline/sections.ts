import type { Order } from "@renderer/stores/order";
import type { Rows } from "@renderer/stores/shown";

/** The photos of one month, or of a part of a very busy one, as a run of rows of those shown. */
export interface Section {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  /** From 0, newest first. */
  readonly part: number;
  /** Photos of the whole month. */
  readonly inMonth: number;
  /** First row, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** On how many days they were taken. */
  readonly days: number;
  /** Sum of their aspects in thousandths: what they would be wide if they were 1 high. */
  readonly aspects: number;
}

export const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;
/** A month is laid out at once; so many photos take a few milliseconds. A whole library may be imported in one month. */
export const SECTION_MAX = 40_000;
/** A photo of unknown size is shown as most cameras take them. */
const UNKNOWN_ASPECT = 1333;
/** Panoramas and strips are cut to these: a row must hold more than a line. */
const ASPECT_MIN = 400;
const ASPECT_MAX = 3500;

/** The aspect at which a photo is shown, in thousandths. */
export function toShownAspect(aspect: number): number {
  if (aspect === 0) return UNKNOWN_ASPECT;
  return aspect < ASPECT_MIN ? ASPECT_MIN : aspect > ASPECT_MAX ? ASPECT_MAX : aspect;
}

/** The months of the photos shown, newest first: one pass over the columns, a calendar asked only where a month begins. */
export function findSections(order: Order, shown: Rows): Section[] {
  const { minutes, aspects } = order;
  const sections: Section[] = [];
  let monthStart = Infinity;
  let dayStart = Infinity;
  let from = 0;
  let days = 0;
  let sum = 0;
  const close = (to: number) => {
    if (to > from) sections.push({ ...toMonth(monthStart), part: 0, inMonth: to - from, from, to, days, aspects: sum });
    from = to;
    days = 0;
    sum = 0;
  };
  for (let row = 0; row < shown.length; row++) {
    const position = shown[row] ?? 0;
    const at = minutes[position] ?? 0;
    if (at < dayStart) {
      if (at < monthStart) {
        close(row);
        monthStart = toMonthStart(at);
      }
      dayStart = Math.floor(at / DAY_MINUTES) * DAY_MINUTES;
      days++;
    }
    if (row - from >= SECTION_MAX) {
      close(row);
      days = 1;
    }
    sum += toShownAspect(aspects[position] ?? 0);
  }
  close(shown.length);
  return sections.length > 1 ? joinParts(sections) : sections;
}

/** Sections of the same month are told that they are parts of it. */
function joinParts(sections: readonly Section[]): Section[] {
  const isSame = (a: Section | undefined, b: Section | undefined) => a?.year === b?.year && a?.month === b?.month;
  const joined: Section[] = [];
  for (let first = 0; first < sections.length;) {
    let end = first + 1;
    while (end < sections.length && isSame(sections[end], sections[first])) end++;
    const parts = sections.slice(first, end);
    const inMonth = parts.reduce((sum, { from, to }) => sum + to - from, 0);
    joined.push(...parts.map((section, part) => ({ ...section, part, inMonth })));
    first = end;
  }
  return joined;
}

function toMonthStart(minutes: number): number {
  const at = new Date(minutes * MINUTE_MS);
  return startOfMonth(at.getUTCFullYear(), at.getUTCMonth()) / MINUTE_MS;
}

/** Years below 100 stay what they are, which Date.UTC would take for those of the last century. */
function startOfMonth(year: number, monthIndex: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, monthIndex, 1);
  return at.getTime();
}

function toMonth(minutes: number): { year: number; month: number } {
  const at = new Date(minutes * MINUTE_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1 };
}

/** The section that holds a row, by halving. */
export function sectionOfRow(sections: readonly Section[], row: number): number {
  let from = 0;
  let to = sections.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sections[middle]?.to ?? 0) <= row) from = middle + 1;
    else to = middle;
  }
  return from;
}
