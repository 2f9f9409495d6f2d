import { DuckDbError } from "@shared/duckdb/duckdb-connection";
import { AppError } from "@shared/errors";

/** The database can no longer be used as it is. */
export function isFatal(error: unknown): error is DuckDbError {
  return error instanceof DuckDbError && error.isFatal;
}

/** Runs work of DuckDB; a full disk is thrown as AppError `disk_full`. */
export async function inOurWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toOurWords(error);
  }
}

export function toOurWords(error: unknown): unknown {
  if (!(error instanceof DuckDbError) || !error.isDiskFull) return error;
  return new AppError(
    "disk_full",
    "The disk is full: the catalog of the library cannot grow. Free some space and try again.",
    { cause: error },
  );
}
