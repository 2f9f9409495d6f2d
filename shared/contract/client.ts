import { z } from "zod";
import { PROBLEM_CONTENT_TYPE, readProblem } from "@shared/contract/problem";
import { tellIssues } from "@shared/contract/parse-strictly";
import { fillPath, type Route, type RouteInput, type RouteResult, type RouteTable } from "@shared/contract/route";
import type { Schedule } from "@shared/domain/schedule";
import { AppError } from "@shared/errors";

/** What we use of an answer of `fetch`. */
export interface FetchAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: { get(name: string): string | null };
  readonly body: { cancel(): Promise<void> } | null;
  text(): Promise<string>;
}

export interface FetchRequest {
  method: string;
  headers: Record<string, string>;
  redirect: "manual";
  signal: AbortSignal;
  body?: string;
}

export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>;

export interface ClientOptions {
  /** Where the service is, with whatever path stands before `/v1`. */
  baseUrl: string;
  fetch: Fetch;
  schedule: Schedule;
  /** Asked before every call, such as for a token. */
  headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** From the call to the last byte of the answer; 30 s if nothing is said. */
  timeoutMs?: number;
}

export interface ClientCallOptions {
  signal?: AbortSignal | undefined;
}

/**
 * The calls of a table of routes. Each throws the service's AppError, or `disconnected` (no answer of the service),
 * `timed_out`, `cancelled`, `redirected`, `answer_invalid` (an answer that is not ours), `bad_request` (input that does not fit).
 */
export type Client<Table extends RouteTable> = {
  readonly [K in keyof Table]: (
    input: RouteInput<Table[K]>,
    options?: ClientCallOptions,
  ) => Promise<RouteResult<Table[K]>>;
};

interface Parts {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

const TIMEOUT_MS = 30_000;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** What proxies and load balancers answer by themselves while the service is away. */
const AWAY = new Set([502, 503, 504]);

export function createClient<Table extends RouteTable>(routes: Table, options: ClientOptions): Client<Table> {
  const calls = Object.entries(routes).map(([key, route]) => [
    key,
    (input: Parts, { signal }: ClientCallOptions = {}) => call(route, input, signal, options),
  ]);
  return Object.fromEntries(calls) as Client<Table>;
}

async function call(route: Route, input: Parts, signal: AbortSignal | undefined, options: ClientOptions) {
  const { baseUrl, fetch, headers } = options;
  const url = baseUrl.replace(/\/+$/, "") + toTarget(route, input);
  const body = input.body === undefined ? undefined : JSON.stringify(input.body);
  return withinTime(route, signal, options, async (inTime) => {
    const request: FetchRequest = {
      method: route.method,
      headers: {
        Accept: `application/json, ${PROBLEM_CONTENT_TYPE}`,
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(await headers?.()),
      },
      redirect: "manual",
      signal: inTime,
      ...(body !== undefined && { body }),
    };
    const answer = await reach(fetch(url, request), baseUrl);
    return readAnswer(route, answer, baseUrl);
  });
}

/** A failure of the network under its own name: refused, reset, broken off in the middle. */
async function reach<Result>(work: Promise<Result>, baseUrl: string): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    throw new AppError("disconnected", `No whole answer from ${baseUrl}; check the network and the address`, { cause });
  }
}

/** Runs a call until it is over, its time is up or its caller has enough, whether or not `fetch` heeds the signal. */
async function withinTime<Result>(
  { name }: Route,
  signal: AbortSignal | undefined,
  { schedule, timeoutMs = TIMEOUT_MS, baseUrl }: ClientOptions,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const cancel = () => controller.abort(new AppError("cancelled", `${name} was cancelled`));
  const expire = () => {
    const limit = `${Math.round(timeoutMs / 1000)} s`;
    controller.abort(new AppError("timed_out", `${baseUrl} did not answer ${name} within ${limit}; try again later`));
  };
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason as AppError), { once: true });
  });
  signal?.addEventListener("abort", cancel);
  const callOff = schedule(timeoutMs, expire);
  if (signal?.aborted) cancel();
  try {
    return await Promise.race(controller.signal.aborted ? [stopped] : [stopped, run(controller.signal)]);
  } finally {
    callOff();
    signal?.removeEventListener("abort", cancel);
  }
}

/** Path and query of a call. */
function toTarget(route: Route, { params = {}, query = {} }: Parts): string {
  const texts = encode(route.query, query, `The query of ${route.name}`);
  const pairs = Object.entries(texts).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  const search = pairs
    .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text.replace(LONE_SURROGATE, "\ufffd"))}`)
    .join("&");
  const filled = fillPath(route.path, encode(route.params, params, `The path of ${route.name}`));
  return search === "" ? filled : `${filled}?${search}`;
}

function encode(schema: Route["params"], value: unknown, subject: string): Record<string, string | undefined> {
  const { success, data, error } = z.safeEncode(schema, value as Record<string, unknown>);
  if (!success) throw new AppError("bad_request", `${subject} is not as declared: ${tellIssues(error)}`);
  return data as Record<string, string | undefined>;
}

async function readAnswer(route: Route, answer: FetchAnswer, baseUrl: string): Promise<unknown> {
  const { status } = answer;
  if (answer.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    await drop(answer);
    const text = `${baseUrl} sends ${route.name} elsewhere, which is not followed; check the address, or sign in again`;
    throw new AppError("redirected", text);
  }
  const isOk = status >= 200 && status < 300;
  if (isOk && !route.answer) {
    await drop(answer);
    return undefined;
  }
  const contentType = (answer.headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (contentType !== (isOk ? "application/json" : PROBLEM_CONTENT_TYPE)) {
    await drop(answer);
    throw foreignAnswer(status, contentType, baseUrl);
  }
  const value = parseJson(await reach(answer.text(), baseUrl), route, baseUrl);
  if (!isOk) throw readProblem(value) ?? misread(route, baseUrl, `its error of status ${status} is not as declared`);
  const result = route.answer?.safeParse(value);
  if (result?.error) throw misread(route, baseUrl, tellIssues(result.error));
  return result?.data;
}

/** Lets go of an answer that is not read, so that its connection is free again. */
async function drop({ body }: FetchAnswer): Promise<void> {
  await body?.cancel().catch(() => undefined);
}

function parseJson(text: string, route: Route, baseUrl: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw misread(route, baseUrl, "it is not JSON");
  }
}

function foreignAnswer(status: number, contentType: string, baseUrl: string): AppError {
  const what = `${contentType === "" ? "something unnamed" : contentType} with status ${status}`;
  if (AWAY.has(status)) return new AppError("disconnected", `${baseUrl} is away (${what}); try again later`);
  const text = `${baseUrl} answered ${what}, not as our service does; check the address, or a proxy or sign-in page in between`;
  return new AppError("answer_invalid", text);
}

function misread({ name }: Route, baseUrl: string, reason: string): AppError {
  const text = `The answer of ${baseUrl} to ${name} cannot be read (${reason}); the two programs may differ in version`;
  return new AppError("answer_invalid", text);
}
