import { toNearest } from "@shared/catalog/search/nearest";
import { photoChangesSchema, type PhotoChanges } from "@shared/contract/edit";
import { photoSchema } from "@shared/contract/photo";
import { AppError } from "@shared/errors";

/** How the text after `=` is read for each field that can be set. An empty text takes the value away. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  title: toText,
  description: toText,
  keywords: toList,
  capturedLocal: (text) => text.trim().replace(" ", "T"),
  offsetMinutes: toOffset,
  latitude: toNumber,
  longitude: toNumber,
  rating: toNumber,
  isFavourite: toBoolean,
  isPrivate: toBoolean,
  isHidden: toBoolean,
  isArchived: toBoolean,
  colourLabel: toText,
  pick: toText,
};

export const EDITABLE_FIELDS: readonly string[] = Object.keys(READERS);

const ASSIGNMENT = /^(?<field>\w+)\s*(?<sign>[+-]?)=(?<text>[\s\S]*)$/;

/**
 * What `--set` texts ask for: `rating=5`, `title=`, `keywords+=lake,summer`, `capturedLocal-=1h30m`. Throws AppError
 * `bad_request`, `field_unknown`, `field_read_only`, `value_invalid`.
 */
export function parseChanges(assignments: readonly string[]): PhotoChanges {
  const changes: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const groups = ASSIGNMENT.exec(assignment)?.groups;
    if (!groups) throw new AppError("bad_request", `"${assignment}" is no change. Write it as field=value.`);
    const { field = "", sign = "", text = "" } = groups;
    Object.assign(changes, toChange(requireField(field), sign, text));
  }
  const { success, data, error } = photoChangesSchema.safeParse(changes);
  if (success) return data;
  const [issue] = error.issues;
  throw new AppError(
    "value_invalid",
    `${String(issue?.path[0])} cannot be set so: ${issue?.message ?? "not a value"}.`,
  );
}

function requireField(field: string): string {
  if (Object.hasOwn(READERS, field)) return field;
  if (Object.hasOwn(photoSchema.shape, field)) {
    throw new AppError(
      "field_read_only",
      `${field} is read from the file and cannot be set. Fields that can: ${EDITABLE_FIELDS.join(", ")}.`,
    );
  }
  const nearest = toNearest(
    field,
    EDITABLE_FIELDS.map((name) => name.toLowerCase()),
  );
  const meant = EDITABLE_FIELDS.find((name) => name.toLowerCase() === nearest);
  const hint =
    meant === undefined ? `Fields that can be set: ${EDITABLE_FIELDS.join(", ")}.` : `Did you mean ${meant}?`;
  throw new AppError(
    "field_unknown",
    `No field is called ${field}. ${hint}`,
    meant === undefined ? {} : { suggestion: meant },
  );
}

function toChange(field: string, sign: string, text: string): Record<string, unknown> {
  if (sign === "") return { [field]: READERS[field]?.(text) };
  if (field === "keywords") return { [sign === "+" ? "addKeywords" : "removeKeywords"]: toList(text) };
  if (field === "capturedLocal") return { shiftMs: toShiftMs(text) * (sign === "+" ? 1 : -1) };
  throw new AppError("bad_request", `${field} can only be set with "=". "${sign}=" is for keywords and capturedLocal.`);
}

function toText(text: string): string | null {
  return text === "" ? null : text;
}

function toList(text: string): string[] {
  const words = text.split(",").map((word) => word.trim());
  return words.filter((word) => word !== "");
}

function toNumber(text: string): number | null {
  if (text.trim() === "") return null;
  const number = Number(text);
  if (Number.isNaN(number)) throw new AppError("value_invalid", `"${text}" is not a number.`);
  return number;
}

function toBoolean(text: string): boolean {
  if (/^(true|yes|1)$/i.test(text)) return true;
  if (/^(false|no|0|)$/i.test(text)) return false;
  throw new AppError("value_invalid", `"${text}" is neither true nor false.`);
}

/** Minutes, or as in time stamps: `+09:00`. */
function toOffset(text: string): number | null {
  const match = /^([+-])(\d{2}):(\d{2})$/.exec(text.trim());
  if (!match) return toNumber(text);
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

function toShiftMs(text: string): number {
  const compact = text.replaceAll(/\s/g, "");
  if (!/^(?:\d+[dhms])+$/.test(compact))
    throw new AppError("value_invalid", `"${text}" is no span of time. Write it like 1d2h30m.`);
  return [...compact.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ""] ?? 0),
    0,
  );
}
