import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type FromEngine, toEngineSchema } from "@shared/contract/engine-link";
import { portOfElectron } from "@shared/contract/port";
import { AppError, toErrorRecord } from "@shared/errors";
import { useSqliteBinding } from "@shared/sqlite/sqlite";
import { defaultLibrary } from "@engine/default-library";
import { createMainWorkers } from "@engine/host/main-workers";
import { openLibrary } from "@engine/host/open-library";
import { findParentPort } from "@engine/host/parent-port";
import type { Log } from "@engine/log";
import { createSystem } from "@engine/system";

/**
 * The engine as a process under Electron. It opens the library of `--library`, serves the ports that the main process hands
 * over, and ends when the process that it shared the library of is gone; the main process starts it anew.
 */
const WORKERS_MAX = 8;

const { values: options } = parseArgs({
  options: { library: { type: "string" }, "sqlite-binding": { type: "string" } },
});

const parentPort = findParentPort();
if (!parentPort) {
  console.error(
    `${fileURLToPath(import.meta.url)} is started by the ImgStream app. For a terminal there is "imgstream".`,
  );
  process.exit(2);
}

const post = (message: FromEngine): void => parentPort.postMessage(message);
const log: Log = {
  info: (event, fields = {}) => post({ type: "log", event, fields }),
  warn: (event, fields = {}) => post({ type: "log", event, fields }),
};
const workers = createMainWorkers(post);
const root = resolve(options.library ?? defaultLibrary(process.platform, process.env));
if (options["sqlite-binding"] !== undefined) useSqliteBinding(options["sqlite-binding"]);

const opening = openLibrary(
  {
    ...{ root, mayCreate: true, system: createSystem(), log },
    spawnWorker: workers.spawn,
    workers: Math.min(WORKERS_MAX, Math.max(2, availableParallelism())),
  },
  () => process.exit(0),
);

parentPort.on("message", ({ data, ports: [native] }) => {
  const message = toEngineSchema.parse(data);
  switch (message.type) {
    case "ping": {
      post({ type: "pong", id: message.id });
      return;
    }
    case "port":
      if (native)
        void opening.then((library) => library.serve(portOfElectron(native), message.access)).catch(() => undefined);
      return;
    case "worker-started":
      if (native) workers.started(message.worker, native);
      return;
    case "worker-ended": {
      workers.ended(message.worker);
      return;
    }
    case "close":
      return void opening.then((library) => library.close()).finally(() => process.exit(0));
  }
});

try {
  await opening;
  post({ type: "ready" });
} catch (error) {
  post({ type: "failed", error: toErrorRecord(error) });
  if (!(error instanceof AppError))
    log.warn("bug", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
