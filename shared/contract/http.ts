import { CORRELATION_HEADER, PROBLEM_CONTENT_TYPE, toProblem } from "@shared/contract/problem";
import { matchesPath, type Route } from "@shared/contract/route";
import { AppError, toErrorRecord } from "@shared/errors";

/** What we use of a request of Express 5. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  get(header: string): string | undefined;
}

/** What we use of a response of Express 5. */
export interface HttpResponse {
  readonly headersSent: boolean;
  readonly writableFinished: boolean;
  readonly locals: Record<string, unknown>;
  status(code: number): unknown;
  set(header: string, value: string): unknown;
  json(body: unknown): unknown;
  end(): unknown;
  once(event: "close", listener: () => void): unknown;
  off(event: "close", listener: () => void): unknown;
}

export interface ProblemOptions {
  /** A fresh id for a request that brings none. */
  newId(): string;
  /** Told once of every error that no caller can expect. */
  onBug(thrown: unknown, place: { correlationId: string; operation: string }): void;
}

const CORRELATION_ID = /^[\w.-]{8,128}$/;
const MESSAGE_LENGTH_TOLD = 200;

/** The id of the request, also as a header of the answer: the caller's own when it is well formed, else a new one. */
export function correlate(request: HttpRequest, response: HttpResponse, newId: () => string): string {
  const known = response.locals.correlationId;
  if (typeof known === "string") return known;
  const offered = request.get(CORRELATION_HEADER);
  const correlationId = offered !== undefined && CORRELATION_ID.test(offered) ? offered : newId();
  response.locals.correlationId = correlationId;
  response.set(CORRELATION_HEADER, correlationId);
  return correlationId;
}

/** What the service's frame (Express, its body parser) says against a request: an error with a status of 4xx. */
function readFrameError(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof Error) || !("status" in thrown) || typeof thrown.status !== "number") return undefined;
  const { status } = thrown;
  if (status < 400 || status > 499) return undefined;
  if (status === 413) return new AppError("too_large", "The body is too large; send less at a time");
  if (status === 415)
    return new AppError("content_type_unsupported", "The body's encoding is not supported; send JSON");
  const reason = thrown.message.slice(0, MESSAGE_LENGTH_TOLD);
  return new AppError("bad_request", `The request cannot be read: ${reason}`, { cause: thrown });
}

/** Answers with problem details. A bug is reported and told of without its message, which may hold anything. */
export function sendProblem(
  thrown: unknown,
  request: HttpRequest,
  response: HttpResponse,
  operation: string,
  options: ProblemOptions,
): void {
  const correlationId = correlate(request, response, () => options.newId());
  const expected = thrown instanceof AppError ? thrown : readFrameError(thrown);
  if (!expected) options.onBug(thrown, { correlationId, operation });
  if (response.headersSent) return;
  const message = `Something went wrong in the service; try again, and report ${correlationId} if it stays so`;
  const problem = toProblem(expected ? toErrorRecord(expected) : { code: "internal", message }, correlationId);
  response.status(problem.status);
  response.set("Content-Type", PROBLEM_CONTENT_TYPE);
  response.json(problem);
}

/** For the end of an app, as Express knows an error handler by its four parameters: what went wrong outside of the routes. */
export function problemHandler(options: ProblemOptions) {
  return (thrown: unknown, request: HttpRequest, response: HttpResponse, next: (thrown: unknown) => void): void => {
    sendProblem(thrown, request, response, "outside of the routes", options);
    // Express breaks off an answer that has begun.
    if (response.headersSent && !response.writableFinished) next(thrown);
  };
}

/** For the end of an app, before `problemHandler`: what none of its routes has taken. */
export function refuseUnknown(routes: readonly Route[]) {
  return (request: HttpRequest, response: HttpResponse): never => {
    const methods = routes.filter(({ path }) => matchesPath(path, request.path)).map(({ method }) => method);
    if (methods.length === 0) {
      throw new AppError("route_not_found", `${request.method} of this path is not served here; see /v1/openapi.json`);
    }
    response.set("Allow", methods.join(", "));
    throw new AppError("method_not_allowed", `${request.method} is not served here; use ${methods.join(" or ")}`);
  };
}
