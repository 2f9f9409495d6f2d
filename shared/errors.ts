/**
 * The errors a caller can expect, each with the HTTP status it stands for. Everything else is a bug and becomes `internal`
 * at the edge of a process. Messages say what happened and what to do next.
 */
export const ERROR_STATUS = {
  bad_request: 400,
  bad_query: 400,
  field_unknown: 400,
  field_read_only: 400,
  value_invalid: 400,
  unauthenticated: 401,
  photo_not_found: 404,
  action_not_found: 404,
  path_not_found: 404,
  channel_not_found: 404,
  route_not_found: 404,
  method_not_allowed: 405,
  nothing_to_undo: 409,
  action_undone: 409,
  device_forked: 409,
  mutation_missing: 409,
  import_not_found: 404,
  pick_not_found: 404,
  folder_unreadable: 403,
  owner_only: 403,
  port_taken: 409,
  library_busy: 423,
  library_not_found: 404,
  library_newer: 409,
  library_read_only: 403,
  library_corrupt: 500,
  disk_full: 507,
  too_large: 413,
  content_type_unsupported: 415,
  too_many_calls: 429,
  cancelled: 499,
  engine_closed: 503,
  storage_unavailable: 503,
  keys_unavailable: 503,
  log_corrupt: 500,
  disconnected: 503,
  timed_out: 504,
  answer_invalid: 502,
  redirected: 502,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Where in a text the caller made a mistake: UTF-16 offsets, `to` exclusive. */
export interface TextRange {
  from: number;
  to: number;
}

export interface AppErrorDetail {
  cause?: unknown;
  range?: TextRange;
  suggestion?: string;
}

/** An error that a caller can expect and a person can act on. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly range: TextRange | undefined;
  readonly suggestion: string | undefined;

  constructor(code: ErrorCode, message: string, detail: AppErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.range = detail.range;
    this.suggestion = detail.suggestion;
  }
}

/** An error as it crosses a process boundary. */
export interface ErrorRecord {
  code: ErrorCode;
  message: string;
  range?: TextRange;
  suggestion?: string;
}

/** What may be told of any thrown value: expected errors whole, bugs only as `internal`. */
export function toErrorRecord(thrown: unknown): ErrorRecord {
  if (!(thrown instanceof AppError)) {
    return { code: "internal", message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  return {
    code: thrown.code,
    message: thrown.message,
    ...(thrown.range && { range: thrown.range }),
    ...(thrown.suggestion !== undefined && { suggestion: thrown.suggestion }),
  };
}

/** The inverse of `toErrorRecord`, on the other side of the boundary. */
export function fromErrorRecord(record: ErrorRecord): AppError {
  return new AppError(record.code, record.message, {
    ...(record.range && { range: record.range }),
    ...(record.suggestion !== undefined && { suggestion: record.suggestion }),
  });
}
