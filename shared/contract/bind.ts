import { isAbort } from "@shared/contract/abort";
import {
  correlate,
  sendProblem,
  type HttpRequest,
  type HttpResponse,
  type ProblemOptions,
} from "@shared/contract/http";
import { parseStrictly, trimAnswer } from "@shared/contract/parse-strictly";
import {
  toExpressPath,
  type Route,
  type RouteAnswer,
  type RouteRequest,
  type RouteTable,
} from "@shared/contract/route";
import { AppError } from "@shared/errors";

type HttpHandler = (request: HttpRequest, response: HttpResponse) => Promise<void> | void;

/** What we use of a router or app of Express 5. */
export interface HttpRouter {
  get(path: string, handler: HttpHandler): unknown;
  post(path: string, handler: HttpHandler): unknown;
  put(path: string, handler: HttpHandler): unknown;
  patch(path: string, handler: HttpHandler): unknown;
  delete(path: string, handler: HttpHandler): unknown;
}

export interface RouteContext<Caller> {
  readonly caller: Caller;
  /** Aborts when the connection closes before the answer is out. */
  readonly signal: AbortSignal;
  readonly correlationId: string;
  header(name: string): string | undefined;
}

export type RouteHandlers<Table extends RouteTable, Caller> = {
  readonly [K in keyof Table]: (
    request: RouteRequest<Table[K]>,
    context: RouteContext<Caller>,
  ) => RouteAnswer<Table[K]> | Promise<RouteAnswer<Table[K]>>;
};

export interface BindOptions<Caller> extends ProblemOptions {
  /** Who asks, found before anything of the request is parsed. Throws an AppError to those who may not. */
  callerOf(request: HttpRequest, response: HttpResponse): Caller | Promise<Caller>;
}

type Handler<Caller> = (request: ParsedRequest, context: RouteContext<Caller>) => unknown;

interface ParsedRequest {
  params: unknown;
  query: unknown;
  body: unknown;
}

const VERB = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;

/**
 * Serves routes on a router of Express. The app parses JSON bodies and limits their size before; it answers with
 * `problemHandler` and `refuseUnknown` what no route takes.
 */
export function bind<Table extends RouteTable, Caller>(
  router: HttpRouter,
  routes: Table,
  handlers: RouteHandlers<Table, Caller>,
  options: BindOptions<Caller>,
): void {
  const byPath = Object.entries(routes).sort(([, a], [, b]) => comparePaths(a.path, b.path));
  for (const [key, route] of byPath) {
    const handler = handlers[key as keyof Table] as Handler<Caller>;
    router[VERB[route.method]](toExpressPath(route.path), answerBy(route, handler, options));
  }
}

/** Written parts come before parameters, so that no parameter takes a path that is another's own. */
function comparePaths(a: string, b: string): number {
  const rank = (path: string) => path.replace(/\{\w+\}/g, "\uffff");
  return rank(a) < rank(b) ? -1 : 1;
}

function answerBy<Caller>(route: Route, handler: Handler<Caller>, options: BindOptions<Caller>): HttpHandler {
  return async (request, response) => {
    const correlationId = correlate(request, response, () => options.newId());
    const controller = new AbortController();
    const abort = () => controller.abort(new AppError("cancelled", "The caller has hung up"));
    response.once("close", abort);
    try {
      const caller = await options.callerOf(request, response);
      const { signal } = controller;
      const context = { caller, signal, correlationId, header: (name: string) => request.get(name) };
      send(route, await handler(readRequest(route, request), context), response);
    } catch (thrown) {
      if (isAbort(thrown, controller.signal)) return;
      sendProblem(thrown, request, response, route.name, options);
    } finally {
      response.off("close", abort);
    }
  };
}

function readRequest(route: Route, request: HttpRequest): ParsedRequest {
  const { name } = route;
  return {
    params: parseStrictly(route.params, request.params, `The path of ${name}`),
    query: parseStrictly(route.query, request.query, `The query of ${name}`),
    body: readBody(route, request),
  };
}

function readBody({ name, body }: Route, request: HttpRequest): unknown {
  if (body === undefined) {
    if (request.body === undefined) return undefined;
    throw new AppError("bad_request", `${name} takes no body; send it without`);
  }
  const isJson = /^application\/json\b/i.test(request.get("Content-Type") ?? "");
  if (!isJson) throw new AppError("content_type_unsupported", `${name} takes JSON; send it as application/json`);
  return parseStrictly(body, request.body, `The body of ${name}`);
}

/** Fields that the contract does not know are left out of the answer: nothing goes out by accident. */
function send(route: Route, value: unknown, response: HttpResponse): void {
  response.status(route.status);
  if (route.answer === undefined) response.end();
  else response.json(trimAnswer(route.answer, value, `The answer of ${route.name}`));
}
