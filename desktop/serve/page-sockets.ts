import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket, WebSocketServer } from "ws";
import type { Admission } from "@serve/admission";

const PING_MS = 30_000;
const ADDRESS = "/port";

/** Takes WebSockets of pages that are ours. Gives what closes them all. */
export function servePageSockets(
  server: Server,
  sockets: WebSocketServer,
  admission: Admission,
  onSocket: (socket: WebSocket) => void,
): () => void {
  const alive = new WeakSet<WebSocket>();

  server.on("upgrade", (request, line, head) => {
    line.on("error", () => undefined);
    const refusal = toRefusal(request, admission);
    if (refusal !== undefined) {
      refuse(line, refusal);
      return;
    }
    sockets.handleUpgrade(request, line, head, (socket) => {
      alive.add(socket);
      socket.on("pong", () => alive.add(socket));
      onSocket(socket);
    });
  });

  // A page whose machine slept, or whose tab was frozen for good, does not say good-bye.
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (alive.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, PING_MS);
  return () => {
    clearInterval(timer);
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

function toRefusal(request: IncomingMessage, admission: Admission): string | undefined {
  const asked = { method: "GET", headers: request.headers };
  if (!admission.isOurs(asked) || !admission.isOurPage(asked)) return "403 Forbidden";
  if (!admission.hasSession(asked)) return "401 Unauthorized";
  return request.url === ADDRESS ? undefined : "404 Not Found";
}

function refuse(line: Duplex, status: string): void {
  line.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
