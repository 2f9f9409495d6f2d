import { once } from "node:events";
import { request as ask, type IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import express from "express";
import { createRandom } from "@shared/domain/seeded-random";
import { expect, test } from "vitest";
import { createFaultSwitch } from "@local-cloud/faults/fault-switch";
import { serveForTest } from "@local-cloud/kit/testing/local-server";
import { createSetClock } from "@local-cloud/kit/testing/set-clock";

/** A part that counts what it carried out, behind a switch. */
async function serveFaulty() {
  const clock = createSetClock();
  const done: string[] = [];
  const origin = await serveForTest((app) => {
    const faults = createFaultSwitch({ clock, random: createRandom(1) });
    app.use(faults.router);
    app.use(faults.middleware("part"));
    app.post("/upload", express.text(), (request, response) => {
      done.push(String(request.body));
      response.status(201).send("made");
    });
    app.get("/stream", (_request, response) => {
      const parts = Readable.from(["01234", "56789", "abcde"]);
      response.type("text").flushHeaders();
      pipeline(parts, response).then(
        () => done.push("complete"),
        () => done.push("cut"),
      );
    });
    app.get("/{*path}", (request, response) => void response.json({ isStale: faults.isStale(request) }));
  });
  const add = async (rule: Record<string, unknown>) => {
    const response = await fetch(`${origin}/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ part: "part", ...rule }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const statusOf = async (path = "/", options: RequestInit = {}) => (await fetch(origin + path, options)).status;
  return { origin, clock, done, add, statusOf };
}

/** What arrives of an answer before the connection ends; undefined when not even its head does. */
async function receive(address: string): Promise<{ status: number; text: string; isWhole: boolean } | undefined> {
  const asked = ask(address);
  const answered = once(asked, "response") as Promise<[IncomingMessage]>;
  asked.end();
  const response = (await answered.catch(() => undefined))?.[0];
  if (response === undefined) return undefined;
  let text = "";
  response.on("data", (part: Buffer) => (text += part.toString()));
  response.on("error", () => undefined);
  await new Promise((resolve) => response.on("close", resolve));
  return { status: response.statusCode ?? 0, text, isWhole: response.complete };
}

const UNAVAILABLE = { kind: "status", status: 503, retryAfterSeconds: 7 };

test("without rules all goes well", async () => {
  const { statusOf, origin } = await serveFaulty();
  expect(await statusOf()).toBe(200);
  expect(await (await fetch(`${origin}/faults`)).json()).toEqual([]);
});

test("a rule holds as many times as it says, and counts them", async () => {
  const { add, statusOf, origin, clock } = await serveFaulty();
  const rule = { part: "part", times: 2, effect: UNAVAILABLE };
  const added = { ...rule, id: "1", createdAtMs: clock.nowMs(), metCount: 0 };
  expect(await add(rule)).toEqual({ status: 201, body: added });
  const first = await fetch(origin);
  expect([first.status, first.headers.get("retry-after")]).toEqual([503, "7"]);
  expect(await (await fetch(`${origin}/faults`)).json()).toEqual([{ ...added, metCount: 1 }]);
  expect([await statusOf(), await statusOf()]).toEqual([503, 200]);
  expect(await (await fetch(`${origin}/faults`)).json()).toEqual([]);
});

test("a rule holds as long as it says", async () => {
  const { add, statusOf, clock } = await serveFaulty();
  await add({ forMs: 1000, effect: { kind: "status", status: 429 } });
  expect(await statusOf()).toBe(429);
  clock.passMs(1000);
  expect(await statusOf()).toBe(200);
});

test("a rule holds for its part, method and path alone", async () => {
  const { add, statusOf } = await serveFaulty();
  await add({ method: "post", path: "/up*", effect: UNAVAILABLE });
  await add({ part: "other", effect: UNAVAILABLE });
  expect([await statusOf("/upload"), await statusOf("/", { method: "POST" })]).toEqual([200, 404]);
  expect(await statusOf("/upload?query", { method: "POST" })).toBe(503);
});

test("a chance is met now and then, the same in every run", async () => {
  const { add, statusOf } = await serveFaulty();
  await add({ chance: 0.5, effect: UNAVAILABLE });
  const statuses: number[] = [];
  for (let count = 0; count < 40; count++) statuses.push(await statusOf());
  const metCount = statuses.filter((status) => status === 503).length;
  expect([metCount > 10, metCount < 30]).toEqual([true, true]);
});

test("rules are taken back one by one, or all", async () => {
  const { add, statusOf, origin } = await serveFaulty();
  for (let count = 0; count < 3; count++) await add({ effect: UNAVAILABLE });
  const remove = async (path: string) => (await fetch(origin + path, { method: "DELETE" })).status;
  expect([await remove("/faults/2"), await remove("/faults/2")]).toEqual([204, 404]);
  expect(await (await fetch(`${origin}/faults`)).json()).toMatchObject([{ id: "1" }, { id: "3" }]);
  expect([await remove("/faults"), await statusOf()]).toEqual([204, 200]);
});

test("what is no rule is refused, and says why", async () => {
  const { add, statusOf } = await serveFaulty();
  const { status, body } = await add({ effect: { kind: "status", status: 404 } });
  expect({ status, body }).toMatchObject({ status: 400, body: { error: [{ path: ["effect", "status"] }] } });
  expect(await statusOf()).toBe(200);
});

test("a rule that is no JSON is refused", async () => {
  const { origin } = await serveFaulty();
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${origin}/faults`, { method: "POST", headers, body: "{" });
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: [{ path: [], message: "The body is no JSON." }] },
  ]);
});

test("an answer is late by the latency", async () => {
  const { add, statusOf } = await serveFaulty();
  await add({ times: 1, effect: { kind: "latency", latencyMs: 60 } });
  const startMs = performance.now();
  expect(await statusOf()).toBe(200);
  expect(performance.now() - startMs).toBeGreaterThan(55);
});

test("a lost reply belongs to a request that was carried out", async () => {
  const { add, origin, done } = await serveFaulty();
  await add({ times: 1, effect: { kind: "loseReply" } });
  const upload = () => fetch(`${origin}/upload`, { method: "POST", body: "photo" });
  await expect(upload()).rejects.toThrow("fetch failed");
  expect(done).toEqual(["photo"]);
  expect((await upload()).status).toBe(201);
});

test("of a streamed answer that is lost, not even the head arrives", async () => {
  const { add, origin } = await serveFaulty();
  await add({ effect: { kind: "loseReply" } });
  expect(await receive(`${origin}/stream`)).toBeUndefined();
});

test.each([
  [0, ""],
  [3, "012"],
  [5, "01234"],
  [7, "0123456"],
  [14, "0123456789abcd"],
])("a connection that drops after %i bytes has brought %j", async (dropAfterBytes, text) => {
  const { add, origin } = await serveFaulty();
  await add({ effect: { kind: "drop", dropAfterBytes } });
  expect(await receive(`${origin}/stream`)).toEqual({ status: 200, text, isWhole: false });
});

test("an answer that is no longer than the bytes before the drop arrives whole", async () => {
  const { add, origin, done } = await serveFaulty();
  await add({ effect: { kind: "drop", dropAfterBytes: 15 } });
  expect(await receive(`${origin}/stream`)).toEqual({ status: 200, text: "0123456789abcde", isWhole: true });
  expect(done).toEqual(["complete"]);
});

test("an answer sent in one piece is cut as well", async () => {
  const { add, origin } = await serveFaulty();
  await add({ effect: { kind: "drop", dropAfterBytes: 4 } });
  expect(await receive(origin)).toEqual({ status: 200, text: '{"is', isWhole: false });
});

test("a stale token is a mark that the part asks for", async () => {
  const { add, origin } = await serveFaulty();
  await add({ path: "/photos", effect: { kind: "staleToken" } });
  expect(await (await fetch(`${origin}/photos`)).json()).toEqual({ isStale: true });
  expect(await (await fetch(`${origin}/albums`)).json()).toEqual({ isStale: false });
});
