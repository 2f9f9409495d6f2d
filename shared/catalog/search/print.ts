import { printAmount, type Amount } from "./amount";
import type { DateSpan, FieldTest, Query } from "./ast";
import { lex } from "./lexer";
import { quoted } from "./mistakes";

/** The canonical text of a query: parsed again, it gives an equal query. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case "all":
      return "";
    case "and":
      return query.parts.map(printOperand).join(" ");
    case "or":
      return query.parts.map(printQuery).join(" OR ");
    case "not":
      return `-${printOperand(query.part)}`;
    case "text":
      return printText(query.text);
    case "field":
      return `${query.field}:${printTest(query.test)}`;
  }
}

function printOperand(query: Query): string {
  const text = printQuery(query);
  return query.kind === "and" || query.kind === "or" ? `(${text})` : text;
}

/** A text as a free word or phrase: in quotes only where it would be read as something else without. */
export function printText(text: string): string {
  const { tokens, mistakes } = lex(text);
  const [token] = tokens;
  const isPlain = mistakes.length === 0 && tokens.length === 1 && token?.type === "text" && !token.value.isQuoted;
  return isPlain && token.value.text === text ? text : quoted(text);
}

/** A text as the value of a field. */
export function printValue(text: string): string {
  const { tokens, mistakes } = lex(`title:${text}`);
  const [token] = tokens;
  const value = token?.type === "field" && tokens.length === 1 && mistakes.length === 0 ? token.value : undefined;
  const isPlain = value !== undefined && !value.isQuoted && value.operator === "" && value.text === text;
  return isPlain ? text : quoted(text);
}

function printTest(test: FieldTest): string {
  switch (test.kind) {
    case "contains":
      return printValue(test.text);
    case "equals":
      return `=${printValue(test.text)}`;
    case "word":
      return test.word;
    case "compare":
      return test.comparison === "=" ? printOrdered(test.value) : test.comparison + printOrdered(test.value);
    case "range":
      return `${printOrdered(test.from)}..${printOrdered(test.to)}`;
    case "near":
      return [test.latitude, test.longitude, test.radius].map(printAmount).join();
  }
}

function printOrdered(value: Amount | DateSpan): string {
  return value.type === "amount" ? printAmount(value) : value.text;
}
