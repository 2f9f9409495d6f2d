import { en, type MessageKey } from "@renderer/messages/en";
import { ja } from "@renderer/messages/ja";
import type { Message, MessageValues, Translation } from "@renderer/messages/message";

export const LANGUAGES = ["en", "ja"] as const;
export type Language = (typeof LANGUAGES)[number];

const TABLES: Readonly<Record<Language, Translation<typeof en>>> = { en, ja };
/** English as it is written outside America: day before month, 24 hours. */
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", ja: "ja-JP" };

/** What the interface says, in one language. Times are local wall times in milliseconds since 1970, as if in UTC. */
export interface Text {
  readonly language: Language;
  t(key: MessageKey, values?: MessageValues): string;
  number(value: number): string;
  /** "March 2021". Months count from 1. */
  month(year: number, month: number): string;
  /** "Wed 3": for a heading below that of a month. */
  day(localMs: number): string;
  /** "3 March 2021". */
  date(localMs: number): string;
  /** "3 March 2021, 14:05". */
  dateTime(localMs: number): string;
  /** "4.2 MB". */
  bytes(sizeBytes: number): string;
  /** "0:07", "1:02:03". */
  duration(durationMs: number): string;
  /** Any other way to write a number, a date or a list, by Intl. */
  readonly locale: string;
}

export function createText(language: Language): Text {
  const locale = LOCALES[language];
  const table = TABLES[language];
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (localMs: number) => format.format(localMs);
  };
  const month = dates({ year: "numeric", month: "long" });
  const number = (value: number) => numbers.format(value);
  return {
    language,
    locale,
    number,
    t: (key, values = {}) => fill(choose(table[key], values, rules), values, number),
    // Not Date.UTC, which takes the years of the first century for those of the last.
    month: (year, index) => month(new Date(0).setUTCFullYear(year, index - 1, 1)),
    day: dates({ weekday: "short", day: "numeric" }),
    date: dates({ year: "numeric", month: "long", day: "numeric" }),
    dateTime: dates({ year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" }),
    bytes: (sizeBytes) => formatBytes(sizeBytes, locale),
    duration: formatDuration,
  };
}

function choose(message: Message, values: MessageValues, rules: Intl.PluralRules): string {
  if (typeof message === "string") return message;
  const count = Number(values[message.by]);
  if (count === 0 && message.zero !== undefined) return message.zero;
  return (rules.select(count) === "one" ? message.one : undefined) ?? message.other;
}

function fill(text: string, values: MessageValues, number: (value: number) => string): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === "number" ? number(value) : value;
  });
}

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

function formatBytes(sizeBytes: number, locale: string): string {
  const step = sizeBytes < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(sizeBytes) / 3));
  const value = sizeBytes / 1000 ** step;
  const maximumFractionDigits = step > 0 && value < 10 ? 1 : 0;
  const unit = BYTE_UNITS[step] ?? "byte";
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits }).format(
    value,
  );
}

function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
