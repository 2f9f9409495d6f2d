import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import type createExpress from "express";
import type { Express, RequestHandler } from "express";
import { FRAME_BYTES_MAX } from "@shared/contract/frames";
import { AppError } from "@shared/errors";
import type { LibraryFolder } from "@engine/library-folder";
import type { Log } from "@engine/log";
import type { System } from "@engine/system";
import { type Admission, createAdmission } from "@serve/admission";
import { answerErrors } from "@serve/answer-errors";
import { createDropStore, type DropStore } from "@serve/drop-store";
import { serveDrops } from "@serve/drops";
import { setHeaders } from "@serve/headers";
import { createFrames } from "@serve/frames";
import type { HeldLibrary } from "@serve/held-library";
import { keptSessionAt } from "@serve/kept-session";
import { servePageSockets } from "@serve/page-sockets";
import { sendPlainPage, servePlainStyle } from "@serve/plain-page";
import { serveRenditions } from "@serve/renditions";
import { portOfWebSocket } from "@serve/web-socket-port";

export interface ServeOptions {
  folder: LibraryFolder;
  library: HeldLibrary;
  /** 0: any that is free. */
  port: number;
  /** The built interface. */
  pages: string;
  system: System;
  log: Log;
}

/** A library that is shown to browsers on this computer. */
export interface LibraryServer {
  /** To be opened once, in one browser. */
  address: string;
  /** Lets go of all pages and of drops that have not ended; the library stays open. */
  close(): Promise<void>;
}

const SOCKETS = { noServer: true, maxPayload: FRAME_BYTES_MAX, perMessageDeflate: false };

/** Serves a library on the loopback (docs/serve.md). Throws AppError `port_taken`. */
export async function serveLibrary(options: ServeOptions): Promise<LibraryServer> {
  const { folder, library, system, port: wanted } = options;
  const packages = await loadPackages();
  const server = createServer();
  const port = await listen(server, wanted);
  const kept = keptSessionAt(folder);
  const admission = createAdmission(port, system.newToken, kept.find(port));
  kept.save(port, admission.session);
  const drops = createDropStore(folder, system.newId);
  // A large video may take its time; a browser that stalls is cut off by the socket, not by a clock.
  server.requestTimeout = 0;
  server.on("request", createApp(packages.express, { port, admission, drops }, options));
  const sockets = new packages.WebSocketServer(SOCKETS);
  const closeSockets = servePageSockets(server, sockets, admission, (socket) =>
    library.servePage(portOfWebSocket(socket, packages.frames)),
  );
  return {
    address: admission.address,
    close: async () => {
      kept.delete();
      closeSockets();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await drops.close();
      await closed;
    },
  };
}

/** Loaded only when something is served: the other verbs of the command would wait for them in vain. */
async function loadPackages() {
  const [{ default: express }, { WebSocketServer }, messagePack] = await Promise.all([
    import("express"),
    import("ws"),
    import("@msgpack/msgpack"),
  ]);
  return { express, WebSocketServer, frames: createFrames(messagePack) };
}

async function listen(server: Server, wanted: number): Promise<number> {
  server.listen(wanted, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new AppError("port_taken", `Port ${wanted} cannot be had. Take another, or none: then one is found.`, {
      cause,
    });
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no address");
  return address.port;
}

interface Served {
  port: number;
  admission: Admission;
  drops: DropStore;
}

function createApp(
  express: typeof createExpress,
  { port, admission, drops }: Served,
  { library, pages, log }: ServeOptions,
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("etag", false);
  app.use(setHeaders(port));
  servePlainStyle(app);
  app.use(admit(admission));
  serveRenditions(app, library.ask);
  serveDrops(app, drops, library.ask);
  app.get("/", (request, response, next) => {
    if (existsSync(join(pages, "index.html"))) next();
    else sendPlainPage(request, response, "unbuilt");
  });
  app.use(express.static(pages, { dotfiles: "ignore", redirect: false, cacheControl: false, setHeaders: mayBeKept }));
  app.use(() => {
    throw new AppError("route_not_found", "There is nothing at this address.");
  });
  app.use(answerErrors(log));
  return app;
}

/** The interface changes with the program: asked for each time, sent when it is new. */
const mayBeKept = (response: { setHeader(name: string, value: string): unknown }) =>
  void response.setHeader("cache-control", "no-cache");

function admit(admission: Admission): RequestHandler {
  return (request, response, next) => {
    if (!admission.isOurs(request)) {
      sendPlainPage(request, response, "foreign");
      return;
    }
    const { token } = request.query;
    if (admission.hasSession(request)) {
      if (token === undefined || request.path !== "/") next();
      else response.redirect(303, withoutToken(request));
      return;
    }
    const cookie = typeof token === "string" && isOpening(request) ? admission.exchange(token) : undefined;
    if (cookie !== undefined) response.set("set-cookie", cookie).redirect(303, withoutToken(request));
    else sendPlainPage(request, response, token === undefined ? "session" : "token");
  };
}

const isOpening = ({ method, path }: { method: string; path: string }) => method === "GET" && path === "/";

/** The page itself, with what else was asked for, such as a language. */
function withoutToken({ originalUrl }: { originalUrl: string }): string {
  const asked = new URLSearchParams(originalUrl.slice(originalUrl.indexOf("?")));
  asked.delete("token");
  return asked.size === 0 ? "/" : `/?${asked.toString()}`;
}
