import { getEventListeners, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { createClient, type ClientOptions } from "@shared/contract/client";
import { route } from "@shared/contract/route";
import type { Schedule } from "@shared/domain/schedule";
import { AppError, toErrorRecord } from "@shared/errors";

const ROUTES = {
  photo: route({
    name: "test.photo",
    method: "GET",
    path: "/v1/photos/{photoId}",
    summary: "One photo",
    params: { photoId: z.string().max(40) },
    answer: z.object({ photoId: z.string() }),
  }),
  remove: route({
    name: "test.remove",
    method: "DELETE",
    path: "/v1/photos/{photoId}",
    summary: "To the trash",
    params: { photoId: z.string() },
  }),
  create: route({
    name: "test.create",
    method: "POST",
    path: "/v1/photos",
    summary: "A new photo",
    body: z.object({ title: z.string() }),
    answer: z.object({ photoId: z.string() }),
    status: 201,
  }),
};

const P = { params: { photoId: "p" } };

const schedule: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A client of a server that answers whatever the test wants. */
async function clientOf(answer: Answer, options: Partial<ClientOptions> = {}) {
  const heard: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    heard.push(request);
    answer(request, response);
  });
  const baseUrl = await listen(server);
  onTestFinished(() => server.closeAllConnections());
  return { client: createClient(ROUTES, { baseUrl, fetch, schedule, ...options }), heard, baseUrl };
}

function say(status: number, contentType: string, text: string): Answer {
  return (_, response) => {
    response.writeHead(status, { "Content-Type": contentType });
    response.end(text);
  };
}

const sayJson = (value: unknown) => say(200, "application/json; charset=utf-8", JSON.stringify(value));
const sayProblem = (status: number, value: unknown) => say(status, "application/problem+json", JSON.stringify(value));

async function failure(promise: Promise<unknown>) {
  const thrown: unknown = await promise.then(
    () => expect.fail("nothing was thrown"),
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return toErrorRecord(thrown);
}

const telling = (code: string, text: string) => ({ code, message: expect.stringContaining(text) as unknown });

describe("what a client sends", () => {
  test("is the route's method and path below the base, with our headers and those of the host", async () => {
    const { heard, baseUrl } = await clientOf(sayJson({ photoId: "p" }));
    const headers = vi.fn(() => Promise.resolve({ Authorization: "Bearer token", "X-ImgStream": "1" }));
    const client = createClient(ROUTES, { baseUrl: `${baseUrl}/below/`, fetch, schedule, headers });
    await client.create({ body: { title: "é" } });
    const [request] = heard;
    expect([request?.method, request?.url, request?.headers]).toEqual([
      "POST",
      "/below/v1/photos",
      expect.objectContaining({
        accept: "application/json, application/problem+json",
        "content-type": "application/json",
        authorization: "Bearer token",
        "x-imgstream": "1",
      }),
    ]);
  });

  test.each([
    ["..", "cannot stand for photoId"],
    [".", "cannot stand for photoId"],
    ["", "cannot stand for photoId"],
    ["\ud800", "cannot stand for photoId"],
    ["x".repeat(41), "photoId: "],
  ])("never has %j in its path", async (photoId, text) => {
    const { client, heard } = await clientOf(sayJson({ photoId: "p" }));
    expect(await failure(client.photo({ params: { photoId } }))).toEqual(telling("bad_request", text));
    expect(heard).toEqual([]);
  });

  test("waits for nothing when the host cannot give its headers", async () => {
    const revoked = new AppError("library_read_only", "Signed out; sign in again");
    const { client, heard } = await clientOf(sayJson({}), { headers: () => Promise.reject(revoked) });
    expect(await failure(client.photo(P))).toEqual(toErrorRecord(revoked));
    expect(heard).toEqual([]);
  });
});

describe("an answer", () => {
  test("is read by its schema; fields of a newer version are dropped", async () => {
    const text = '{"photoId":"p","colour":"red","__proto__":{"isOwner":true}}';
    const { client } = await clientOf(say(200, "application/json", text));
    const photo = await client.photo(P);
    expect(photo).toEqual({ photoId: "p" });
    expect(photo).not.toHaveProperty("isOwner");
  });

  test.each<[string, Answer, string, string]>([
    ["HTML with a status of success", say(200, "text/html", "<html>Sign in</html>"), "answer_invalid", "text/html"],
    ["HTML with a status of error", say(403, "text/html", "<html>"), "answer_invalid", "text/html with status 403"],
    ["HTML of a balancer that is alone", say(502, "text/html", "<html>"), "disconnected", "is away"],
    ["nothing at all", say(200, "", ""), "answer_invalid", "something unnamed"],
    ["no JSON", say(200, "application/json", "{"), "answer_invalid", "not JSON"],
    ["JSON of another shape", sayJson({ id: 1 }), "answer_invalid", "photoId: "],
    ["a list", sayJson([]), "answer_invalid", "expected object"],
    ["an error that is not as declared", sayProblem(500, { status: "500" }), "answer_invalid", "status 500"],
    ["an error as plain JSON", say(500, "application/json", '{"error":1}'), "answer_invalid", "status 500"],
    ["success as a problem", sayProblem(200, { photoId: "p" }), "answer_invalid", "problem+json"],
    ["no content", (_, response) => response.writeHead(204).end(), "answer_invalid", "status 204"],
  ])("of %s is told of as such", async (_, answer, code, text) => {
    const { client } = await clientOf(answer);
    expect(await failure(client.photo(P))).toEqual(telling(code, text));
  });

  test.each([301, 302, 303, 307, 308])("of %d is not followed", async (status) => {
    const elsewhere = await clientOf(sayJson({ photoId: "stolen" }));
    const { client } = await clientOf((_, response) => {
      response.writeHead(status, { Location: `${elsewhere.baseUrl}/v1/photos/p` }).end();
    });
    expect(await failure(client.photo(P))).toEqual(telling("redirected", "elsewhere"));
    expect(await failure(client.create({ body: { title: "secret" } }))).toEqual(telling("redirected", "elsewhere"));
    expect(elsewhere.heard).toEqual([]);
  });

  test("that a browser hides because it leads elsewhere is not followed", async () => {
    const hidden = {
      status: 0,
      type: "opaqueredirect",
      headers: new Headers(),
      body: null,
      text: () => Promise.resolve(""),
    };
    const client = createClient(ROUTES, { baseUrl: "", fetch: () => Promise.resolve(hidden), schedule });
    expect(await failure(client.photo(P))).toEqual(telling("redirected", "elsewhere"));
  });

  test.each([
    [404, "photo_not_found", "photo_not_found"],
    [418, "is_a_teapot", "bad_request"],
    [503, "on_holiday", "internal"],
    [400, "__proto__", "bad_request"],
    [400, "toString", "bad_request"],
  ])("of status %d with the code %s is %s, its message kept", async (status, code, expected) => {
    const message = "No such thing; look elsewhere";
    const problem = { type: "about:blank", title: "", status, detail: message, code, correlationId: "1", later: true };
    const { client } = await clientOf(sayProblem(status, problem));
    expect(await failure(client.photo(P))).toEqual({ code: expected, message });
  });

  test("to a call that has none is not looked at", async () => {
    const { client } = await clientOf(say(200, "text/plain", "done"));
    await expect(client.remove(P)).resolves.toBeUndefined();
  });
});

describe("a connection", () => {
  test("refused is told of with its cause", async () => {
    const { client, baseUrl } = await clientOf(sayJson({}));
    const nobody = createClient(ROUTES, { baseUrl: baseUrl.replace(/\d+$/, "1"), fetch, schedule });
    const thrown = await nobody.photo(P).catch((reason: unknown) => reason as AppError);
    expect(thrown).toMatchObject({ code: "disconnected", cause: expect.any(TypeError) as unknown });
    expect(client).toBeDefined();
  });

  test.each([
    ["before the answer", ""],
    ["in the middle of the head", "HTTP/1.1 200 OK\r\nContent-Type: appl"],
    [
      "before all of the length told",
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"',
    ],
    [
      "within a chunk",
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"',
    ],
    [
      "before the last chunk",
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
    ],
    ["with words that are no HTTP", "220 mail.example ESMTP\r\n"],
  ])("that breaks off %s is told of", async (_, bytes) => {
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end(bytes));
    });
    const client = createClient(ROUTES, { baseUrl: await listen(server), fetch, schedule });
    expect(await failure(client.photo(P))).toEqual(telling("disconnected", "No whole answer"));
  });

  test.each<[string, Answer]>([
    ["says nothing", () => undefined],
    [
      "stops after the head",
      (_, response) => response.writeHead(200, { "Content-Type": "application/json" }).flushHeaders(),
    ],
    [
      "dribbles",
      (request, response) => {
        response.writeHead(200, { "Content-Type": "application/json" });
        const drip = setInterval(() => response.write(" "), 10);
        request.socket.once("close", () => clearInterval(drip));
      },
    ],
  ])("that %s is given up when time is up, and the server is let go", async (_, answer) => {
    const { client, heard } = await clientOf(answer, { timeoutMs: 150 });
    expect(await failure(client.photo(P))).toEqual(telling("timed_out", "did not answer test.photo within"));
    await vi.waitFor(() => expect(heard[0]?.socket.destroyed).toBe(true));
  });

  test("is given up by the caller's signal", async () => {
    const { client, heard } = await clientOf(() => undefined);
    const controller = new AbortController();
    const photo = client.photo(P, controller);
    await vi.waitFor(() => expect(heard.length).toBe(1));
    controller.abort();
    expect(await failure(photo)).toEqual(telling("cancelled", "test.photo was cancelled"));
    await vi.waitFor(() => expect(heard[0]?.socket.destroyed).toBe(true));
    expect(await failure(client.photo(P, controller))).toEqual(telling("cancelled", "test.photo was cancelled"));
    expect(heard.length).toBe(1);
  });

  test("given up by a fetch that does not listen is over all the same", async () => {
    const forever = () => new Promise<never>(() => undefined);
    const client = createClient(ROUTES, { baseUrl: "http://deaf", fetch: forever, schedule, timeoutMs: 10 });
    expect(await failure(client.photo(P))).toEqual(telling("timed_out", "http://deaf"));
  });

  test("leaves no timer and no listener behind, however it went", async () => {
    const running = new Set<unknown>();
    const counting: Schedule = (delayMs, run) => {
      const off = schedule(delayMs, run);
      running.add(off);
      return () => {
        off();
        running.delete(off);
      };
    };
    const { signal } = new AbortController();
    for (const answer of [sayJson({ photoId: "p" }), sayJson([]), say(500, "text/html", "")]) {
      const { client } = await clientOf(answer, { schedule: counting });
      await client.photo(P, { signal }).catch(() => undefined);
      await client.photo({ params: { photoId: "" } }, { signal }).catch(() => undefined);
    }
    expect([running.size, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });
});
