import { connect as connectSocket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Port } from "@shared/contract/port";
import { AppError } from "@shared/errors";
import { GREETING } from "@engine/address/greeting";
import { findAddress } from "@engine/address/lock-file";
import { portOfSocket } from "@engine/address/socket-port";

/** An engine that is just opening has the library before it has an address. */
const ATTEMPTS = 50;
const ATTEMPT_MS = 100;
const ANSWER_MS = 1000;

/** A port to the engine that has this library. Throws AppError `library_busy` when it cannot be reached. */
export async function dialEngine(lockPath: string): Promise<Port> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const address = findAddress(lockPath);
    const port = address && (await dial(address.port, address.token));
    if (port) return port;
    await sleep(ATTEMPT_MS);
  }
  const pid = findAddress(lockPath)?.pid;
  const who = pid === undefined ? "Another process" : `Process ${pid}`;
  throw new AppError("library_busy", `${who} has this library open and does not answer. Close it, then try again.`);
}

/** Undefined when nobody is there, or somebody else. */
function dial(port: number, token: string): Promise<Port | undefined> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host: "127.0.0.1", port }, () => socket.write(token));
    let held = Buffer.alloc(0);
    const give = (answer: Port | undefined) => {
      clearTimeout(timer);
      socket.off("data", onData);
      if (!answer) socket.destroy();
      resolve(answer);
    };
    const onData = (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      if (held.length < GREETING.length) return;
      const isEngine = held.toString("latin1", 0, GREETING.length) === GREETING;
      socket.pause();
      give(isEngine ? portOfSocket(socket, held.subarray(GREETING.length)) : undefined);
    };
    const timer = setTimeout(() => give(undefined), ANSWER_MS);
    socket.on("data", onData);
    socket.once("error", () => give(undefined));
    socket.once("close", () => give(undefined));
  });
}
