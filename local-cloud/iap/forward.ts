import { type Agent, request as ask } from "node:http";
import type { Request, Response } from "express";
import { toClientHeaders } from "@local-cloud/iap/headers";

export interface Upstream {
  url: URL;
  agent: Agent;
}

/**
 * Passes a request on and its answer back, both as they come: nothing is held, so that events arrive one by one and an upload
 * may be larger than memory. Whichever side breaks off, the other learns of it.
 */
export function forward({ url, agent }: Upstream, headers: string[], request: Request, response: Response): void {
  const { hostname, port } = url;
  // A body of unknown length stays one; Node would not say so of a DELETE's.
  const framing = request.headers["transfer-encoding"] === undefined ? [] : ["transfer-encoding", "chunked"];
  const options = { hostname, port, agent, method: request.method, path: request.originalUrl };
  const outgoing = ask({ ...options, headers: [...headers, ...framing] });
  outgoing.on("response", (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, toClientHeaders(incoming.rawHeaders));
    response.flushHeaders();
    incoming.on("close", () => {
      if (!incoming.complete) response.destroy();
    });
    incoming.on("error", () => response.destroy());
    incoming.pipe(response);
  });
  // Once the answer has begun, how it ends tells: a service may answer before it has read all.
  outgoing.on("error", () => {
    if (!response.headersSent) response.status(503).type("text").send("Service Unavailable");
  });
  response.on("close", () => {
    if (!response.writableFinished) outgoing.destroy();
  });
  request.pipe(outgoing);
}
