import type { TextRange } from "@shared/errors";
import type { WordField } from "./field";
import { FIELD_NAMES, findField } from "./find-field";
import { toNearest } from "./nearest";
import { shown, type Problem } from "./problem";
import { HAS_WORDS } from "./vocabulary";

/** Something in a query that cannot be understood: where it is, what is wrong and how to put it right. */
export interface Mistake {
  /** UTF-16 offsets in the query's text, `to` exclusive. */
  range: TextRange;
  /** Whole sentences for a person. */
  message: string;
  /** What may be written in place of the range. */
  suggestion?: string;
}

export function tooLong(length: number, max: number): Mistake {
  const message = `The query has ${length} characters; at most ${max} can be read. Shorten it.`;
  return { range: { from: max, to: length }, message };
}

export function tooDeep(range: TextRange, max: number): Mistake {
  return { range, message: `Parentheses lie more than ${max} deep. Write the query with fewer of them.` };
}

export function tooManyTerms(range: TextRange, max: number): Mistake {
  return { range, message: `The query asks for more than ${max} things. Split it into several queries.` };
}

export function looseMinus(range: TextRange): Mistake {
  const message =
    "A minus excludes what follows it directly. Remove the blank behind it, or put the minus in quotes to search for it.";
  return { range, message, suggestion: '"-"' };
}

export function unclosedQuote(range: TextRange, text: string): Mistake {
  const endsInEscape = /(?<!\\)(?:\\\\)*\\$/.test(text);
  const suggestion = endsInEscape ? `${text}\\"` : `${text}"`;
  return { range, message: "This quote is never closed. Put a quote at its end.", suggestion };
}

export function doubledQuote(range: TextRange, text: string): Mistake {
  return { range, message: "A blank is missing behind the closing quote.", suggestion: `${text} ` };
}

export function unclosedParenthesis(range: TextRange): Mistake {
  return { range, message: "This parenthesis is never closed. Put one at the end of what belongs together." };
}

export function looseParenthesis(range: TextRange): Mistake {
  return { range, message: "This parenthesis closes nothing. Remove it, or put it in quotes.", suggestion: "" };
}

export function emptyParentheses(range: TextRange): Mistake {
  return { range, message: "There is nothing between these parentheses. Fill them or remove them.", suggestion: "" };
}

export function emptyQuotes(range: TextRange): Mistake {
  return { range, message: "There is nothing between these quotes. Fill them or remove them.", suggestion: "" };
}

export function nothingBefore(range: TextRange, operator: string): Mistake {
  return { range, message: `${operator} needs something before it.` };
}

export function nothingAfter(range: TextRange, operator: string): Mistake {
  return { range, message: `${operator} needs something after it.` };
}

export function fieldInside(range: TextRange, outer: string): Mistake {
  return { range, message: `Only values of ${outer} can stand in its parentheses. Move this field out of them.` };
}

/** Suggests the nearest name, else the same text in quotes. */
export function unknownField(name: string, nameRange: TextRange, range: TextRange, text: string): Mistake {
  const nearest = toNearest(name, FIELD_NAMES);
  const field = nearest === undefined ? undefined : findField(nearest);
  if (field) {
    const message = `No field is called ${shown(name)}. Did you mean ${field.name}?`;
    return { range: nameRange, message, suggestion: field.name };
  }
  const message = `No field is called ${shown(name)}. To search for the text itself, put it in quotes.`;
  return { range, message, suggestion: quoted(text) };
}

export function missingValue(range: TextRange, name: string, example: string): Mistake {
  return { range, message: `${name}: needs a value directly behind it, without a blank. For example ${example}.` };
}

/** A text in quotes, with what would end it escaped. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\\u201c\u201d\u201e\u201f\uff02]/g, "\\$&")}"`;
}

/** What a value that is not known to a field of words should have been. */
export function unknownWord(field: WordField & { name: string }, text: string): Problem {
  const names = field.words.flatMap(({ word, aliases }) => [word, ...aliases]);
  const nearest = toNearest(text, names);
  const found = field.words.find(({ word, aliases }) => word === nearest || aliases.some((alias) => alias === nearest));
  if (found) {
    const problem = `${field.name}: does not know ${shown(text)}. Did you mean ${found.word}?`;
    return { problem, suggestion: found.word };
  }
  const known = field.words.map(({ word }) => word).join(", ");
  return { problem: `${field.name}: does not know ${shown(text)}. It knows ${known}.` };
}

/** `rating:none` and the like: what has no value is found by `-has:`. Undefined when `has:` does not know the field. */
export function askedForNone(name: string): Problem | undefined {
  const known = HAS_WORDS.find(({ word, aliases }) => word === name || aliases.includes(name));
  if (!known) return undefined;
  const suggestion = `-has:${known.word}`;
  return {
    problem: `To find photos without ${known.description}, write ${suggestion}.`,
    suggestion,
    isWholeTerm: true,
  };
}
