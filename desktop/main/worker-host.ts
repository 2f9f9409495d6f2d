import type { MessageChannelMain, MessagePortMain, UtilityProcess } from "electron";
import type { ToEngine } from "@shared/contract/engine-link";
import type { Schedule } from "@shared/domain/schedule";

/** The media workers of one engine process. Each speaks to the engine over a port of its own; none outlives the engine. */
export interface WorkerHost {
  start(worker: number): void;
  kill(worker: number): void;
  closeAll(): void;
}

export interface WorkerHostDeps {
  forkWorker(): UtilityProcess;
  createChannel(): MessageChannelMain;
  schedule: Schedule;
  killHard(pid: number): void;
}

export function createWorkerHost(
  { forkWorker, createChannel, schedule, killHard }: WorkerHostDeps,
  killMs: number,
  post: (message: ToEngine, ports?: MessagePortMain[]) => void,
): WorkerHost {
  const children = new Map<number, UtilityProcess>();
  let isClosed = false;

  /** A decoder that hangs does not hear that it should end. */
  function end(child: UtilityProcess): void {
    const { pid } = child;
    child.kill();
    if (pid !== undefined)
      child.once(
        "exit",
        schedule(killMs, () => killHard(pid)),
      );
  }

  return {
    start: (worker) => {
      if (isClosed) return;
      const child = forkWorker();
      children.set(worker, child);
      child.once("exit", () => {
        children.delete(worker);
        if (!isClosed) post({ type: "worker-ended", worker });
      });
      const { port1, port2 } = createChannel();
      child.postMessage(null, [port1]);
      post({ type: "worker-started", worker }, [port2]);
    },
    kill: (worker) => {
      const child = children.get(worker);
      if (child) end(child);
    },
    closeAll: () => {
      isClosed = true;
      for (const child of children.values()) end(child);
    },
  };
}
