/*
 * When a photo was taken, as its clock showed it: `2021-03-01T12:34:56` or `2021-03-01T12:34:56.123`, ISO 8601 without zone.
 * The wall time is kept as it stands in the file; the offset from UTC is kept beside it when the file says so, and never
 * assumed from the machine that imports.
 */

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?$/;

/** Milliseconds from 1970-01-01T00:00:00 to this wall time, both read as if in UTC. Undefined when it is no real time. */
export function parseLocalMs(capturedLocal: string): number | undefined {
  const match = LOCAL.exec(capturedLocal);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute, second, Number((match[7] ?? "0").padEnd(3, "0")));
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && at.getUTCHours() === hour;
  return isReal && minute < 60 && second < 60 ? at.getTime() : undefined;
}

/** The inverse of `parseLocalMs`; the fraction is written only when there is one. */
export function formatLocal(localMs: number): string {
  const iso = new Date(localMs).toISOString().slice(0, -1);
  return iso.endsWith(".000") ? iso.slice(0, -4) : iso;
}

const MINUTE_MS = 60_000;

/** Whole minutes of the wall time since 1970, rounded down: the time column of an order. */
export function toLocalMinutes(localMs: number): number {
  return Math.floor(localMs / MINUTE_MS);
}
