import { formatLocal, parseLocalMs } from "@shared/domain/capture-time";

/** A wall time as some tag states it, with the offset that stands beside it. */
export interface StatedTime {
  /** ISO 8601 without zone, milliseconds where there are any. */
  local: string;
  /** Minutes east of UTC. */
  offsetMinutes: number | null;
  /** Set when only the day is stated: `local` is its first moment. */
  isDayOnly?: true;
}

/** What a text in the place of a date says: a time, nothing (blank, zeros), or what cannot be. */
export type WhenRead = StatedTime | "blank" | "impossible";

const DATE = String.raw`(\d{4})(?:[:\-./](\d{1,2})(?:[:\-./](\d{1,2}))?)?`;
const CLOCK = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?`;
const ZONE = String.raw`(Z|[+-]\d{1,2}:?\d{2}|[+-]\d{1,2})?`;
const WHEN = new RegExp(String.raw`^${DATE}(?:[T\s]+${CLOCK})?\s*${ZONE}\s*(?:DST)?$`, "i");
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})(\d{2}))?$/;

/**
 * Reads a date of EXIF ("2021:03:01 12:34:56"), of XMP (ISO 8601, also without time, day or month) or of IPTC
 * ("20210301"). The date alone stands for its first moment. A zone that cannot be is dropped, the time stays.
 */
export function readWhen(text: string): WhenRead {
  const trimmed = text.replaceAll("\0", " ").trim();
  if (/^[\s:\-.T0]*$/i.test(trimmed) || trimmed.startsWith("0000")) return "blank";
  const compact = COMPACT.exec(trimmed);
  const match = compact ?? WHEN.exec(trimmed);
  // What follows the date and is no zone ("…53A") does not make it less of a date.
  if (!match) return readLoose(trimmed);
  const [, year, month = "1", day = "1", hour = "0", minute = "0", second = "0", fraction = ""] = match;
  const local = toLocal([year ?? "", month, day, hour, minute, second], fraction);
  if (local === undefined) return "impossible";
  const offsetMinutes = readOffset(match[8] ?? "") ?? null;
  return match[4] === undefined ? { local, offsetMinutes, isDayOnly: true } : { local, offsetMinutes };
}

function readLoose(text: string): WhenRead {
  const match = /^(\d{4}[:-]\d{2}[:-]\d{2}[T ]\d{2}:\d{2}:\d{2})\D/.exec(text);
  return match ? readWhen(match[1] ?? "") : "impossible";
}

/** The ISO form of a real moment after year 0; the fraction to milliseconds. A minute's 60th second becomes its 59th. */
function toLocal(parts: string[], fraction: string): string | undefined {
  const [year, month, day, hour, minute, second] = parts.map((part) => part.padStart(2, "0"));
  const isLeapSecond = second === "60";
  const whole = `${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${isLeapSecond ? "59" : (second ?? "")}`;
  const digits = fraction.replace(/\D.*$/, "").slice(0, 3);
  const localMs = parseLocalMs(digits === "" ? whole : `${whole}.${digits.padEnd(3, "0")}`);
  return localMs === undefined ? undefined : formatLocal(localMs);
}

/** The time with a fraction of a second that stands in a tag of its own ("87" is 0.87 s). */
export function withSubSeconds(time: StatedTime, text: string): StatedTime {
  const digits = /^\s*(\d+)/.exec(text)?.[1];
  if (digits === undefined || time.local.includes(".")) return time;
  const localMs = parseLocalMs(`${time.local}.${digits.slice(0, 3).padEnd(3, "0")}`);
  return localMs === undefined ? time : { ...time, local: formatLocal(localMs) };
}

const LEAST_OFFSET = -12 * 60;
const GREATEST_OFFSET = 14 * 60;

/** True of offsets that are kept somewhere on Earth: whole quarters of an hour from -12:00 to +14:00. */
export function isOffset(minutes: number): boolean {
  return minutes >= LEAST_OFFSET && minutes <= GREATEST_OFFSET && minutes % 15 === 0;
}

/** Reads "+05:45", "-0330", "+9" or "Z". Undefined when it is none, or is kept nowhere. */
export function readOffset(text: string): number | undefined {
  const trimmed = text.replaceAll("\0", "").trim();
  if (/^Z$/i.test(trimmed)) return 0;
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(trimmed);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? "0");
  const signed = match[1] === "-" ? -minutes : minutes;
  return isOffset(signed) && Number(match[3] ?? "0") < 60 ? signed + 0 : undefined;
}

/** The same moment by clocks that are so many minutes further east. */
export function shiftLocal(local: string, minutes: number): string | undefined {
  const localMs = parseLocalMs(local);
  return localMs === undefined ? undefined : formatLocal(localMs + minutes * 60_000);
}
