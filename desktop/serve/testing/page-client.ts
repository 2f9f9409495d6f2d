import { request as httpRequest } from "node:http";
import { once } from "node:events";
import * as messagePack from "@msgpack/msgpack";
import { WebSocket } from "ws";
import { connect, type Connection } from "@shared/contract/connect";
import { createFrames } from "@serve/frames";
import { portOfWebSocket } from "@serve/web-socket-port";

export interface PageAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface PageRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** What a browser does, with every header at the test's command. */
export interface PageClient {
  /** As the page itself asks: with the session, and with the origin for what is not reading. A header of "" is left out. */
  ask(path: string, request?: PageRequest): Promise<PageAnswer>;
  /** The answer's JSON. */
  askJson<T>(path: string, request?: PageRequest): Promise<T>;
  openSocket(headers?: Record<string, string>): WebSocket;
  /** A connection as the page has it. */
  connect(): Promise<Connection>;
  origin: string;
  cookie: string;
}

/** Asks a host for anything, bare. */
export function askHost(
  address: string,
  path: string,
  { method = "GET", headers = {}, body }: PageRequest = {},
): Promise<PageAnswer> {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Opens the address that a host gave, as its page. */
export async function openPage(address: string): Promise<PageClient> {
  const { origin, pathname, search } = new URL(address);
  const opened = await askHost(address, `${pathname}${search}`);
  const cookie = (opened.headers["set-cookie"]?.[0] ?? "").split(";")[0] ?? "";
  const withDefaults = (request: PageRequest): PageRequest => {
    const own = { cookie, ...(isReading(request) ? {} : { origin }) };
    const headers = Object.entries({ ...own, ...request.headers }).filter(([, value]) => value !== "");
    return { ...request, headers: Object.fromEntries(headers) };
  };
  const openSocket = (headers: Record<string, string> = {}) =>
    new WebSocket(`${origin.replace("http", "ws")}/port`, { headers: { cookie, origin, ...headers } });
  const client: PageClient = {
    ...{ origin, cookie, openSocket },
    ask: (path, request = {}) => askHost(address, path, withDefaults(request)),
    askJson: async <T>(path: string, request?: PageRequest) =>
      JSON.parse((await client.ask(path, request)).body.toString()) as T,
    connect: async () => {
      const socket = openSocket();
      await once(socket, "open");
      return connect(portOfWebSocket(socket, createFrames(messagePack)));
    },
  };
  return client;
}

const isReading = ({ method = "GET" }: PageRequest) => method === "GET" || method === "HEAD";
