import type { CatalogConnection } from "@shared/catalog/connection";
import type { Condition } from "@shared/catalog/order";
import { type PickedPhotos, pickPhotoIds, pickPhotos } from "@shared/catalog/picked";
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

/** Picks the photos of a scope. */
export function pickScope(
  connection: CatalogConnection,
  scope: PhotoScope,
  { clock, within }: { clock: Clock; within?: QueryScope },
): Promise<PickedPhotos> {
  if ("photoIds" in scope) return pickPhotoIds(connection, scope.photoIds);
  return pickPhotos(connection, toCondition(scope.query, clock, within));
}
