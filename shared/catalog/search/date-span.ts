import { parseLocalMs } from "@shared/domain/capture-time";
import type { DateSpan } from "./ast";
import { shown, toPlain, type Problem } from "./problem";

/** From `fromMs` up to and without `toMs`; wall time in milliseconds since 1970 as if in UTC. */
export interface Span {
  fromMs: number;
  toMs: number;
}

const CALENDAR = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[t ](\d{1,2})(?::(\d{2})(?::(\d{2}))?)?)?)?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const LAST = /^(\d{1,4}) ?(d|w|m|y)$/;
const NAMED = ["today", "yesterday", "this-month", "last-month", "this-year", "last-year"] as const;

const DAY_MS = 86_400_000;

/** Words that a date may be, for completion. */
export const DATE_WORDS: readonly string[] = [...NAMED, "7d", "30d", "1y"];

/** Reads a date of any precision, or one that moves with the day. */
export function readDate(text: string): DateSpan | Problem {
  const plain = toPlain(text);
  const named = plain.replace(/[ _]/g, "-");
  if ((NAMED as readonly string[]).includes(named)) return { type: "date", text: named };
  const last = LAST.exec(plain);
  if (last) return readLast(Number(last[1]), last[2] ?? "d");
  const calendar = CALENDAR.exec(plain) ?? COMPACT.exec(plain);
  if (!calendar) {
    return {
      problem: `${shown(text)} is not a date. Write 2021, 2021-03, 2021-03-01, 2021-03-01T12:30, today, or 30d for the last 30 days.`,
    };
  }
  const [year = "", ...rest] = (calendar.slice(1) as (string | undefined)[]).filter((part) => part !== undefined);
  const parts = rest.map((part) => part.padStart(2, "0"));
  const date = [year, ...parts.slice(0, 2)].join("-");
  const time = parts.slice(2).join(":");
  return checkReal({ type: "date", text: time === "" ? date : `${date}T${time}` });
}

function readLast(count: number, unit: string): DateSpan | Problem {
  if (count === 0) return { problem: "Count at least one day, week, month or year." };
  return { type: "date", text: `${count}${unit}` };
}

function checkReal(date: DateSpan): DateSpan | Problem {
  if (date.text < "0001") return { problem: "Years go from 0001 to 9999." };
  return parseLocalMs(fillFrom(date.text)) === undefined
    ? { problem: `${date.text.replace("T", " ")} is not in the calendar or on the clock.` }
    : date;
}

/** The first second of a calendar date or time. */
function fillFrom(text: string): string {
  return text + "0000-01-01T00:00:00".slice(text.length);
}

function shift(localMs: number, unit: string, count: number): number {
  if (unit === "d" || unit === "w") return localMs + count * (unit === "w" ? 7 : 1) * DAY_MS;
  const months = count * (unit === "y" ? 12 : 1);
  const at = new Date(localMs);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + months);
  const lastDay = new Date(at);
  lastDay.setUTCMonth(at.getUTCMonth() + 1, 0);
  at.setUTCDate(Math.min(day, lastDay.getUTCDate()));
  return at.getTime();
}

/** How long the calendar text is, by how many characters it has. */
const STEP_BY_LENGTH = new Map<number, (fromMs: number) => number>([
  [4, (fromMs) => shift(fromMs, "y", 1)],
  [7, (fromMs) => shift(fromMs, "m", 1)],
  [10, (fromMs) => fromMs + DAY_MS],
  [13, (fromMs) => fromMs + 3_600_000],
  [16, (fromMs) => fromMs + 60_000],
  [19, (fromMs) => fromMs + 1000],
]);

/** Whether the date moves with the day on which the query is run. */
export function isMoving({ text }: DateSpan): boolean {
  return !/^\d{4}(?:-|$)/.test(text);
}

/** The stretch that a date stands for on a day, `today` as `2024-05-03`. */
export function toSpan({ text }: DateSpan, today: string): Span {
  const todayMs = requireMs(today);
  const last = LAST.exec(text);
  if (last) {
    const fromMs = shift(todayMs, last[2] ?? "d", -Number(last[1])) + DAY_MS;
    return { fromMs, toMs: todayMs + DAY_MS };
  }
  if (text === "today") return { fromMs: todayMs, toMs: todayMs + DAY_MS };
  if (text === "yesterday") return { fromMs: todayMs - DAY_MS, toMs: todayMs };
  const [which, unit] = text.split("-");
  if (unit === "month" || unit === "year") {
    const thisMs = requireMs(today.slice(0, unit === "month" ? 7 : 4));
    const fromMs = which === "this" ? thisMs : shift(thisMs, unit.slice(0, 1), -1);
    return { fromMs, toMs: shift(fromMs, unit.slice(0, 1), 1) };
  }
  const fromMs = requireMs(text);
  return { fromMs, toMs: STEP_BY_LENGTH.get(text.length)?.(fromMs) ?? fromMs };
}

/** As the end of a comparison or range: of the last so many days only the first one. */
export function toEdge(date: DateSpan, today: string): Span {
  const span = toSpan(date, today);
  return LAST.test(date.text) ? { fromMs: span.fromMs, toMs: span.fromMs + DAY_MS } : span;
}

function requireMs(text: string): number {
  const ms = parseLocalMs(fillFrom(text));
  if (ms === undefined) throw new Error(`not a date: ${text}`);
  return ms;
}
