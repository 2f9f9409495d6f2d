import { withPhotoIds } from "@shared/catalog/cells";
import type { CatalogConnection } from "@shared/catalog/connection";
import type { Condition } from "@shared/catalog/order";
import { compileQuery, type QueryContext, type QueryScope } from "@shared/catalog/search/compile";
import { parseQuery } from "@shared/catalog/search/parser";
import type { PhotoScope } from "@shared/contract/edit";
import { formatLocal } from "@shared/domain/capture-time";
import type { Clock } from "@shared/domain/clock";

const MINUTE_MS = 60_000;

/** What queries mean here and now: the day it is, and the zone of this machine. */
export function queryContext(clock: Clock, scope: QueryScope = "library"): QueryContext {
  const offsetMs = (utcMs: number) => -new Date(utcMs).getTimezoneOffset() * MINUTE_MS;
  const now = clock.nowMs();
  return {
    scope,
    today: formatLocal(now + offsetMs(now)).slice(0, 10),
    toUtcMs: (localMs) => localMs - offsetMs(localMs - offsetMs(localMs)),
  };
}

/** The photos that a query finds. Throws AppError `bad_query`. */
export function toCondition(query: string, clock: Clock, scope?: QueryScope): Condition {
  return compileQuery(parseQuery(query), queryContext(clock, scope));
}

/** Runs work with the condition of a scope. */
export function withScope<T>(
  connection: CatalogConnection,
  scope: PhotoScope,
  { clock, within }: { clock: Clock; within?: QueryScope },
  work: (condition: Condition) => Promise<T>,
): Promise<T> {
  if ("photoIds" in scope) return withPhotoIds(connection, scope.photoIds, work);
  return work(toCondition(scope.query, clock, within));
}
