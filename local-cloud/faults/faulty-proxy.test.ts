import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import { createRandom } from "@shared/domain/seeded-random";
import { expect, test } from "vitest";
import { createFaultSwitch } from "@local-cloud/faults/fault-switch";
import type { Effect } from "@local-cloud/faults/rule";
import { send, serveIap } from "@local-cloud/iap/testing/iap-for-test";
import { serveForTest } from "@local-cloud/kit/testing/local-server";
import { createSetClock } from "@local-cloud/kit/testing/set-clock";

const LARGE = randomBytes(150_000).toString("base64");

/** The proxy in front of a service that counts uploads and sends 200 kB. */
async function serveFaulty(effect: Effect) {
  const faults = createFaultSwitch({ clock: createSetClock(), random: createRandom(1) });
  const uploads: string[] = [];
  const service: RequestHandler = (request, response) => {
    if (request.method === "PUT") {
      request.on("data", (part: Buffer) => uploads.push(part.toString()));
      request.on("end", () => response.status(201).end());
    } else if (request.path === "/events") {
      response.type("text/event-stream").flushHeaders();
    } else {
      response.type("text").send(LARGE);
    }
  };
  const upstream = await serveForTest((app) => app.use(service));
  const control = await serveForTest((app) => app.use(faults.router));
  const { origin, newToken } = await serveIap(upstream, { isStale: faults.isStale }, [faults.middleware("iap")]);
  const added = await fetch(`${control}/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ part: "iap", times: 1, effect }),
  });
  expect(added.status).toBe(201);
  return { origin, uploads, headers: { authorization: `Bearer ${await newToken()}` } };
}

test("the reply to an upload is lost after the service has it", async () => {
  const { origin, uploads, headers } = await serveFaulty({ kind: "loseReply" });
  await expect(send(origin, { method: "PUT", headers }, "photo")).rejects.toThrow("socket hang up");
  expect(uploads).toEqual(["photo"]);
  expect((await send(origin, { method: "PUT", headers }, "photo")).status).toBe(201);
});

test("a lost reply does not leave a stream of events open", async () => {
  const { origin, headers } = await serveFaulty({ kind: "loseReply" });
  await expect(send(`${origin}/events`, { headers })).rejects.toThrow("socket hang up");
});

test("a large answer breaks off within, then arrives whole", async () => {
  const { origin, headers } = await serveFaulty({ kind: "drop", dropAfterBytes: 100_000 });
  await expect(send(origin, { headers })).rejects.toThrow("aborted");
  expect((await send(origin, { headers })).text === LARGE).toBe(true);
});

test("a late answer to an upload misses nothing of the body", async () => {
  const { origin, uploads, headers } = await serveFaulty({ kind: "latency", latencyMs: 30 });
  expect((await send(origin, { method: "PUT", headers }, "photo")).status).toBe(201);
  expect(uploads).toEqual(["photo"]);
});

test("a token is refused as expired once, and then again is good", async () => {
  const { origin, headers } = await serveFaulty({ kind: "staleToken" });
  const { status, text } = await send(origin, { headers });
  expect([status, text]).toEqual([401, "OpenID Connect token expired: JWT has expired"]);
  expect((await send(origin, { headers })).status).toBe(200);
});
