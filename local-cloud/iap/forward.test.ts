import { once } from "node:events";
import { request as ask, type IncomingMessage } from "node:http";
import express, { type RequestHandler } from "express";
import { expect, test } from "vitest";
import { send, serveIap } from "@local-cloud/iap/testing/iap-for-test";
import { serveForTest } from "@local-cloud/kit/testing/local-server";

async function serveBehind(...handlers: RequestHandler[]) {
  const upstream = await serveForTest((app) => {
    app.disable("x-powered-by");
    app.set("etag", false);
    app.use(...handlers);
  });
  const { origin, newToken } = await serveIap(upstream);
  return { origin, headers: { authorization: `Bearer ${await newToken()}` } };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

test("method, address, body, status and headers pass as they are", async () => {
  const { origin, headers } = await serveBehind((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const { method, url } = request;
      response.append("set-cookie", "a=1").append("set-cookie", "b=2").set("x-own", "yes");
      response.status(418).json({ method, url, body, host: request.headers.host });
    });
  });
  const answer = await send(
    `${origin}/a%2Fb/?q=1&q=2`,
    { method: "PUT", headers: { ...headers, host: "own" } },
    "text",
  );
  expect(answer.status).toBe(418);
  expect(JSON.parse(answer.text)).toEqual({ method: "PUT", url: "/a%2Fb/?q=1&q=2", body: "text", host: "own" });
  expect([answer.headers["set-cookie"], answer.headers["x-own"]]).toEqual([["a=1", "b=2"], "yes"]);
});

test("what belongs to one connection is not passed on", async () => {
  const { origin, headers } = await serveBehind((request, response) => {
    response.set({ connection: "x-hop", "x-hop": "1", "keep-alive": "timeout=1" }).json(request.headers);
  });
  const hop = { connection: "close, X-Private", "x-private": "1", te: "trailers", "proxy-connection": "keep-alive" };
  const answer = await send(origin, { headers: { ...headers, ...hop, "x-public": "1" } });
  const seen = JSON.parse(answer.text) as Record<string, string>;
  expect([seen["x-private"], seen.te, seen["proxy-connection"], seen["x-public"]]).toEqual([
    ...[undefined, undefined, undefined],
    "1",
  ]);
  expect(answer.headers["x-hop"]).toBeUndefined();
});

test.each(["POST", "DELETE"])("a body of unknown length passes with %s", async (method) => {
  const { origin, headers } = await serveBehind(express.text({ type: () => true }), (request, response) => {
    response.json({ body: request.body as unknown, length: request.headers["content-length"] });
  });
  const chunked = { ...headers, "transfer-encoding": "chunked" };
  const answer = await send(origin, { method, headers: chunked }, "some text");
  expect(JSON.parse(answer.text)).toEqual({ body: "some text" });
});

test("events arrive one by one while the answer is open, and leaving closes it behind the proxy", async () => {
  const left = deferred<string>();
  const more = deferred<undefined>();
  const { origin, headers } = await serveBehind((_request, response) => {
    response.on("close", () => left.resolve("left"));
    response.type("text/event-stream").flushHeaders();
    response.write("data: 1\n\n");
    void more.promise.then(() => response.write("data: 2\n\n"));
  });
  const asked = ask(origin, { headers }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const [first] = (await once(answer, "data")) as [Buffer];
  expect(first.toString()).toBe("data: 1\n\n");
  more.resolve(undefined);
  const [second] = (await once(answer, "data")) as [Buffer];
  expect(second.toString()).toBe("data: 2\n\n");
  asked.destroy();
  expect(await left.promise).toBe("left");
});

test("an upload reaches the service while it is being sent, and breaks off there when the client does", async () => {
  const began = deferred<string>();
  const ended = deferred<string>();
  const { origin, headers } = await serveBehind((request) => {
    request.once("data", (part: Buffer) => began.resolve(part.toString()));
    request.on("error", () => ended.resolve("broken off"));
    request.on("end", () => ended.resolve("complete"));
  });
  const asked = ask(origin, { method: "POST", headers: { ...headers, "content-length": "100" } });
  asked.on("error", () => undefined);
  asked.write("first part");
  expect(await began.promise).toBe("first part");
  asked.destroy();
  expect(await ended.promise).toBe("broken off");
});

test("an upload waits while the service does not read: nothing piles up in between", async () => {
  const reading = deferred<IncomingMessage>();
  const { origin, headers } = await serveBehind((request, response) => {
    reading.resolve(request);
    request.on("end", () => response.send("read"));
  });
  const part = Buffer.alloc(1_000_000);
  const partCount = 64;
  const asked = ask(origin, { method: "PUT", headers: { ...headers, "content-length": part.length * partCount } });
  let sent = 0;
  for (let count = 0; count < partCount; count++) asked.write(part, () => (sent += part.length));
  asked.end();
  const request = await reading.promise;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sent).toBeLessThan((part.length * partCount) / 2);
  request.resume();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.resume();
  expect([answer.statusCode, sent]).toEqual([200, part.length * partCount]);
});

test("an answer that breaks off at the service breaks off at the client", async () => {
  const { origin, headers } = await serveBehind((_request, response) => {
    response.set("content-length", "100");
    response.write("half", () => response.destroy());
  });
  await expect(send(origin, { headers })).rejects.toThrow("aborted");
});

test("a service that cannot be reached is unavailable, and IAP is not to blame", async () => {
  const { origin, newToken } = await serveIap("http://127.0.0.1:1");
  const answer = await send(origin, { headers: { authorization: `Bearer ${await newToken()}` } });
  expect([answer.status, answer.headers["x-goog-iap-generated-response"]]).toEqual([503, undefined]);
});

test("a service may refuse an upload before it is complete", async () => {
  const { origin, headers } = await serveBehind((_request, response) => void response.status(413).send("too large"));
  const asked = ask(origin, { method: "POST", headers: { ...headers, "content-length": "1000000" } });
  asked.on("error", () => undefined);
  asked.write("x".repeat(1000));
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  expect(answer.statusCode).toBe(413);
  asked.destroy();
});
