import { availableParallelism } from "node:os";
import { connect, type Connection } from "@shared/contract/connect";
import { createPortPair } from "@engine/address/port-pair";
import { openEngine } from "@engine/open-engine";
import { createSystem, type System } from "@engine/system";
import { forkWorkers } from "@engine/workers/fork-worker";
import { PROBE_WORKER } from "./probe-worker";

export interface OpenedLibrary extends Connection {
  end(): Promise<void>;
}

const WORKERS_MAX = 8;

/** Opens a library in this process just as the command line does. */
export async function openLibrary(root: string, system: System = createSystem()): Promise<OpenedLibrary> {
  const engine = await openEngine({
    ...{ root, mayCreate: true, system },
    log: { info: () => undefined, warn: (event, fields) => console.error(event, fields) },
    spawnWorker: forkWorkers(process.env[PROBE_WORKER.variable] ?? ""),
    workers: Math.min(WORKERS_MAX, Math.max(2, availableParallelism())),
  });
  const [here, there] = createPortPair();
  engine.serve(there, "owner");
  return { ...connect(here), end: () => engine.close() };
}
