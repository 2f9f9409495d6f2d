import type { TextRange } from "@shared/errors";
import { DATE_WORDS } from "./date-span";
import type { WordField } from "./field";
import { FIELDS, type FieldName, type KnownField } from "./fields";
import { fieldOf, findField } from "./find-field";
import { lex, type FieldToken, type TextToken } from "./lexer";
import { toPlain } from "./problem";

export interface Suggestion {
  kind: "field" | "value";
  /** The field or word itself. */
  label: string;
  /** What is written in place of the range; a field ends with its colon, for the caret to stand behind it. */
  insert: string;
  description: string;
}

/** What may be written where the caret stands. */
export interface Completion {
  range: TextRange;
  /** What of it stands before the caret, without quotes. */
  typed: string;
  /** Whose values are asked for; undefined for a word by itself. */
  field: FieldName | undefined;
  suggestions: Suggestion[];
  /** Only the catalog knows more values. Put one into the text with `printValue`, or `printText` without a field. */
  asksCatalog: boolean;
}

/** Suggests fields, and values of fields that know all of theirs, for a query with the caret at a UTF-16 offset. */
export function completeQuery(text: string, caret: number): Completion {
  const token = lex(text).tokens.find(({ range }) => range.from < caret && caret <= range.to);
  if (token?.type === "field") return completeField(text, caret, token);
  if (token?.type === "text") return completeText(text, caret, token);
  return completeWord({ from: caret, to: caret }, "");
}

function completeField(text: string, caret: number, token: FieldToken): Completion {
  const { field, value, nameRange, range, opensGroup } = token;
  if (caret <= nameRange.to) {
    return completeName({ from: nameRange.from, to: nameRange.to + 1 }, text.slice(nameRange.from, caret));
  }
  if (!field) return { range, typed: "", field: undefined, suggestions: [], asksCatalog: false };
  if (!value || opensGroup) return completeValue(field, { from: caret, to: caret }, "");
  return completeValue(field, value.textRange, typedOf(text, caret, value));
}

function completeText(text: string, caret: number, { value, scope }: TextToken): Completion {
  const typed = typedOf(text, caret, value);
  if (scope) return completeValue(scope, value.textRange, typed);
  if (!value.isQuoted) return completeWord(value.textRange, typed);
  return { range: value.textRange, typed, field: undefined, suggestions: [], asksCatalog: true };
}

function typedOf(text: string, caret: number, { textRange, isQuoted }: TextToken["value"]): string {
  return text.slice(textRange.from + (isQuoted ? 1 : 0), caret);
}

function completeName(range: TextRange, typed: string): Completion {
  return { range, typed, field: undefined, suggestions: suggestFields(toPlain(typed)), asksCatalog: false };
}

/** A word by itself may become a field, a value whose field need not be remembered, or a text of the catalog. */
function completeWord(range: TextRange, typed: string): Completion {
  const plain = toPlain(typed);
  const suggestions = [...suggestFields(plain), ...(plain === "" ? [] : suggestWordsOfAll(plain))];
  return { range, typed, field: undefined, suggestions, asksCatalog: plain !== "" };
}

function completeValue(field: KnownField, range: TextRange, typed: string): Completion {
  const asksCatalog = !["word", "amount", "date", "near"].includes(field.kind);
  return { range, typed, field: field.name, suggestions: suggestValues(field, toPlain(typed)), asksCatalog };
}

function suggestFields(typed: string): Suggestion[] {
  const fields: readonly KnownField[] = FIELDS;
  return fields
    .filter(({ name, aliases }) => [name, ...aliases].some((known) => known.startsWith(typed)))
    .map(({ name, description }) => ({ kind: "field", label: name, insert: `${name}:`, description }));
}

function suggestWords({ words }: WordField, typed: string, before: string): Suggestion[] {
  return words
    .filter(({ word, aliases }) => [word, ...aliases].some((known) => known.startsWith(typed)))
    .map(({ word, description }) => ({ kind: "value", label: word, insert: before + word, description }));
}

/** `raw` is a type and a state, and what `has:` shares with a field is offered as that field: one of each is enough. */
function suggestWordsOfAll(typed: string): Suggestion[] {
  const suggested = new Map<string, Suggestion>();
  for (const name of ["is", "type", "label", "pick", "orientation", "has"] as const) {
    const field = fieldOf(name);
    if (field.kind !== "word") continue;
    for (const suggestion of suggestWords(field, typed, `${name}:`)) {
      if (name === "has" && findField(suggestion.label)) continue;
      if (!suggested.has(suggestion.label)) suggested.set(suggestion.label, suggestion);
    }
  }
  return [...suggested.values()];
}

function suggestValues(field: KnownField, typed: string): Suggestion[] {
  switch (field.kind) {
    case "word":
      return suggestWords(field, typed, "");
    case "date":
      return DATE_WORDS.filter((word) => word.startsWith(typed)).map((word) => example(word, field.description));
    case "amount":
    case "near":
      if (typed !== "") return [];
      return field.examples.map((text) => example(text.slice(text.indexOf(":") + 1), field.description));
    case "text":
    case "tag":
    case "album":
    case "path":
    case "folder":
    case "id":
      return [];
  }
}

function example(text: string, description: string): Suggestion {
  return { kind: "value", label: text, insert: text, description };
}
