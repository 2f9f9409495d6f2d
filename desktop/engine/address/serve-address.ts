import { timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { PortAccess } from "@shared/contract/engine-link";
import type { Port } from "@shared/contract/port";
import { deleteAddress, saveAddress } from "@engine/address/lock-file";
import { ACCESS_BYTES, GREETING } from "@engine/address/greeting";
import { portOfSocket } from "@engine/address/socket-port";

/** Who does not show the token within this time is not of ours. */
const TOKEN_MS = 2000;

/** Serves an engine to other processes of the same user, on this machine alone. Gives what stops it. */
export async function serveAddress(
  lockPath: string,
  token: string,
  onPort: (port: Port, access: PortAccess) => void,
): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    admit(socket, token, onPort);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // An engine whose work is done may end although it could still be called.
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the engine has no address");
  saveAddress(lockPath, { pid: process.pid, port: address.port, token });
  return async () => {
    deleteAddress(lockPath);
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  };
}

/** The token comes first, as bare bytes of known length: nothing of a stranger is ever interpreted. Then one byte of access. */
function admit(socket: Socket, token: string, onPort: (port: Port, access: PortAccess) => void): void {
  const expected = Buffer.from(token);
  let held = Buffer.alloc(0);
  const timer = setTimeout(() => socket.destroy(), TOKEN_MS);
  const onData = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    if (held.length <= expected.length) return;
    socket.off("data", onData);
    clearTimeout(timer);
    if (!timingSafeEqual(held.subarray(0, expected.length), expected)) {
      socket.destroy();
      return;
    }
    socket.pause();
    socket.write(GREETING);
    const isOwner = held.toString("latin1", expected.length, expected.length + 1) === ACCESS_BYTES.owner;
    onPort(portOfSocket(socket, held.subarray(expected.length + 1)), isOwner ? "owner" : "page");
  };
  socket.on("data", onData);
  socket.on("error", () => undefined);
  socket.on("close", () => clearTimeout(timer));
}
