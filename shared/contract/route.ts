import { z } from "zod";
import { AppError, type ErrorCode } from "@shared/errors";

export type RouteMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type RouteStatus = 200 | 201 | 204;

/** Schemas by name. Parameters of paths and queries are texts on the wire: use the codecs of query-parameter.ts for others. */
export type Shape = Readonly<Record<string, z.ZodType>>;

/** An operation of the HTTP interface, read by `bind`, `createClient` and `toOpenApi`. */
export interface Route<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Answer extends z.ZodType | undefined = z.ZodType | undefined,
> {
  readonly name: string;
  readonly method: RouteMethod;
  /** Parameters stand in braces: `/v1/libraries/{library}/photos/{photoId}`. */
  readonly path: string;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  readonly status: RouteStatus;
  /** What may go wrong beyond what any route can answer (`bad_request`, `internal`). */
  readonly errors: readonly ErrorCode[];
}

/** Routes by the name that a client calls them. */
export type RouteTable = Readonly<Record<string, Route>>;

type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;
interface RouteDefinition<Path extends string, Params, Query, Body, Answer> {
  name: string;
  method: RouteMethod;
  path: Path;
  summary: string;
  params?: Params & Record<PathParameter<Path>, z.ZodType<unknown, string>>;
  query?: Query;
  body?: Body;
  answer?: Answer;
  /** 200 when there is an answer and 204 when there is none, if nothing is said. */
  status?: RouteStatus;
  errors?: readonly ErrorCode[];
}

type NoParameters = Readonly<Record<string, never>>;

const PARAMETER = /\{(\w+)\}/g;

function parametersOf(path: string): string[] {
  return Array.from(path.matchAll(PARAMETER), (match) => match[1] ?? "");
}

/** Declares a route; its types follow from the schemas. `params` names just the parameters of the path. */
export function route<
  const Path extends string,
  Params extends Shape = NoParameters,
  Query extends Shape = NoParameters,
  Body extends z.ZodType | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>(
  definition: RouteDefinition<Path, Params, Query, Body, Answer>,
): Route<z.ZodObject<Params, z.core.$strict>, z.ZodObject<Query, z.core.$strict>, Body, Answer> {
  const { name, method, path, summary, params = {}, query = {}, body, answer, status, errors } = definition;
  const [inPath, declared] = [parametersOf(path).sort().join(), Object.keys(params).sort().join()];
  if (inPath !== declared) throw new TypeError(`${name}: ${path} has the parameters ${inPath}, not ${declared}`);
  return {
    name,
    method,
    path,
    summary,
    params: z.strictObject(params as Params),
    query: z.strictObject(query as Query),
    body: body as Body,
    answer: answer as Answer,
    status: status ?? (answer === undefined ? 204 : 200),
    errors: errors ?? [],
  };
}

/** What a route's handler takes: everything parsed. */
export interface RouteRequest<R extends Route> {
  params: z.output<R["params"]>;
  query: z.output<R["query"]>;
  body: R["body"] extends z.ZodType ? z.output<R["body"]> : undefined;
}

/** What a route's handler gives back, before its schema has looked at it. */
export type RouteAnswer<R extends Route> = R["answer"] extends z.ZodType ? z.input<R["answer"]> : undefined;

type Needed<Key extends string, Value> = string extends keyof Value
  ? unknown
  : Partial<Value> extends Value
    ? Partial<Record<Key, Value>>
    : Record<Key, Value>;

/** What a client passes: only the parts that the route has. */
export type RouteInput<R extends Route> = Needed<"params", z.output<R["params"]>> &
  Needed<"query", z.output<R["query"]>> &
  (R["body"] extends z.ZodType ? { body: z.input<R["body"]> } : unknown);

/** What a client gets back: parsed, fields unknown to it dropped. */
export type RouteResult<R extends Route> = R["answer"] extends z.ZodType ? z.output<R["answer"]> : undefined;

/** The path in the notation of Express: `/photos/:photoId`. */
export function toExpressPath(path: string): string {
  return path.replace(PARAMETER, ":$1");
}

/** Whether a path of a URL is one of this route's. */
export function matchesPath(path: string, asked: string): boolean {
  const [parts, given] = [path.split("/"), asked.split("/")];
  return parts.length === given.length && parts.every((part, at) => part.startsWith("{") || part === given[at]);
}

/**
 * The path with its parameters filled in, each as one percent-encoded segment. Throws `bad_request` on those that would
 * name another path: empty ones and dots.
 */
export function fillPath(path: string, params: Readonly<Record<string, string | undefined>>): string {
  return path.replace(PARAMETER, (_, name: string) => {
    const text = params[name] ?? "";
    if (/^\.{0,2}$/.test(text) || /\p{Surrogate}/u.test(text)) {
      throw new AppError("bad_request", `"${text}" cannot stand for ${name} in ${path}`);
    }
    return encodeURIComponent(text);
  });
}
