import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { onTestFinished, expect, vi } from "vitest";
import { z } from "zod";
import { bind, type RouteHandlers } from "@shared/contract/bind";
import { createClient } from "@shared/contract/client";
import { problemHandler, refuseUnknown } from "@shared/contract/http";
import { booleanParameter, intParameter } from "@shared/contract/query-parameter";
import { route } from "@shared/contract/route";
import { AppError } from "@shared/errors";

const photo = z.object({ photoId: z.string(), title: z.string().nullable() });
const library = z.string().max(100);

/** Routes of every kind. */
export const ROUTES = {
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

export type Handlers = RouteHandlers<typeof ROUTES, string>;

const HANDLERS: Handlers = {
  photo: ({ params }) => ({ photoId: params.photoId, title: null }),
  recent: () => ({ photoId: "the newest", title: null }),
  list: ({ query }) => ({ asked: query }),
  create: ({ body }) => ({ photoId: "new", title: body.title }),
  remove: () => undefined,
};

/** Stops with the test, whoever still listens. */
async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

/** The routes in an app of Express on loopback, and a client of them, until the test is over. */
export async function serve(handlers: Partial<Handlers> = {}) {
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
  app.use(refuseUnknown(Object.values(ROUTES)), problemHandler(options));
  const server = app.listen(0, "127.0.0.1");
  onTestFinished(() => stop(server));
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

export interface Answered {
  status: number;
  contentType: string | undefined;
  problem: unknown;
}

/** What the service says to a request made by hand. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answered> {
  const answer = await fetch(url, init);
  const contentType = answer.headers.get("content-type")?.split(";")[0];
  const text = await answer.text();
  return { status: answer.status, contentType, problem: text === "" ? undefined : (JSON.parse(text) as unknown) };
}

/** How problem details come to the caller. */
export const problem = (status: number, code: string, detail: unknown = expect.any(String)) => ({
  status,
  contentType: "application/problem+json",
  problem: expect.objectContaining({ status, code, detail, type: "about:blank" }) as unknown,
});

/** A request with a body: a value, or the very text of it. */
export const json = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});
