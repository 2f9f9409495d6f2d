import { once } from "node:events";
import { createConnection, type AddressInfo } from "node:net";
import type { Server } from "node:http";
import express from "express";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { bind, type RouteHandlers } from "@shared/contract/bind";
import { createClient } from "@shared/contract/client";
import { problemHandler, refuseUnknown } from "@shared/contract/http";
import { booleanParameter, intParameter } from "@shared/contract/query-parameter";
import { route } from "@shared/contract/route";
import { AppError, toErrorRecord } from "@shared/errors";
import { anyAppError } from "@shared/testing/any-app-error";

const photo = z.object({ photoId: z.string(), title: z.string().nullable() });
const library = z.string().max(100);

const ROUTES = {
  photo: route({
    name: "test.photo",
    method: "GET",
    path: "/v1/libraries/{library}/photos/{photoId}",
    summary: "One photo",
    params: { library, photoId: z.string() },
    answer: photo,
    errors: ["photo_not_found"],
  }),
  recent: route({
    name: "test.recent",
    method: "GET",
    path: "/v1/libraries/{library}/photos/recent",
    summary: "The newest photo",
    params: { library },
    answer: photo,
  }),
  list: route({
    name: "test.list",
    method: "GET",
    path: "/v1/libraries/{library}/photos",
    summary: "Photos",
    params: { library },
    query: {
      limit: intParameter(z.int().min(1).max(500)).optional(),
      isTrashed: booleanParameter().optional(),
      text: z.string().max(1000).optional(),
    },
    answer: z.object({ asked: z.object({ limit: z.int(), isTrashed: z.boolean(), text: z.string() }).partial() }),
  }),
  create: route({
    name: "test.create",
    method: "POST",
    path: "/v1/libraries/{library}/photos",
    summary: "A new photo",
    params: { library },
    body: z.object({ title: z.string().nullable(), place: z.object({ name: z.string() }).optional() }),
    answer: photo,
    status: 201,
  }),
  remove: route({
    name: "test.remove",
    method: "DELETE",
    path: "/v1/libraries/{library}/photos/{photoId}",
    summary: "To the trash",
    params: { library, photoId: z.string() },
  }),
};

type Handlers = RouteHandlers<typeof ROUTES, string>;

const HANDLERS: Handlers = {
  photo: ({ params }) => ({ photoId: params.photoId, title: null }),
  recent: () => ({ photoId: "the newest", title: null }),
  list: ({ query }) => ({ asked: query }),
  create: ({ body }) => ({ photoId: "new", title: body.title }),
  remove: () => undefined,
};

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

async function serve(handlers: Partial<Handlers> = {}) {
  let ids = 0;
  const onBug = vi.fn();
  const options = {
    newId: () => `request-${(ids += 1)}`,
    onBug,
    callerOf(request: { get(name: string): string | undefined }) {
      const caller = request.get("X-Caller");
      if (caller === "nobody") throw new AppError("library_not_found", "No such library");
      return caller ?? "owner";
    },
  };
  const app = express();
  app.use(express.json({ limit: "10kb" }));
  bind(app, ROUTES, { ...HANDLERS, ...handlers }, options);
  app.use(refuseUnknown, problemHandler(options));
  const server = app.listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const client = createClient(ROUTES, {
    baseUrl,
    fetch,
    schedule: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  });
  return { client, baseUrl, port, onBug };
}

async function failure(promise: Promise<unknown>) {
  const thrown: unknown = await promise.then(
    () => expect.fail("nothing was thrown"),
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return toErrorRecord(thrown);
}

interface Answered {
  status: number;
  contentType: string | undefined;
  problem: unknown;
}

/** What the service says to a request made by hand. */
async function ask(url: string, init: RequestInit = {}): Promise<Answered> {
  const answer = await fetch(url, init);
  const contentType = answer.headers.get("content-type")?.split(";")[0];
  const text = await answer.text();
  return { status: answer.status, contentType, problem: text === "" ? undefined : (JSON.parse(text) as unknown) };
}

/** What it says to bytes that no client would send. */
async function askRaw(port: number, lines: string[]): Promise<string> {
  const socket = createConnection(port, "127.0.0.1");
  socket.end([...lines, "Host: x", "Connection: close", "", ""].join("\r\n"));
  let text = "";
  socket.on("data", (bytes: Buffer) => (text += bytes.toString()));
  await once(socket, "close");
  return text;
}

const problem = (status: number, code: string, detail: unknown = expect.any(String)) => ({
  status,
  contentType: "application/problem+json",
  problem: expect.objectContaining({ status, code, detail, type: "about:blank" }) as unknown,
});

const json = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

describe("a call of a client", () => {
  test("reaches its handler with everything parsed, and brings back the answer", async () => {
    const { client } = await serve();
    const params = { library: "l", photoId: "p" };
    expect([
      await client.photo({ params }),
      await client.list({ params: { library: "l" }, query: { limit: 3, isTrashed: false, text: "a&b=ç +%" } }),
      await client.list({ params: { library: "l" } }),
      await client.create({ params: { library: "l" }, body: { title: "Föö" } }),
    ]).toEqual([
      { photoId: "p", title: null },
      { asked: { limit: 3, isTrashed: false, text: "a&b=ç +%" } },
      { asked: {} },
      { photoId: "new", title: "Föö" },
    ]);
    await expect(client.remove({ params })).resolves.toBeUndefined();
  });

  test("answers with the status of the route", async () => {
    const { baseUrl } = await serve();
    const statuses = [
      await ask(`${baseUrl}/v1/libraries/l/photos`),
      await ask(`${baseUrl}/v1/libraries/l/photos`, json({ title: null })),
      await ask(`${baseUrl}/v1/libraries/l/photos/p`, { method: "DELETE" }),
      await ask(`${baseUrl}/v1/libraries/l/photos/p`, { method: "HEAD" }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 201, 204, 200]);
  });

  test("brings any parameter to the handler as it is, but for dots and nothing", async () => {
    const { client } = await serve();
    const part = fc.string({ unit: "binary", minLength: 1, maxLength: 30 }).filter((text) => !/^\.{1,2}$/.test(text));
    await fc.assert(
      fc.asyncProperty(part, fc.string({ unit: "binary", maxLength: 50 }), async (photoId, text) => {
        expect(await client.photo({ params: { library: "l", photoId } })).toEqual({ photoId, title: null });
        expect(await client.list({ params: { library: "l" }, query: { text } })).toEqual({ asked: { text } });
      }),
    );
  });

  test("rejects with the very AppError that the handler threw", async () => {
    let thrown: AppError | undefined;
    const { client, onBug } = await serve({
      photo: () => {
        throw thrown ?? new Error("nothing to throw");
      },
    });
    await fc.assert(
      fc.asyncProperty(anyAppError(), async (error) => {
        thrown = error;
        const params = { library: "l", photoId: "p" };
        expect(await failure(client.photo({ params }))).toEqual(toErrorRecord(error));
      }),
    );
    expect(onBug).not.toHaveBeenCalled();
  });

  test("drops fields of the answer that the client does not know", async () => {
    const { baseUrl } = await serve();
    const older = createClient(
      { photo: { ...ROUTES.photo, answer: z.object({ photoId: z.string() }) } },
      { baseUrl, fetch, schedule: () => () => undefined },
    );
    expect(await older.photo({ params: { library: "l", photoId: "p" } })).toEqual({ photoId: "p" });
  });
});

describe("an answer", () => {
  test("carries no field that the contract does not know", async () => {
    const secret = { photoId: "p", title: null, storagePath: "/home/someone" };
    const { baseUrl } = await serve({ photo: () => secret });
    expect((await ask(`${baseUrl}/v1/libraries/l/photos/p`)).problem).toEqual({ photoId: "p", title: null });
  });

  test.each<[string, Partial<Handlers>]>([
    ["a handler that throws", { photo: () => JSON.parse("secret") as never }],
    ["a handler that rejects", { photo: () => Promise.reject(new Error("secret")) }],
    ["a handler that throws what is no error", { photo: () => Promise.reject("secret") }],
    ["an answer that is not as declared", { photo: () => ({ photoId: 7, title: "secret" }) as never }],
  ])("to %s tells nothing of it, and the host is told once", async (_, handlers) => {
    const { baseUrl, onBug } = await serve(handlers);
    const answer = await ask(`${baseUrl}/v1/libraries/l/photos/p`);
    expect(answer).toEqual(problem(500, "internal", expect.stringContaining("request-1")));
    expect(JSON.stringify(answer)).not.toContain("secret");
    expect(onBug.mock.calls).toEqual([[expect.anything(), { correlationId: "request-1", operation: "test.photo" }]]);
  });

  test("carries the caller's own correlation id when it is well formed, else a new one", async () => {
    const { baseUrl } = await serve();
    const offered = ["abcdef-123", "short", "x".repeat(129), "<script>alert(1)</script>", ""];
    const ids = [];
    for (const id of offered) {
      const answer = await fetch(`${baseUrl}/v1/libraries/l/photos/p`, { headers: { "X-Correlation-Id": id } });
      ids.push(answer.headers.get("x-correlation-id"));
    }
    expect(ids).toEqual(["abcdef-123", "request-1", "request-2", "request-3", "request-4"]);
  });

  test("aborts its handler's signal when the caller hangs up, without an error", async () => {
    const signals: AbortSignal[] = [];
    const { client, onBug } = await serve({
      photo: (_, { signal }) => {
        signals.push(signal);
        return new Promise((__, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
        });
      },
    });
    const controller = new AbortController();
    const answer = client.photo({ params: { library: "l", photoId: "p" } }, controller);
    await vi.waitFor(() => expect(signals.length).toBe(1));
    controller.abort();
    expect(await failure(answer)).toEqual({ code: "cancelled", message: "test.photo was cancelled" });
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
    expect(onBug).not.toHaveBeenCalled();
  });

  test("that went out whole does not abort the signal", async () => {
    const signals: AbortSignal[] = [];
    const { client } = await serve({
      recent: (_, { signal }) => (signals.push(signal), { photoId: "p", title: null }),
    });
    await client.recent({ params: { library: "l" } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});

describe("a request", () => {
  test("of nobody is refused before anything of it is looked at", async () => {
    const { baseUrl } = await serve();
    const answer = await ask(`${baseUrl}/v1/libraries/l/photos?limit=x`, { headers: { "X-Caller": "nobody" } });
    expect(answer).toEqual(problem(404, "library_not_found"));
  });

  test("of a path that is written out is not taken for a parameter", async () => {
    const { client } = await serve();
    expect(await client.recent({ params: { library: "l" } })).toEqual({ photoId: "the newest", title: null });
  });

  test.each([
    ["a word for a number", "?limit=many"],
    ["hexadecimal", "?limit=0x10"],
    ["an exponent", "?limit=1e2"],
    ["nothing for a number", "?limit="],
    ["a number too large", "?limit=501"],
    ["a broken number", "?limit=1.5"],
    ["more digits than a number holds", `?limit=${"9".repeat(400)}`],
    ["a word for true", "?isTrashed=yes"],
    ["a parameter twice", "?limit=1&limit=2"],
    ["a parameter with brackets", "?limit[]=1"],
    ["an unknown parameter", "?sort=name"],
    ["a prototype", "?__proto__=1"],
    ["a prototype below", "?__proto__[isTrashed]=true"],
    ["a constructor", "?constructor=1"],
    ["a text beyond its limit", `?text=${"x".repeat(1001)}`],
  ])("with a query of %s is refused", async (_, search) => {
    const { baseUrl } = await serve();
    const answer = await ask(`${baseUrl}/v1/libraries/l/photos${search}`);
    expect(answer).toEqual(problem(400, "bad_request", expect.stringContaining("The query of test.list")));
  });

  test.each<[string, unknown, string]>([
    ["a number for a text", { title: 7 }, "title: "],
    ["nothing", {}, "title: "],
    ["a list", [], "expected object"],
    ["an unknown field", { title: null, tilte: "x" }, "tilte: unknown field"],
    ["an unknown field below", { title: null, place: { name: "x", id: 1 } }, "place.id: unknown field"],
    ["a prototype", '{"title":null,"__proto__":{"isOwner":true}}', "__proto__: unknown field"],
    ["a prototype below", '{"title":null,"place":{"name":"x","__proto__":{}}}', "place.__proto__: unknown field"],
    ["a constructor", '{"title":null,"constructor":{"prototype":{}}}', "constructor: unknown field"],
  ])("with a body of %s is refused", async (_, body, reason) => {
    const { baseUrl } = await serve();
    const answer = await ask(`${baseUrl}/v1/libraries/l/photos`, json(body));
    expect(answer).toEqual(problem(400, "bad_request", expect.stringContaining(reason)));
    expect(Object.prototype).not.toHaveProperty("isOwner");
  });

  test.each<[string, RequestInit, number, string]>([
    ["malformed JSON", json('{"title":'), 400, "bad_request"],
    ["bare text as JSON", json('"title"'), 400, "bad_request"],
    ["too much", json({ title: "x".repeat(20_000) }), 413, "too_large"],
    ["a form", { method: "POST", body: new URLSearchParams({ title: "x" }) }, 415, "content_type_unsupported"],
    ["text", { method: "POST", body: '{"title":null}' }, 415, "content_type_unsupported"],
    ["no body", { method: "POST" }, 415, "content_type_unsupported"],
    ["JSON that is empty", json(""), 400, "bad_request"],
    [
      "an unknown encoding",
      { ...json({ title: null }), headers: { "Content-Type": "application/json", "Content-Encoding": "zip" } },
      415,
      "content_type_unsupported",
    ],
    [
      "an unknown character set",
      { ...json({ title: null }), headers: { "Content-Type": "application/json; charset=ebcdic" } },
      415,
      "content_type_unsupported",
    ],
  ])("whose body is %s is refused", async (_, init, status, code) => {
    const { baseUrl, onBug } = await serve();
    expect(await ask(`${baseUrl}/v1/libraries/l/photos`, init)).toEqual(problem(status, code));
    expect(onBug).not.toHaveBeenCalled();
  });

  test("with a body where none is taken is refused", async () => {
    const { baseUrl } = await serve();
    const init = { ...json({ hard: true }), method: "DELETE" };
    expect(await ask(`${baseUrl}/v1/libraries/l/photos/p`, init)).toEqual(problem(400, "bad_request"));
  });

  test.each([
    ["..", ".."],
    ["%2e%2e%2f%2e%2e", "../.."],
    ["a%2fb", "a/b"],
    ["%252e%252e", "%2e%2e"],
    ["a%00b", "a\0b"],
    ["a;b=c", "a;b=c"],
    ["%E2%80%AE", "\u202e"],
  ])("with %s in its path is one parameter, whatever it says", async (encoded, photoId) => {
    const { port } = await serve();
    const answer = await askRaw(port, [`GET /v1/libraries/l/photos/${encoded} HTTP/1.1`]);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toEqual({ photoId, title: null });
  });

  test.each([
    ["half a character", "/v1/libraries/l/photos/%E0%A4", 400],
    ["a broken percent", "/v1/libraries/l/photos/%zz", 400],
    ["another path", "/v1/nowhere", 404],
    ["a path too long for its parameter", `/v1/libraries/${"l".repeat(101)}/photos`, 400],
  ])("for %s is refused", async (_, path, status) => {
    const { port, onBug } = await serve();
    const answer = await askRaw(port, [`GET ${path} HTTP/1.1`]);
    expect(answer.split("\r\n")[0]).toContain(` ${status} `);
    expect(answer).toContain("Content-Type: application/problem+json");
    expect(onBug).not.toHaveBeenCalled();
  });

  test.each(["PUT", "PATCH", "OPTIONS"])("by the method %s is refused, and told what is served", async (method) => {
    const { baseUrl } = await serve();
    const answer = await fetch(`${baseUrl}/v1/libraries/l/photos`, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });
});
