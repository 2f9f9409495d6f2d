import type { AppError, ErrorCode } from "@shared/errors";

/** What a verb ends with (docs/command-line.md). */
export const EXIT = { done: 0, someFailed: 1, wrongUse: 2, couldNotRun: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Mistakes in what was asked; anything else is a state of the world. */
const WRONG_USE: ReadonlySet<ErrorCode> = new Set([
  ...(["bad_request", "bad_query", "field_unknown", "field_read_only", "value_invalid"] as const),
  ...(["photo_not_found", "action_not_found", "path_not_found", "nothing_to_undo", "action_undone"] as const),
]);

export function exitCodeOf(error: AppError): ExitCode {
  return WRONG_USE.has(error.code) ? EXIT.wrongUse : EXIT.couldNotRun;
}
