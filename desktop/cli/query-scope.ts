import { AppError } from "@shared/errors";

/** A query that a change goes by. An empty one means every photo, and has to be meant. */
export function requireQuery(query: string, all: boolean): string {
  if (query.trim() !== "" || all) return query;
  throw new AppError("bad_request", "An empty query means every photo. Say --all if you mean that.");
}
