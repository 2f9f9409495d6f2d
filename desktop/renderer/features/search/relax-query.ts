import { allOf } from "@shared/catalog/search/ast";
import { readQuery } from "@shared/catalog/search/parser";
import { printQuery } from "@shared/catalog/search/print";

/** A query with one of the things that it asks for left out. */
export interface Relaxed {
  /** What was left out, as text. */
  part: string;
  /** The rest, as text. */
  rest: string;
}

/** More parts than these are not tried: each costs a question. */
const PARTS_MAX = 8;

/** A query without each of its parts in turn. Empty when it has fewer than two that must all be true, or a mistake. */
export function relaxQuery(text: string): Relaxed[] {
  const { query } = readQuery(text);
  if (query?.kind !== "and") return [];
  return query.parts.slice(0, PARTS_MAX).map((part, index) => ({
    part: printQuery(allOf([part])),
    rest: printQuery(allOf(query.parts.filter((_, other) => other !== index))),
  }));
}
