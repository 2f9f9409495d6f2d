import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { connect, type Connection } from "@shared/contract/connect";
import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { IMPORT_OPERATIONS, type ImportProgress } from "@shared/contract/import";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { AppError } from "@shared/errors";
import { dialEngine } from "@engine/address/dial";
import { createPortPair } from "@engine/address/port-pair";
import type { Reached } from "@engine/kill-points";
import { libraryFolderAt } from "@engine/library-folder";
import { openEngine } from "@engine/open-engine";
import { createSystem } from "@engine/system";
import type { HostLine, Scenario, Step } from "@engine/testing/crash-scenario";
import { readLogExtent } from "@engine/testing/write-ahead-log";
import { forkWorkers } from "@engine/workers/fork-worker";
import type { SpawnWorker } from "@engine/workers/media-pool";

/**
 * A process with an engine of its own that does one scenario and may be killed at any line. It is bundled into
 * `.cache/crash/`; its workers are those that ship.
 */
const WORKER_PATH = fileURLToPath(new URL("../../out/engine/media-worker.js", import.meta.url));

const scenario = JSON.parse(process.argv[2] ?? "") as Scenario;
const folder = libraryFolderAt(scenario.root);
const orders = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Written at once and by this thread: what is told is told also when the next line kills. */
function tell(line: HostLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function waitForOrder(): Promise<void> {
  // Whoever started this process has ended: so does this one.
  if ((await orders.next()).done) process.exit(0);
}

const passed = new Map<string, number>();

const reached: Reached = (point) => {
  const nth = (passed.get(point) ?? 0) + 1;
  passed.set(point, nth);
  if (scenario.kill?.point !== point || scenario.kill.nth !== nth) return;
  tell({ kind: "reached", point, nth });
  process.kill(process.pid, "SIGKILL");
};

/** Holds back each answer for a while, but not those to a copy. */
function slowedDown(spawn: SpawnWorker, paceMs: number): SpawnWorker {
  return () => {
    const worker = spawn();
    const paced = new Set<number>();
    return {
      ...worker,
      send: (message) => {
        if (message.task.kind !== "store") paced.add(message.id);
        worker.send(message);
      },
      onMessage: (listener) => {
        worker.onMessage((message) => {
          if (paced.delete(message.id)) setTimeout(() => listener(message), paceMs);
          else listener(message);
        });
      },
    };
  };
}

interface Opened {
  by: "engine" | "address";
  client: Connection;
  close(): Promise<void>;
}

/** As the command line does: here, or where the library is open. */
async function open(): Promise<Opened> {
  try {
    const engine = await openEngine({
      ...{ root: scenario.root, mayCreate: true, system: createSystem(), reached },
      log: { info: () => undefined, warn: (event, fields) => tell({ kind: "warned", event, fields }) },
      spawnWorker: slowedDown(forkWorkers(WORKER_PATH), scenario.paceMs ?? 0),
      workers: scenario.workers ?? 2,
    });
    const [here, there] = createPortPair();
    engine.serve(there, "owner");
    return { by: "engine", client: connect(here), close: () => engine.close() };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "library_busy") throw error;
    const client = connect(await dialEngine(folder.lock, "owner"));
    const close = () => {
      client.close();
      return Promise.resolve();
    };
    return { by: "address", client, close };
  }
}

async function follow(client: Connection, jobId: string): Promise<HostLine> {
  let last: ImportProgress | undefined;
  for await (const progress of client.subscribe(IMPORT_OPERATIONS.watch, { jobId }, { window: 1 })) {
    last = progress;
    tell({ kind: "progress", imported: progress.counts.imported });
  }
  if (!last) throw new Error("the import told nothing");
  const { state, code, message, counts } = last;
  return { kind: "imported", state, code, message, counts };
}

/** Does a step and says what is to be told of it. */
async function perform(step: Step, client: Connection): Promise<HostLine> {
  const acted = ({ actionId }: { actionId: string | null }): HostLine => {
    return { kind: "acted", actionId, log: readLogExtent(folder.journal) };
  };
  switch (step.kind) {
    case "import": {
      const { paths, mode } = step;
      const { jobId } = await client.invoke(IMPORT_OPERATIONS.start, { paths, mode });
      return follow(client, jobId);
    }
    case "edit":
      return acted(await client.invoke(EDIT_OPERATIONS.edit, { scope: step.scope, changes: step.changes }));
    case "trash":
      return acted(await client.invoke(EDIT_OPERATIONS.trash, { scope: step.scope }));
    case "undo":
      return acted(await client.invoke(EDIT_OPERATIONS.undo, {}));
    case "rebuild":
      return { kind: "rebuilt", photos: (await client.invoke(STATE_OPERATIONS.rebuild, {})).photos };
    case "status":
      return { kind: "status", photos: (await client.invoke(STATE_OPERATIONS.status, {})).photos };
    case "hold":
      tell({ kind: "holding" });
      await waitForOrder();
      return { kind: "released" };
  }
}

/** A step that fails is told and the next is tried: after a full disk there may be room again. */
async function main(): Promise<void> {
  tell({ kind: "ready" });
  if (scenario.waits) await waitForOrder();
  const { by, client, close } = await open();
  tell({ kind: "opened", by });
  for (const step of scenario.steps) await perform(step, client).then(tell, tellFailure);
  await close();
  tell({ kind: "done" });
}

function tellFailure(error: unknown): void {
  const isExpected = error instanceof AppError;
  const message = error instanceof Error ? (isExpected ? error.message : (error.stack ?? "")) : String(error);
  tell({ kind: "failed", code: isExpected ? error.code : "internal", message });
}

await main().catch(tellFailure);
process.exit(0);
