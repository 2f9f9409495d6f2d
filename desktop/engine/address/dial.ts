import { connect as connectSocket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { PortAccess } from "@shared/contract/engine-link";
import type { Port } from "@shared/contract/port";
import { AppError } from "@shared/errors";
import { ACCESS_BYTES, GREETING } from "@engine/address/greeting";
import { findAddress } from "@engine/address/lock-file";
import { portOfSocket } from "@engine/address/socket-port";

/** An engine that is just opening has the library before it has an address. */
const LOOKS = 80;
const LOOK_MS = 100;
/** One that is busy answers late; one that does not answer so often is not going to. */
const CALLS = 3;
const ANSWER_MS = 2000;

/** A port to the engine that has this library. Throws AppError `library_busy` when it cannot be reached. */
export async function dialEngine(lockPath: string, access: PortAccess): Promise<Port> {
  for (let looks = 0, calls = 0; looks < LOOKS && calls < CALLS; looks++) {
    const address = findAddress(lockPath);
    const answered = address && (await dial(address.port, `${address.token}${ACCESS_BYTES[access]}`));
    if (typeof answered === "object") return answered;
    if (answered === "silent") calls += 1;
    else await sleep(LOOK_MS);
  }
  const pid = findAddress(lockPath)?.pid;
  const who = pid === undefined ? "Another process" : `Process ${pid}`;
  throw new AppError("library_busy", `${who} has this library open and does not answer. Close it, then try again.`);
}

/** `nobody`: nothing is there, or somebody else; `silent`: something is there and does not say what it is. */
function dial(port: number, opening: string): Promise<Port | "nobody" | "silent"> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host: "127.0.0.1", port }, () => socket.write(opening));
    let held = Buffer.alloc(0);
    const give = (answer: Port | "nobody" | "silent") => {
      clearTimeout(timer);
      socket.off("data", onData);
      if (typeof answer === "string") socket.destroy();
      resolve(answer);
    };
    const onData = (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      if (held.length < GREETING.length) return;
      const isEngine = held.toString("latin1", 0, GREETING.length) === GREETING;
      socket.pause();
      give(isEngine ? portOfSocket(socket, held.subarray(GREETING.length)) : "nobody");
    };
    const timer = setTimeout(() => give("silent"), ANSWER_MS);
    socket.on("data", onData);
    socket.once("error", () => give("nobody"));
    socket.once("close", () => give("nobody"));
  });
}
