import type { Amount } from "./amount";
import type { FieldName } from "./fields";

/**
 * A stretch of time: `2019`, `2019-05`, `2019-05-03`, `2019-05-03T10`, `…T10:30`, `…T10:30:15`, or one that moves with the
 * day on which the query is run: `today`, `yesterday`, `30d`, `2w`, `6m`, `1y`, `this-month`, `last-year`.
 */
export interface DateSpan {
  type: "date";
  text: string;
}

export type Comparison = "=" | "<" | "<=" | ">" | ">=";

/** What a field is asked. Texts are as written; they are folded when the query is run. */
export type FieldTest =
  | { kind: "contains"; text: string }
  | { kind: "equals"; text: string }
  | { kind: "word"; word: string }
  | { kind: "compare"; comparison: Comparison; value: Amount | DateSpan }
  | { kind: "range"; from: Amount | DateSpan; to: Amount | DateSpan }
  | { kind: "near"; latitude: Amount; longitude: Amount; radius: Amount };

export interface TextTerm {
  kind: "text";
  text: string;
}

export interface FieldTerm {
  kind: "field";
  field: FieldName;
  test: FieldTest;
}

export type Term = TextTerm | FieldTerm;

/**
 * A parsed query. Made by `allOf`, `anyOf` and `without`, which keep it in one form: no AND directly inside an AND, no OR
 * inside an OR, no NOT inside a NOT, and `all` only by itself.
 */
export type Query =
  | { kind: "all" }
  | { kind: "and"; parts: readonly Query[] }
  | { kind: "or"; parts: readonly Query[] }
  | { kind: "not"; part: Query }
  | Term;

/** What a blank text asks for: every photo. */
export const ALL: Query = { kind: "all" };

function join(kind: "and" | "or", parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return flat.length === 1 && flat[0] ? flat[0] : { kind, parts: flat };
}

/** The photos that every part finds; all photos when there is no part. */
export function allOf(parts: readonly Query[]): Query {
  const asking = parts.filter((part) => part.kind !== "all");
  return asking.length === 0 ? ALL : join("and", asking);
}

/** The photos that any part finds. Takes at least one part. */
export function anyOf(parts: readonly Query[]): Query {
  return parts.some((part) => part.kind === "all") ? ALL : join("or", parts);
}

/** The photos that the part does not find. */
export function without(part: Query): Query {
  return part.kind === "not" ? part.part : { kind: "not", part };
}

/** Every term of a query, from left to right. */
export function termsOf(query: Query): Term[] {
  switch (query.kind) {
    case "all":
      return [];
    case "and":
    case "or":
      return query.parts.flatMap(termsOf);
    case "not":
      return termsOf(query.part);
    case "text":
    case "field":
      return [query];
  }
}
