/** The first and the last moment of a date, each as the beginning of an ISO time: whatever begins so is in it. */
export interface DayRange {
  first: string;
  last: string;
}

/** Before every photo. */
const EVER = "0000-00-00";

/**
 * What a date of a query stands for, by text alone. As an end of a comparison (`isEdge`) the last so many days stand for
 * their first day.
 */
export function toDayRange(text: string, today: string, isEdge: boolean): DayRange {
  const [year = 0, month = 0] = today.split("-").map(Number);
  const monthBefore = month === 1 ? iso(year - 1, 12) : iso(year, month - 1);
  const named: Record<string, string> = {
    today,
    yesterday: nextDay(today, -1),
    "this-month": iso(year, month),
    "last-month": monthBefore,
    "this-year": iso(year),
    "last-year": iso(year - 1),
  };
  const name = named[text];
  if (name !== undefined) return { first: name, last: name };
  const last = /^(\d+)([dwmy])$/.exec(text);
  if (!last) return { first: text, last: text };
  const first = firstOfLast(Number(last[1]), last[2] ?? "", today);
  return { first, last: isEdge ? first : today };
}

const pad = (value: number, width = 2) => String(value).padStart(width, "0");

function iso(year: number, ...rest: number[]): string {
  return [pad(year, 4), ...rest.map((part) => pad(part))].join("-");
}

function nextDay(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day after the same day so many months ago, or after the last day of that month where it is shorter. */
function firstOfLast(count: number, unit: string, today: string): string {
  if (unit === "d" || unit === "w") return nextDay(today, 1 - count * (unit === "w" ? 7 : 1));
  const [year = 0, month = 0, day = 0] = today.split("-").map(Number);
  const months = year * 12 + (month - 1) - count * (unit === "y" ? 12 : 1);
  if (months < 12) return EVER;
  const [thatYear, thatMonth] = [Math.floor(months / 12), (months % 12) + 1];
  const isLeap = thatYear % 4 === 0 && (thatYear % 100 !== 0 || thatYear % 400 === 0);
  const length = thatMonth === 2 && isLeap ? 29 : (DAYS[thatMonth - 1] ?? 0);
  return nextDay(iso(thatYear, thatMonth, Math.min(day, length)), 1);
}
