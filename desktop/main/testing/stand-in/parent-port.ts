import { EventEmitter } from "node:events";
import type { Wire } from "./wire";

/** Loaded into a forked process before its own code: gives it `process.parentPort`, as a utility process of Electron has. */
const send = (wire: Wire): void => void process.send?.(wire);

class FarPort extends EventEmitter {
  #held: unknown[] | undefined = [];
  readonly #id: number;
  constructor(id: number) {
    super();
    this.#id = id;
  }
  receive(message: unknown): void {
    if (this.#held) this.#held.push(message);
    else this.emit("message", { data: message, ports: [] });
  }
  postMessage(message: unknown): void {
    send({ kind: "port-message", port: this.#id, message });
  }
  start(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) this.emit("message", { data: message, ports: [] });
  }
  close(): void {
    ports.delete(this.#id);
    send({ kind: "port-close", port: this.#id });
  }
}

const ports = new Map<number, FarPort>();
const held: unknown[] = [];
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => send({ kind: "message", channel: "", args: [message], ports: [] }),
});
parentPort.on("newListener", (event) => {
  if (event === "message") setImmediate(() => held.splice(0).forEach((message) => parentPort.emit("message", message)));
});

process.on("message", (received) => {
  const wire = received as Wire;
  if (wire.kind === "port-message") ports.get(wire.port)?.receive(wire.message);
  else if (wire.kind === "port-close") {
    ports.get(wire.port)?.emit("close");
    ports.delete(wire.port);
  } else {
    const handed = wire.ports.map((id) => new FarPort(id));
    wire.ports.forEach((id, at) => ports.set(id, handed[at] ?? new FarPort(id)));
    const message = { data: wire.args[0], ports: handed };
    if (parentPort.listenerCount("message") > 0) parentPort.emit("message", message);
    else held.push(message);
  }
});
// Electron ends its utility processes with itself.
process.on("disconnect", () => process.exit(0));
Object.defineProperty(process, "parentPort", { value: parentPort });
