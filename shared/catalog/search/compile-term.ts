import { toBase, toHalfStep, type Amount } from "./amount";
import type { Comparison, DateSpan, FieldTerm, FieldTest, Term } from "./ast";
import type { Bind } from "./bind-value";
import { toFreeTextSql, toTextSql } from "./compile-text";
import { toEdge, toSpan, type Span } from "./date-span";
import type { AmountField, DateField } from "./field";
import { fieldOf, findWord } from "./find-field";
import { toNearSql } from "./compile-near";

/** What of a query's context the terms need. */
export interface TermContext {
  today: string;
  toUtcMs(localMs: number): number;
}

/** The condition of one term; may be NULL where a value is missing. */
export function toTermSql(term: Term, context: TermContext, bind: Bind): string {
  return term.kind === "text" ? toFreeTextSql(term.text, bind) : toFieldSql(term, context, bind);
}

function toFieldSql({ field: name, test }: FieldTerm, context: TermContext, bind: Bind): string {
  const field = fieldOf(name);
  switch (field.kind) {
    case "amount":
      return toAmountSql(field, test, bind);
    case "date":
      return toDateSql(field, test, context, bind);
    case "near":
      if (test.kind === "near") return toNearSql(test, bind);
      break;
    case "word": {
      const found = test.kind === "word" ? findWord(field, test.word) : undefined;
      if (found) return found.sql;
      break;
    }
    case "text":
    case "tag":
    case "album":
    case "path":
    case "folder":
    case "id":
      if (test.kind === "contains" || test.kind === "equals") return toTextSql(field, test, bind);
      break;
  }
  throw unfit(name, test);
}

function unfit(name: string, test: FieldTest): Error {
  return new Error(`${name} cannot be asked ${JSON.stringify(test)}`);
}

/** The least and the most that `value` stands for: within 2 % when measured, itself otherwise. */
function toEnds(field: AmountField, value: Amount): { least: number; most: number } {
  const base = toBase(value, field.units);
  if (field.matching !== "measured") return { least: base, most: base };
  return { least: base * 0.98, most: base * 1.02 };
}

function toAmountSql(field: AmountField, test: FieldTest, bind: Bind): string {
  const { expression } = field;
  if (test.kind === "range" && test.from.type === "amount" && test.to.type === "amount") {
    const from = bind(toEnds(field, test.from).least);
    return `${expression} BETWEEN ${from} AND ${bind(toEnds(field, test.to).most)}`;
  }
  if (test.kind !== "compare" || test.value.type !== "amount") throw unfit(field.name, test);
  const base = toBase(test.value, field.units);
  const { least, most } = toEnds(field, test.value);
  switch (test.comparison) {
    case "<":
    case ">":
      return `${expression} ${test.comparison} ${bind(base)}`;
    case "<=":
      return `${expression} <= ${bind(most)}`;
    case ">=":
      return `${expression} >= ${bind(least)}`;
    case "=": {
      if (field.matching !== "written") return `${expression} BETWEEN ${bind(least)} AND ${bind(most)}`;
      const half = toHalfStep(test.value, field.units);
      return `${expression} >= ${bind(base - half)} AND ${expression} < ${bind(base + half)}`;
    }
  }
}

/** The half-open stretch that a comparison leaves. */
function toStretch(comparison: Comparison, value: DateSpan, today: string): Partial<Span> {
  const edge = toEdge(value, today);
  switch (comparison) {
    case "=":
      return toSpan(value, today);
    case "<":
      return { toMs: edge.fromMs };
    case "<=":
      return { toMs: edge.toMs };
    case ">":
      return { fromMs: edge.toMs };
    case ">=":
      return { fromMs: edge.fromMs };
  }
}

function toDateSql(field: DateField, test: FieldTest, context: TermContext, bind: Bind): string {
  let stretch: Partial<Span>;
  if (test.kind === "range" && test.from.type === "date" && test.to.type === "date") {
    stretch = { fromMs: toEdge(test.from, context.today).fromMs, toMs: toEdge(test.to, context.today).toMs };
  } else if (test.kind === "compare" && test.value.type === "date") {
    stretch = toStretch(test.comparison, test.value, context.today);
  } else throw unfit(field.name, test);
  const toMoment = (localMs: number) =>
    field.clock === "utc" ? bind(context.toUtcMs(localMs)) : `make_timestamp_ms(${bind(localMs)}::BIGINT)`;
  const conditions = [
    ...(stretch.fromMs === undefined ? [] : [`${field.expression} >= ${toMoment(stretch.fromMs)}`]),
    ...(stretch.toMs === undefined ? [] : [`${field.expression} < ${toMoment(stretch.toMs)}`]),
  ];
  return conditions.join(" AND ");
}
