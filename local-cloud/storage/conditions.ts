import { z } from "zod";
import { StorageError, toConditionNotMet, toInvalid } from "./storage-error";

const KEYS = [
  "ifGenerationMatch",
  "ifGenerationNotMatch",
  "ifMetagenerationMatch",
  "ifMetagenerationNotMatch",
] as const;
type Key = (typeof KEYS)[number];

/** What must hold of the live object for a request to be done; generation 0 is that there is none. */
export type Conditions = Partial<Record<Key, number>>;

const CONDITIONS = z.partialRecord(z.enum(KEYS), z.number());
/** Reads back what was written as JSON. */
export const parseConditions = (json: string): Conditions => CONDITIONS.parse(JSON.parse(json));

interface Versioned {
  generation: number;
  metageneration: number;
}

/** The conditions of a query; those on the source of a copy are `ifSourceGenerationMatch` and so on. Throws StorageError 400. */
export function toConditions(query: URLSearchParams, of: "" | "Source" = ""): Conditions {
  const conditions: Conditions = {};
  for (const key of KEYS) {
    const value = toNumber(query, key.replace(/^if/, `if${of}`));
    if (value !== undefined) conditions[key] = value;
  }
  return conditions;
}

/** The same conditions as headers of the XML API. Throws StorageError 400. */
export function toConditionsOfHeaders(headers: NodeJS.Dict<string | string[]>): Conditions {
  const query = new URLSearchParams();
  const generation = headers["x-goog-if-generation-match"];
  const metageneration = headers["x-goog-if-metageneration-match"];
  if (typeof generation === "string") query.set("ifGenerationMatch", generation);
  if (typeof metageneration === "string") query.set("ifMetagenerationMatch", metageneration);
  return toConditions(query);
}

/** A whole number of a query, such as a generation. Throws StorageError 400. */
export function toNumber(query: URLSearchParams, key: string): number | undefined {
  const value = query.get(key);
  if (value === null || value === "") return undefined;
  if (!/^\d{1,16}$/.test(value)) throw toInvalid(`Invalid value for ${key}: ${value}`);
  return Number(value);
}

/** Throws StorageError 412 where a condition of a write does not hold. */
export function requireConditions(conditions: Conditions, live: Versioned | undefined): void {
  if (KEYS.some((key) => !holds(key, conditions[key], live))) throw toConditionNotMet();
}

/** The same for a read: what has not changed is not sent again (304). */
export function requireReadConditions(conditions: Conditions, live: Versioned): void {
  const { ifGenerationMatch, ifMetagenerationMatch, ...others } = conditions;
  const matches = holds("ifGenerationMatch", ifGenerationMatch, live);
  if (!matches || !holds("ifMetagenerationMatch", ifMetagenerationMatch, live)) throw toConditionNotMet();
  if (KEYS.some((key) => key in others && !holds(key, conditions[key], live))) {
    throw new StorageError(304, "notModified", "Not Modified");
  }
}

function holds(key: Key, value: number | undefined, live: Versioned | undefined): boolean {
  if (value === undefined) return true;
  switch (key) {
    case "ifGenerationMatch":
      return value === (live?.generation ?? 0);
    case "ifGenerationNotMatch":
      return value !== (live?.generation ?? 0);
    case "ifMetagenerationMatch":
      return value === live?.metageneration;
    case "ifMetagenerationNotMatch":
      return value !== live?.metageneration;
  }
}
