import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";

/** One process for each folder of user settings: the first listens at a socket in it, others send what they were asked and leave. */
let server: Server | undefined;
let pending: Promise<void> = Promise.resolve();
let lock: string | undefined;

export function requestInstance(folder: string, asked: unknown, onSecond: (asked: unknown) => void): boolean {
  const [path, socket] = [join(folder, "stand-in.lock"), join(folder, "stand-in.sock")];
  if (isHeld(path)) {
    pending = new Promise((resolve) => {
      const line = connect(socket, () => line.end(JSON.stringify(asked)));
      line.on("close", () => resolve());
      line.on("error", () => resolve());
    });
    return false;
  }
  writeFileSync(path, String(process.pid));
  rmSync(socket, { force: true });
  lock = path;
  server = createServer((line) => {
    const chunks: Buffer[] = [];
    line.on("data", (chunk) => chunks.push(chunk));
    line.on("end", () => onSecond(JSON.parse(Buffer.concat(chunks).toString())));
  }).listen(socket);
  return true;
}

export async function releaseInstance(): Promise<void> {
  await pending;
  server?.close();
  if (lock !== undefined) rmSync(lock, { force: true });
}

function isHeld(path: string): boolean {
  try {
    process.kill(Number(readFileSync(path, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}
