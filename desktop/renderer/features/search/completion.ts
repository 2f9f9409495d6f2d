import { completeQuery, type Suggestion } from "@shared/catalog/search/complete";
import type { TextRange } from "@shared/errors";
import { search } from "@renderer/messages/en/search";
import type { Text } from "@renderer/messages/text";

/** A line of the list below the box. */
export interface Option {
  group: "recent" | "field" | "value" | "example";
  label: string;
  explanation: string;
  /** What is written in place of the range. */
  insert: string;
  range: TextRange;
}

const SHOWN_MAX = 8;
const RECENT_MAX = 5;
/** What an empty box offers: the fields that people ask for first. */
const FIRST_FIELDS = ["date", "camera", "rating", "tag", "is", "has", "type", "near"];

/** What may be written at the caret, with an explanation in the language of the interface. */
export function listOptions(text: string, caret: number, recent: readonly string[], words: Pick<Text, "t">): Option[] {
  const { range, typed, field, suggestions } = completeQuery(text, caret);
  if (text.trim() === "")
    return [...toRecent(text, recent), ...toOptions(firstOf(suggestions), range, undefined, words)];
  if (field === undefined && typed === "") return [];
  const useful = suggestions.filter(({ insert }) => insert !== text.slice(range.from, range.to));
  return toOptions(useful.slice(0, SHOWN_MAX), range, field, words);
}

function firstOf(suggestions: readonly Suggestion[]): Suggestion[] {
  return FIRST_FIELDS.flatMap((name) => suggestions.find(({ label }) => label === name) ?? []);
}

function toRecent(text: string, recent: readonly string[]): Option[] {
  return recent.slice(0, RECENT_MAX).map((search) => ({
    group: "recent",
    label: search,
    explanation: "",
    insert: search,
    range: { from: 0, to: text.length },
  }));
}

function toOptions(
  suggestions: readonly Suggestion[],
  range: TextRange,
  field: string | undefined,
  words: Pick<Text, "t">,
): Option[] {
  return suggestions.map((suggestion) => {
    const { kind, label, insert } = suggestion;
    return {
      group: kind,
      label: labelOf(suggestion),
      insert,
      range,
      explanation: explain(kind, label, insert, field, words),
    };
  });

  function labelOf({ kind, label, insert }: Suggestion): string {
    if (kind === "field") return `${label}:`;
    return field === undefined ? insert : label;
  }
}

function explain(
  kind: Suggestion["kind"],
  label: string,
  insert: string,
  field: string | undefined,
  words: Pick<Text, "t">,
) {
  const of = kind === "field" ? "field" : (field ?? insert.slice(0, insert.indexOf(":")));
  const key = `search.${of === "imported" ? "date" : of}.${label}`;
  return isKey(key) ? words.t(key) : "";
}

function isKey(key: string): key is keyof typeof search {
  return Object.hasOwn(search, key);
}

export interface Completed {
  text: string;
  caret: number;
}

/** The query with an option taken. Behind a whole value comes a blank, for the next one. */
export function takeOption(
  text: string,
  { insert, range, group }: Pick<Option, "insert" | "range" | "group">,
): Completed {
  const before = text.slice(0, range.from);
  const after = text.slice(range.to);
  const blank = group === "value" && after === "" ? " " : "";
  const end = before.length + insert.length + blank.length;
  return { text: before + insert + blank + after, caret: end };
}
