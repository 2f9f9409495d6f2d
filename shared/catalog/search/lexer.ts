import { QUERY_LENGTH_MAX } from "@shared/contract/view";
import type { TextRange } from "@shared/errors";
import type { KnownField } from "./fields";
import { findField } from "./find-field";
import { doubledQuote, looseMinus, type Mistake, tooDeep, tooLong, tooManyTerms, unclosedQuote } from "./mistakes";

export const QUERY_DEPTH_MAX = 50;
export const QUERY_TERMS_MAX = 100;

export type Operator = "" | "=" | "!=" | "<" | "<=" | ">" | ">=";

/** What is looked for: an operator, when there is one, and a text whose quotes and escapes are resolved. */
export interface ValueToken {
  operator: Operator;
  text: string;
  isQuoted: boolean;
  /** The operator and the text with its quotes. */
  range: TextRange;
  /** The text with its quotes. */
  textRange: TextRange;
}

interface SignToken<T> {
  type: T;
  range: TextRange;
}

/** The pieces of a query. `range` counts UTF-16 units, `to` exclusive. */
export type Token =
  SignToken<"open"> | SignToken<"close"> | SignToken<"and"> | SignToken<"or"> | NotToken | TextToken | FieldToken;

export interface NotToken extends SignToken<"not"> {
  isMinus: boolean;
}

export interface TextToken extends SignToken<"text"> {
  value: ValueToken;
  /** The field in whose parentheses it stands: it is a value of that field. */
  scope: KnownField | undefined;
}

export interface FieldToken extends SignToken<"field"> {
  name: string;
  nameRange: TextRange;
  field: KnownField | undefined;
  /** Undefined when nothing stands after the colon, or parentheses do. */
  value: ValueToken | undefined;
  opensGroup: boolean;
  scope: KnownField | undefined;
}

export interface Lexed {
  tokens: Token[];
  mistakes: Mistake[];
  /** False when a limit was reached; the tokens end there. */
  isWhole: boolean;
}

interface Cursor {
  tokens: Token[];
  mistakes: Mistake[];
  readonly text: string;
  at: number;
  /** For each open parenthesis the field whose values stand in it. */
  scopes: (KnownField | undefined)[];
  termCount: number;
}

const BLANK = /[\s\p{Cc}]/u;
/** Marks of writing direction come along when text is copied; nobody sees or means them. */
const DIRECTION_MARK = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const QUOTES = '"\u201c\u201d\u201e\u201f\uff02';
const OPEN = "(\uff08";
const CLOSE = ")\uff09";
const MINUS = "-\u2212\uff0d";
const NAME = /[A-Za-z][A-Za-z0-9_-]*(?=[:\uff1a])/y;
const OPERATOR = /!=|<=|>=|[=<>\u2260\u2264\u2265\uff1d\uff1c\uff1e]/y;
const OPERATORS: Readonly<Record<string, Operator>> = {
  "\u2260": "!=",
  "\u2264": "<=",
  "\u2265": ">=",
  "\uff1d": "=",
  "\uff1c": "<",
  "\uff1e": ">",
};
const KEYWORDS: ReadonlyMap<string, "and" | "or" | "not"> = new Map([
  ["AND", "and"],
  ["OR", "or"],
  ["NOT", "not"],
]);
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Cuts a query into tokens and says what is wrong with their form. Never throws. */
export function lex(query: string): Lexed {
  if (query.length > QUERY_LENGTH_MAX) {
    return { tokens: [], mistakes: [tooLong(query.length, QUERY_LENGTH_MAX)], isWhole: false };
  }
  const text = query.replace(LONE_SURROGATE, "\ufffd");
  const cursor: Cursor = { text, at: 0, tokens: [], mistakes: [], scopes: [], termCount: 0 };
  let isWhole = true;
  while (isWhole && cursor.at < text.length) isWhole = lexNext(cursor);
  return { tokens: cursor.tokens, mistakes: cursor.mistakes, isWhole };
}

/** Takes one token. False when a limit was reached and the rest is not looked at. */
function lexNext(cursor: Cursor): boolean {
  const character = cursor.text.charAt(cursor.at);
  if (BLANK.test(character) || DIRECTION_MARK.test(character)) cursor.at += 1;
  else if (OPEN.includes(character)) return lexOpen(cursor, undefined);
  else if (CLOSE.includes(character)) lexClose(cursor);
  else if (MINUS.includes(character)) lexMinus(cursor);
  else return lexTerm(cursor);
  return true;
}

function scopeOf(cursor: Cursor): KnownField | undefined {
  return cursor.scopes.at(-1);
}

function lexOpen(cursor: Cursor, field: KnownField | undefined): boolean {
  const range = { from: cursor.at, to: ++cursor.at };
  if (cursor.scopes.length >= QUERY_DEPTH_MAX) {
    cursor.mistakes.push(tooDeep(range, QUERY_DEPTH_MAX));
    return false;
  }
  cursor.scopes.push(field ?? scopeOf(cursor));
  cursor.tokens.push({ type: "open", range });
  return true;
}

function lexClose(cursor: Cursor): void {
  cursor.scopes.pop();
  cursor.tokens.push({ type: "close", range: { from: cursor.at, to: ++cursor.at } });
}

function lexMinus(cursor: Cursor): void {
  const range = { from: cursor.at, to: ++cursor.at };
  const next = cursor.text.charAt(cursor.at);
  if (next === "" || BLANK.test(next)) cursor.mistakes.push(looseMinus(range));
  else cursor.tokens.push({ type: "not", range, isMinus: true });
}

function lexTerm(cursor: Cursor): boolean {
  if (++cursor.termCount > QUERY_TERMS_MAX) {
    cursor.mistakes.push(tooManyTerms({ from: cursor.at, to: cursor.text.length }, QUERY_TERMS_MAX));
    return false;
  }
  const name = matchAt(NAME, cursor);
  if (name !== undefined && isFieldName(cursor, name)) return lexField(cursor, name);
  const from = cursor.at;
  const scope = scopeOf(cursor);
  const value = readValue(cursor, scope !== undefined);
  const range = { from, to: cursor.at };
  const keyword = value.isQuoted || value.operator !== "" ? undefined : KEYWORDS.get(value.text);
  if (keyword === undefined) {
    cursor.tokens.push({ type: "text", range, value, scope });
    return true;
  }
  cursor.termCount -= 1;
  cursor.tokens.push(keyword === "not" ? { type: keyword, range, isMinus: false } : { type: keyword, range });
  return true;
}

/** A name that is no field's, with a slash behind the colon, is an address or a drive: plain text. */
function isFieldName(cursor: Cursor, name: string): boolean {
  const next = cursor.text.charAt(cursor.at + name.length + 1);
  return findField(name) !== undefined || (next !== "/" && next !== "\\");
}

function lexField(cursor: Cursor, name: string): boolean {
  const from = cursor.at;
  const scope = scopeOf(cursor);
  const field = findField(name);
  cursor.at += name.length + 1;
  const next = cursor.text.charAt(cursor.at);
  const opensGroup = next !== "" && OPEN.includes(next);
  const isMissing = next === "" || BLANK.test(next) || CLOSE.includes(next);
  const value = opensGroup || isMissing ? undefined : readValue(cursor, true);
  const nameRange = { from, to: from + name.length };
  const range = { from, to: cursor.at };
  cursor.tokens.push({ type: "field", range, name, nameRange, field, value, opensGroup, scope });
  if (opensGroup) cursor.termCount -= 1;
  return opensGroup ? lexOpen(cursor, field) : true;
}

function matchAt(pattern: RegExp, cursor: Cursor): string | undefined {
  pattern.lastIndex = cursor.at;
  return pattern.exec(cursor.text)?.[0];
}

function readValue(cursor: Cursor, takesOperator: boolean): ValueToken {
  const from = cursor.at;
  const written = (takesOperator ? matchAt(OPERATOR, cursor) : undefined) ?? "";
  cursor.at += written.length;
  const textFrom = cursor.at;
  const isQuoted = textFrom < cursor.text.length && QUOTES.includes(cursor.text.charAt(textFrom));
  const text = isQuoted ? readQuoted(cursor) : readRun(cursor);
  const textRange = { from: textFrom, to: cursor.at };
  const operator = OPERATORS[written] ?? (written as Operator);
  return { operator, text, isQuoted, range: { from, to: cursor.at }, textRange };
}

/** Reads up to the closing quote. A backslash takes the meaning from a quote or a backslash, and stands for itself elsewhere. */
function readQuoted(cursor: Cursor): string {
  const from = cursor.at;
  let text = "";
  cursor.at += 1;
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    let character = cursor.text.charAt(cursor.at);
    const next = cursor.text.charAt(cursor.at + 1);
    if (character === "\\" && next !== "" && (next === "\\" || QUOTES.includes(next))) {
      character = next;
      cursor.at += 1;
    } else if (QUOTES.includes(character)) {
      cursor.at += 1;
      checkAfterQuote(cursor, from);
      return text;
    }
    text += character;
  }
  cursor.mistakes.push(unclosedQuote({ from, to: cursor.at }, cursor.text.slice(from)));
  return text;
}

function checkAfterQuote(cursor: Cursor, from: number): void {
  const next = cursor.text.charAt(cursor.at);
  if (next === "" || BLANK.test(next) || OPEN.includes(next) || CLOSE.includes(next)) return;
  cursor.mistakes.push(doubledQuote({ from, to: cursor.at }, cursor.text.slice(from, cursor.at)));
}

/** Reads up to a blank or a parenthesis. Parentheses that a word opens and closes itself are part of it: `IMG(1).jpg`. */
function readRun(cursor: Cursor): string {
  const from = cursor.at;
  let depth = 0;
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const character = cursor.text.charAt(cursor.at);
    if (BLANK.test(character)) break;
    if (CLOSE.includes(character) && --depth < 0) break;
    if (OPEN.includes(character)) {
      const isInside = depth > 0 || (cursor.at > from && !KEYWORDS.has(cursor.text.slice(from, cursor.at)));
      if (!isInside || (depth === 0 && !closesInside(cursor.text, cursor.at))) break;
      depth += 1;
    }
  }
  let to = cursor.at;
  while (to > from && DIRECTION_MARK.test(cursor.text.charAt(to - 1))) to -= 1;
  return cursor.text.slice(from, to);
}

/** Whether the parenthesis that opens here is closed before the next blank. */
function closesInside(text: string, at: number): boolean {
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (BLANK.test(character)) return false;
    if (OPEN.includes(character)) depth += 1;
    if (CLOSE.includes(character) && --depth === 0) return true;
  }
  return false;
}
