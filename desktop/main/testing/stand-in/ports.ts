import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { NotInvented } from "./not-invented";
import type { Wire } from "./wire";

/** One end of a channel. It lives here, or stands for an end that was handed to a page or another process. */
export class StandInPort extends EventEmitter {
  #peer: StandInPort | undefined;
  #held: unknown[] | undefined = [];
  #isClosed = false;
  #far: ((wire: { message: unknown } | "close") => void) | undefined;

  static pair(): [StandInPort, StandInPort] {
    const [one, two] = [new StandInPort(), new StandInPort()];
    one.#peer = two;
    two.#peer = one;
    return [one, two];
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error("the stand-in hands over ports by webContents and utility processes only");
    const copy: unknown = structuredClone(message);
    setImmediate(() => {
      if (this.#peer) this.#peer.#receive(copy);
    });
  }

  start(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) this.emit("message", { data: message, ports: [] });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    setImmediate(() => {
      if (this.#peer) this.#peer.#closed();
    });
  }

  #receive(message: unknown): void {
    if (this.#isClosed) return;
    if (this.#far) this.#far({ message });
    else if (this.#held) this.#held.push(message);
    else this.emit("message", { data: message, ports: [] });
  }

  #closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#far?.("close");
    this.emit("close");
  }

  /** From now on this end is elsewhere: what is for it goes there. */
  static moveTo(port: StandInPort, far: (wire: { message: unknown } | "close") => void): void {
    port.#far = far;
    for (const message of port.#held ?? []) far({ message });
    port.#held = undefined;
  }
}

export class StandInChannel {
  port1: StandInPort;
  port2: StandInPort;
  constructor() {
    [this.port1, this.port2] = StandInPort.pair();
  }
}

true satisfies NotInvented<StandInPort, Electron.MessagePortMain>;
true satisfies NotInvented<StandInChannel, Electron.MessageChannelMain>;

/** The ports that were handed over one line. */
export interface Handed {
  /** Hands over; gives the numbers by which the other side knows them. */
  handOver(ports: readonly StandInPort[]): number[];
  /** Takes what the other side sends on one. */
  receive(wire: Wire): void;
  /** The other side is gone. */
  closeAll(): void;
}

export function createHanded(send: (wire: Wire) => void): Handed {
  const handed = new Map<number, StandInPort>();
  let last = 0;
  return {
    handOver: (ports) =>
      ports.map((port) => {
        const id = ++last;
        handed.set(id, port);
        StandInPort.moveTo(port, (wire) =>
          send(wire === "close" ? { kind: "port-close", port: id } : { kind: "port-message", port: id, ...wire }),
        );
        return id;
      }),
    receive: (wire) => {
      if (wire.kind === "message") return;
      const port = handed.get(wire.port);
      if (wire.kind === "port-message") port?.postMessage(wire.message);
      else {
        handed.delete(wire.port);
        port?.close();
      }
    },
    closeAll: () => {
      for (const port of handed.values()) port.close();
      handed.clear();
    },
  };
}
