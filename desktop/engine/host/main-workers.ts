import { type Port, portOfElectron, type ElectronMessagePort } from "@shared/contract/port";
import type { FromEngine } from "@shared/contract/engine-link";
import type { SpawnWorker } from "@engine/workers/media-pool";
import type { AnswerMessage, TaskMessage } from "@engine/workers/media-task";

/** Media workers that Electron's main process starts for the engine, each with a port of its own to the engine. */
export interface MainWorkers {
  spawn: SpawnWorker;
  /** The main process tells of a worker. */
  started(worker: number, port: ElectronMessagePort): void;
  ended(worker: number): void;
}

interface Held {
  port: Port | undefined;
  /** What is to be sent once there is a port. */
  waiting: TaskMessage[];
  onMessage: (message: AnswerMessage) => void;
  onExit: () => void;
}

export function createMainWorkers(post: (message: FromEngine) => void): MainWorkers {
  const held = new Map<number, Held>();
  let lastWorker = 0;
  return {
    spawn: () => {
      const worker = ++lastWorker;
      const mine: Held = { port: undefined, waiting: [], onMessage: () => undefined, onExit: () => undefined };
      held.set(worker, mine);
      post({ type: "start-worker", worker });
      return {
        send: (message) => (mine.port ? mine.port.post(message) : void mine.waiting.push(message)),
        onMessage: (listener) => (mine.onMessage = listener),
        onExit: (listener) => (mine.onExit = listener),
        kill: () => post({ type: "kill-worker", worker }),
      };
    },
    started: (worker, native) => {
      const mine = held.get(worker);
      const port = portOfElectron(native);
      if (!mine) {
        port.close();
        return;
      }
      mine.port = port;
      port.onMessage((message) => mine.onMessage(message as AnswerMessage));
      for (const message of mine.waiting.splice(0)) port.post(message);
    },
    ended: (worker) => {
      const mine = held.get(worker);
      held.delete(worker);
      mine?.port?.close();
      mine?.onExit();
    },
  };
}
