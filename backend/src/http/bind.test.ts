import { once } from "node:events";
import { setImmediate, setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { createClient } from "@shared/contract/client";
import { AppError, toErrorRecord } from "@shared/errors";
import { anyAppError } from "@shared/testing/any-app-error";
import { ask, json, problem, ROUTES, serve, type Handlers } from "./testing/serve-routes";

async function failure(promise: Promise<unknown>) {
  const thrown: unknown = await promise.then(
    () => expect.fail("nothing was thrown"),
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return toErrorRecord(thrown);
}

function throwText(): never {
  AbortSignal.abort("secret").throwIfAborted();
  throw new Error("the line above has thrown");
}

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
    ["a handler that throws what is no error", { photo: throwText }],
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

  test.each<[string, (signal: AbortSignal) => Promise<never>]>([
    ["its reason", async (signal) => Promise.reject(await once(signal, "abort").then(() => signal.reason as Error))],
    ["an AbortError", (signal) => setTimeout(60_000, undefined, { signal }) as Promise<never>],
  ])("aborts its handler's signal when the caller hangs up; to throw %s is no error then", async (_, wait) => {
    const signals: AbortSignal[] = [];
    const settled = vi.fn();
    const { client, onBug } = await serve({
      photo: (__, { signal }) => {
        signals.push(signal);
        return wait(signal).finally(settled);
      },
    });
    const controller = new AbortController();
    const answer = client.photo({ params: { library: "l", photoId: "p" } }, controller);
    await vi.waitFor(() => expect(signals.length).toBe(1));
    controller.abort();
    expect(await failure(answer)).toEqual({ code: "cancelled", message: "test.photo was cancelled" });
    await vi.waitFor(() => expect(settled).toHaveBeenCalledTimes(1));
    await setImmediate();
    expect(onBug).not.toHaveBeenCalled();
  });

  test("that went out whole does not abort the signal", async () => {
    const signals: AbortSignal[] = [];
    const { client } = await serve({
      recent: (_, { signal }) => (signals.push(signal), { photoId: "p", title: null }),
    });
    await client.recent({ params: { library: "l" } });
    await setTimeout(50);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});
