import type { Section } from "./sections";

/** "2021-03", "2021/3", "202103", "3/2021", "2021年3月" or "2021": a year and, when it is said, a month from 1. */
export function parseMonth(text: string): { year: number; month: number | null } | undefined {
  const plain = text.normalize("NFKC").trim();
  const match =
    /^(?<year>\d{4})$/.exec(plain) ??
    /^(?<year>\d{4})(?<month>\d{2})$/.exec(plain) ??
    /^(?<year>\d{4})\s*[-/.年 ]\s*(?<month>\d{1,2})?\s*月?$/.exec(plain) ??
    /^(?<month>\d{1,2})\s*[-/. ]\s*(?<year>\d{4})$/.exec(plain);
  if (!match?.groups) return undefined;
  const { year, month } = match.groups;
  const index = month === undefined ? null : Number(month);
  if (index !== null && (index < 1 || index > 12)) return undefined;
  return { year: Number(year), month: index };
}

/** The section of a month, or the nearest older one that has photos; the oldest when all are newer. -1 without photos. */
export function sectionOfMonth(sections: readonly Section[], wanted: { year: number; month: number | null }): number {
  const at = wanted.year * 12 + (wanted.month ?? 12);
  const found = sections.findIndex(({ year, month }) => year * 12 + month <= at);
  return found >= 0 ? found : sections.length - 1;
}
