import { z } from "zod";
import { errorRecordSchema, readError } from "@shared/contract/error-record";
import { ERROR_STATUS, type AppError, type ErrorCode, type ErrorRecord } from "@shared/errors";

export const PROBLEM_CONTENT_TYPE = "application/problem+json";
/** Names one request in answers and logs. A caller may send one of its own. */
export const CORRELATION_HEADER = "X-Correlation-Id";

/** Problem details of RFC 9457. `type` is about:blank: what tells errors apart is `code`. */
export const problemSchema = z.object({
  type: z.string(),
  /** The status in words, the same for all errors of that status. */
  title: z.string(),
  status: z.int().min(400).max(599),
  /** What happened and what to do next, for a person. */
  detail: z.string(),
  /** One of the codes of shared/errors.ts. */
  code: z.string(),
  correlationId: z.string(),
  range: errorRecordSchema.shape.range,
  suggestion: errorRecordSchema.shape.suggestion,
});
export type Problem = z.infer<typeof problemSchema>;

type ErrorStatus = (typeof ERROR_STATUS)[ErrorCode];

/** Reason phrases of RFC 9110 and RFC 4918; 499 has none there and is called as nginx calls it. */
const TITLE: Readonly<Record<ErrorStatus, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  423: "Locked",
  429: "Too Many Requests",
  499: "Client Closed Request",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  507: "Insufficient Storage",
};

export function toProblem({ code, message, ...place }: ErrorRecord, correlationId: string): Problem {
  const status = ERROR_STATUS[code];
  return { type: "about:blank", title: TITLE[status], status, detail: message, code, correlationId, ...place };
}

/** The error that an answer tells of; undefined when it is no problem of ours. */
export function readProblem(answer: unknown): AppError | undefined {
  const { success, data: problem } = problemSchema.safeParse(answer);
  if (!success) return undefined;
  const { code, detail, status, range, suggestion } = problem;
  const record = { code, message: detail, ...(range && { range }), ...(suggestion !== undefined && { suggestion }) };
  return readError(record, status < 500 ? "bad_request" : "internal");
}
