import type { SqlParameters, SqlValue } from "@shared/catalog/connection";
import { termsOf, type Query } from "./ast";
import type { Bind } from "./bind-value";
import { toTermSql } from "./compile-term";

/**
 * Which photos a query is asked of. `library`: what is not in the trash unless the query speaks of `is:trashed`, and what
 * is not hidden unless it speaks of `is:hidden`. `trash`: all of the trash. `all`: both. Purged photos are in none.
 */
export type QueryScope = "library" | "trash" | "all";

/** What a query's meaning depends on besides its text. */
export interface QueryContext {
  /** The day it is where the question is asked: `2024-05-03`. */
  today: string;
  /** The moment, in milliseconds since 1970 in UTC, at which the clock here shows this wall time (as if in UTC). */
  toUtcMs(localMs: number): number;
  /** `library` when not given. */
  scope?: QueryScope;
}

/** A condition over the table `photo`, which the statement has to name so; in parentheses, fit to be joined by AND. */
export interface CompiledQuery {
  where: string;
  /** Named `q1`, `q2`, … */
  parameters: SqlParameters;
}

/** The SQL condition of a query. No text of the query stands in it: all values are parameters. */
export function compileQuery(query: Query, context: QueryContext): CompiledQuery {
  const parameters: Record<string, SqlValue> = {};
  let count = 0;
  const bind: Bind = (value) => {
    const name = `q${++count}`;
    parameters[name] = value;
    return `$${name}`;
  };
  const conditions = [...visibilityOf(query, context.scope ?? "library"), toSql(query, context, bind)];
  return { where: `(${conditions.join(" AND ")})`, parameters };
}

/** Whether the query itself says anything about this state, in whatever way. */
function speaksOf(query: Query, state: "trashed" | "hidden"): boolean {
  return termsOf(query).some(
    (term) => term.kind === "field" && term.field === "is" && term.test.kind === "word" && term.test.word === state,
  );
}

function visibilityOf(query: Query, scope: QueryScope): string[] {
  if (scope === "trash") return ["photo.state = 'trashed'"];
  if (scope === "all") return ["photo.state <> 'purged'"];
  return [
    speaksOf(query, "trashed") ? "photo.state <> 'purged'" : "photo.state = 'live'",
    ...(speaksOf(query, "hidden") ? [] : ["photo.is_hidden IS NOT TRUE"]),
  ];
}

/** AND and OR of SQL are true exactly when ours are; only NOT has to be kept from letting NULL through. */
function toSql(query: Query, context: QueryContext, bind: Bind): string {
  switch (query.kind) {
    case "all":
      return "true";
    case "and":
      return `(${query.parts.map((part) => toSql(part, context, bind)).join(" AND ")})`;
    case "or":
      return `(${query.parts.map((part) => toSql(part, context, bind)).join(" OR ")})`;
    case "not":
      return `(${toSql(query.part, context, bind)} IS NOT TRUE)`;
    case "text":
    case "field":
      return `(${toTermSql(query, context, bind)})`;
  }
}
