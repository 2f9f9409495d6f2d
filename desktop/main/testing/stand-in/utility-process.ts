import { fork, type ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { NotInvented } from "./not-invented";
import type { StandInPort } from "./ports";
import { createHanded, type Handed } from "./ports";
import type { Wire } from "./wire";

const PARENT_PORT = new URL("parent-port.mjs", import.meta.url).href;

/** A utility process, as a process of Node's that is given `process.parentPort`. */
export class StandInUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #handed: Handed;

  constructor(child: ChildProcess) {
    super();
    this.#child = child;
    this.#handed = createHanded((wire) => void child.send(wire, () => undefined));
    child.on("spawn", () => this.emit("spawn"));
    child.on("message", (received) => {
      const wire = received as Wire;
      if (wire.kind === "message") this.emit("message", wire.args[0]);
      else this.#handed.receive(wire);
    });
    child.on("exit", (code) => {
      this.#handed.closeAll();
      this.emit("exit", code ?? 1);
    });
  }

  /** Undefined once it has ended, as in Electron. */
  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const ports = this.#handed.handOver(transfer as unknown as StandInPort[]);
    this.#child.send({ kind: "message", channel: "", args: [message], ports } satisfies Wire, () => undefined);
  }

  kill(): boolean {
    return this.#child.kill("SIGTERM");
  }
}

true satisfies NotInvented<StandInUtilityProcess, Electron.UtilityProcess>;

export const utilityProcess = {
  fork: (modulePath: string, args: string[] = [], { stdio = "inherit" }: Electron.ForkOptions = {}) => {
    const outputs = stdio === "ignore" ? "ignore" : "inherit";
    const child = fork(modulePath, args, {
      execArgv: ["--import", PARENT_PORT],
      serialization: "advanced",
      stdio: ["ignore", outputs, outputs, "ipc"],
    });
    return new StandInUtilityProcess(child) as unknown as Electron.UtilityProcess;
  },
} satisfies Partial<typeof Electron.utilityProcess>;
