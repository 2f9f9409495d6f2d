import { AppError, type TextRange } from "@shared/errors";
import { ALL, allOf, anyOf, without, type Query } from "./ast";
import type { KnownField } from "./fields";
import { lex, type FieldToken, type Token, type ValueToken } from "./lexer";
import {
  emptyParentheses,
  emptyQuotes,
  fieldInside,
  looseParenthesis,
  missingValue,
  nothingAfter,
  nothingBefore,
  unclosedParenthesis,
  unknownField,
  type Mistake,
} from "./mistakes";
import { isProblem } from "./problem";
import { readTest } from "./values";

/** What a text says, as far as it can be understood. */
export interface ReadQuery {
  /** Undefined when there are mistakes. */
  query: Query | undefined;
  /** By position; no two with the same range. */
  mistakes: Mistake[];
  /** From left to right. */
  tokens: Token[];
}

interface Parsing {
  text: string;
  tokens: readonly Token[];
  next: number;
  mistakes: Mistake[];
}

/** The query that a text means. Throws `bad_query` with the range of its first mistake. */
export function parseQuery(text: string): Query {
  const { query, mistakes } = readQuery(text);
  const [mistake] = mistakes;
  if (query && !mistake) return query;
  const { message = "The query cannot be read.", range, suggestion } = mistake ?? {};
  throw new AppError("bad_query", message, {
    ...(range && { range }),
    ...(suggestion !== undefined && { suggestion }),
  });
}

/** Reads a text while it is being typed: its tokens, and every mistake in it. Never throws. */
export function readQuery(text: string): ReadQuery {
  const { tokens, mistakes, isWhole } = lex(text);
  const query = isWhole ? parseAll({ text, tokens, next: 0, mistakes }) : ALL;
  const ordered = inOrder(mistakes);
  return { query: ordered.length === 0 ? query : undefined, mistakes: ordered, tokens };
}

function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  const byRange = new Map<string, Mistake>();
  for (const mistake of mistakes) {
    const place = `${mistake.range.from},${mistake.range.to}`;
    if (!byRange.has(place)) byRange.set(place, mistake);
  }
  return [...byRange.values()].sort((a, b) => a.range.from - b.range.from || a.range.to - b.range.to);
}

function parseAll(parsing: Parsing): Query {
  const parts: Query[] = [];
  for (;;) {
    const part = parseOr(parsing);
    if (part) parts.push(part);
    const loose = take(parsing, "close");
    if (!loose) return allOf(parts);
    parsing.mistakes.push(looseParenthesis(loose.range));
  }
}

function take<T extends Token["type"]>(parsing: Parsing, type: T): Extract<Token, { type: T }> | undefined {
  const token = parsing.tokens[parsing.next];
  if (token?.type !== type) return undefined;
  parsing.next += 1;
  return token as Extract<Token, { type: T }>;
}

/** Undefined when there is nothing to ask before the end or a closing parenthesis. */
function parseOr(parsing: Parsing): Query | undefined {
  const parts: Query[] = [];
  let lastOr: TextRange | undefined;
  for (;;) {
    const part = parseAnd(parsing);
    if (part) parts.push(part);
    const or = take(parsing, "or");
    if (!or) {
      if (lastOr && !part) parsing.mistakes.push(nothingAfter(lastOr, "OR"));
      return parts.length === 0 ? undefined : anyOf(parts);
    }
    if (!part) parsing.mistakes.push(nothingBefore(or.range, "OR"));
    lastOr = or.range;
  }
}

function parseAnd(parsing: Parsing): Query | undefined {
  const parts: Query[] = [];
  let lastAnd: TextRange | undefined;
  let isAfterPart = false;
  for (;;) {
    const and = take(parsing, "and");
    const part = and ? undefined : parseNot(parsing);
    if (part) {
      parts.push(part);
      isAfterPart = true;
    } else if (and) {
      if (!isAfterPart) parsing.mistakes.push(nothingBefore(and.range, "AND"));
      lastAnd = and.range;
      isAfterPart = false;
    } else {
      if (lastAnd && !isAfterPart) parsing.mistakes.push(nothingAfter(lastAnd, "AND"));
      return parts.length === 0 ? undefined : allOf(parts);
    }
  }
}

function parseNot(parsing: Parsing): Query | undefined {
  let isNegated = false;
  let last: Extract<Token, { type: "not" }> | undefined;
  for (let not = take(parsing, "not"); not; not = take(parsing, "not")) {
    isNegated = !isNegated;
    last = not;
  }
  const part = parsePrimary(parsing);
  if (part) return isNegated ? without(part) : part;
  if (!last) return undefined;
  parsing.mistakes.push(nothingAfter(last.range, last.isMinus ? "A minus" : "NOT"));
  return ALL;
}

function parsePrimary(parsing: Parsing): Query | undefined {
  const open = take(parsing, "open");
  if (open) return parseGroup(parsing, open.range, open.range.from);
  const text = take(parsing, "text");
  if (text)
    return text.scope ? toFieldTerm(parsing, text.scope, text.range, text.value) : toTextTerm(parsing, text.value);
  const field = take(parsing, "field");
  return field && parseField(parsing, field);
}

function parseGroup(parsing: Parsing, open: TextRange, from: number): Query {
  const before = parsing.mistakes.length;
  const inner = parseOr(parsing);
  const close = take(parsing, "close");
  if (!close) parsing.mistakes.push(unclosedParenthesis(open));
  else if (!inner && parsing.mistakes.length === before) {
    parsing.mistakes.push(emptyParentheses({ from, to: close.range.to }));
  }
  return inner ?? ALL;
}

function toTextTerm(parsing: Parsing, value: ValueToken): Query {
  if (value.text === "") parsing.mistakes.push(emptyQuotes(value.range));
  return { kind: "text", text: value.text };
}

function parseField(parsing: Parsing, token: FieldToken): Query {
  const { field, name, nameRange, range, value, scope } = token;
  if (scope) parsing.mistakes.push(fieldInside(nameRange, scope.name));
  if (!field) parsing.mistakes.push(unknownField(name, nameRange, range, parsing.text.slice(range.from, range.to)));
  const open = token.opensGroup ? take(parsing, "open") : undefined;
  if (open) return parseGroup(parsing, open.range, range.from);
  if (!field) return ALL;
  if (value) return toFieldTerm(parsing, field, range, value);
  parsing.mistakes.push(missingValue(range, name, field.examples[0]));
  return ALL;
}

function toFieldTerm(parsing: Parsing, field: KnownField, range: TextRange, value: ValueToken): Query {
  if (value.text === "" && !value.isQuoted) {
    parsing.mistakes.push(missingValue(range, field.name, field.examples[0]));
    return ALL;
  }
  const read = readTest(field, value);
  if (!isProblem(read)) {
    const term: Query = { kind: "field", field: field.name, test: read.test };
    return read.isNegated ? without(term) : term;
  }
  const { problem: message, suggestion, part, isWholeTerm } = read;
  const at = isWholeTerm ? range : part ? toPartRange(value, part) : value.range;
  parsing.mistakes.push({ range: at, message, ...(suggestion !== undefined && { suggestion }) });
  return ALL;
}

/** Where a part of a value stands in the query. With escapes in it only the whole value can be pointed at. */
function toPartRange({ text, textRange, isQuoted }: ValueToken, part: TextRange): TextRange {
  const quotes = isQuoted ? 1 : 0;
  if (textRange.to - textRange.from !== text.length + 2 * quotes) return textRange;
  const start = textRange.from + quotes;
  return { from: start + part.from, to: start + part.to };
}
