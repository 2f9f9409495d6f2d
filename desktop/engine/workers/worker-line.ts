import { type Port, portOfElectron } from "@shared/contract/port";
import { findParentPort } from "@engine/host/parent-port";
import type { AnswerMessage, TaskMessage } from "@engine/workers/media-task";

/** The worker's end of the line to the pool. */
export interface WorkerLine {
  post(message: AnswerMessage): void;
}

interface Listeners {
  onTask(task: TaskMessage): void;
  /** The engine is gone, or has closed: nobody waits for an answer. */
  onGone(): void;
}

/** Node's own channel in a process that was forked; under Electron a port that the main process hands over. */
export function openWorkerLine(listeners: Listeners): WorkerLine {
  const parentPort = findParentPort();
  if (!parentPort) {
    process.on("message", (message) => listeners.onTask(message as TaskMessage));
    process.on("disconnect", listeners.onGone);
    return { post: (message) => void process.send?.(message) };
  }
  const waiting: AnswerMessage[] = [];
  let port: Port | undefined;
  parentPort.on("message", ({ ports: [native] }) => {
    if (!native || port) return;
    port = portOfElectron(native);
    port.onMessage((message) => listeners.onTask(message as TaskMessage));
    port.onClose(listeners.onGone);
    for (const message of waiting.splice(0)) port.post(message);
  });
  return { post: (message) => (port ? port.post(message) : void waiting.push(message)) };
}
