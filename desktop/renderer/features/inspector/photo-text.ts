import { parseLocalMs } from "@shared/domain/capture-time";
import { TAG_SEPARATOR, toTagPath } from "@shared/domain/tag";

/*
 * What is known of a photo as text, without words: those are in the messages. `locale` is a BCP 47 tag.
 */

/** Longest time written as a fraction: cameras say 1/4 but 0.3. */
const FRACTION_MOST_S = 0.26;

/** `1/250`, `0.4` or `30`, as cameras write it; undefined when it is no time. */
export function toExposureText(seconds: number, locale: string): string | undefined {
  if (!(seconds > 0)) return undefined;
  if (seconds > FRACTION_MOST_S) return formatNumber(seconds, locale, 1);
  const part = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 / seconds < 10 ? 1 : 0, useGrouping: false });
  return `1/${part.format(1 / seconds)}`;
}

export function formatNumber(value: number, locale: string, fractionDigits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: fractionDigits }).format(value);
}

/** Two digits below 1, one above: f/0.95, f/2.8, f/11. */
export function toApertureText(fNumber: number, locale: string): string {
  return formatNumber(fNumber, locale, fNumber < 1 ? 2 : 1);
}

/** Millions of pixels; one digit after the point below 100. */
export function toMegapixelText(widthPx: number, heightPx: number, locale: string): string {
  const millions = (widthPx * heightPx) / 1e6;
  return formatNumber(millions, locale, millions < 0.1 ? 2 : millions < 99.95 ? 1 : 0);
}

/** `48.85840, 2.29450`: decimal degrees to about a metre, as maps take them. */
export function toCoordinatesText(latitude: number, longitude: number): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}

/** `+09:00`, `-03:30`, `+00:00`. */
export function toOffsetText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

const OFFSET = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i;

/** Minutes east of UTC as typed: `+9`, `+0900`, `UTC-3:30`, `Z`. Null when left empty, undefined when it is no offset. */
export function parseOffset(text: string): number | null | undefined {
  const typed = text.trim().replaceAll(/[\u2212\u2013]/g, "-");
  if (typed === "") return null;
  if (/^(?:z|utc|gmt)$/i.test(typed)) return 0;
  const match = OFFSET.exec(typed);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? "0");
  if (Number(match[3] ?? "0") > 59 || minutes > 1439) return undefined;
  return match[1] === "-" ? 0 - minutes : minutes;
}

/** A capture time as day and clock, in the words of the language. Undefined when it is no real time. */
export function toCapturedText(capturedLocal: string, locale: string): { day: string; clock: string } | undefined {
  const localMs = parseLocalMs(capturedLocal);
  if (localMs === undefined) return undefined;
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(localMs);
  return { day: write({ dateStyle: "full" }), clock: write({ timeStyle: "medium" }) };
}

/** Levels of a tag's path, outermost first. */
export function toTagLevels(path: string): string[] {
  return path.split(TAG_SEPARATOR);
}

/** The path of a keyword as typed: levels may be parted by `|`, `›`, or `>` between spaces. Undefined when nothing is left. */
export function parseKeyword(typed: string): string | undefined {
  const path = toTagPath(typed.replaceAll(/\s*›\s*|\s+>\s+/g, TAG_SEPARATOR));
  return path === "" ? undefined : path;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
