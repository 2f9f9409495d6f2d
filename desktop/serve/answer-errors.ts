import type { ErrorRequestHandler } from "express";
import type { Log } from "@engine/log";
import { AppError, ERROR_STATUS, toErrorRecord } from "@shared/errors";

/** What a handler threw becomes `{error: {code, message}}`; a bug is logged once and told without its text. */
export function answerErrors(log: Log): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const error = thrown instanceof AppError ? thrown : toRefusal(thrown);
    if (!error) {
      log.warn("bug", { operation: `${request.method} ${request.path}`, error: String(thrown) });
    }
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const told = error ?? new AppError("internal", "Something went wrong here that should not. Try again.");
    response
      .status(ERROR_STATUS[told.code])
      .set("cache-control", "no-store")
      .json({ error: toErrorRecord(told) });
  };
}

/** Express refuses addresses that cannot be read, such as `/%ff`, by errors with a status of their own. */
function toRefusal(thrown: unknown): AppError | undefined {
  const { status } = (thrown ?? {}) as { status?: unknown };
  const isRefusal = typeof status === "number" && status >= 400 && status < 500;
  return isRefusal ? new AppError("bad_request", "The address of this request cannot be read.") : undefined;
}
