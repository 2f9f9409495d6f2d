import {
  type AnswerMessage,
  type AnswerOf,
  type MediaTask,
  READY_ID,
  type TaskMessage,
} from "@engine/workers/media-task";
import { TroubleError } from "@engine/workers/trouble";

/** A process that does one task at a time. The host knows how to start one: Node forks, Electron asks main. */
export interface WorkerProcess {
  send(message: TaskMessage): void;
  onMessage(listener: (message: AnswerMessage) => void): void;
  /** Once, when the process has ended, however. */
  onExit(listener: () => void): void;
  kill(): void;
}

export type SpawnWorker = () => WorkerProcess;

export interface MediaPool {
  /**
   * Runs a task in a worker. Throws TroubleError: for what the worker says of the file, `timed_out` when it takes too
   * long, `decoder_died` when the process ends under it. Of waiting tasks those of the lowest `rank` go first.
   */
  run<T extends MediaTask>(task: T, options: { rank: number; sizeBytes: number }): Promise<AnswerOf<T>>;
  readonly size: number;
  close(): void;
}

interface Waiting {
  task: MediaTask;
  rank: number;
  limitMs: number;
  resolve(answer: AnswerOf<MediaTask>): void;
  reject(error: Error): void;
}

/** Time for any file, and how slow a disk may be. */
const LIMIT_MS = 45_000;
const SLOWEST_BYTES_PER_MS = 2000;

/** Starts workers as they are needed, up to `size`; one that dies or hangs is replaced and costs only its file. */
export function createMediaPool(spawn: SpawnWorker, size: number): MediaPool {
  const waiting: Waiting[] = [];
  const workers = new Set<Worker>();
  let isClosed = false;

  const next = (): Waiting | undefined => {
    let best = 0;
    for (let at = 1; at < waiting.length; at++) {
      if ((waiting[at]?.rank ?? 0) < (waiting[best]?.rank ?? 0)) best = at;
    }
    return waiting.splice(best, 1)[0];
  };

  const assign = () => {
    while (waiting.length > 0) {
      const idle = [...workers].find((worker) => !worker.isBusy());
      if (!idle && workers.size >= size) return;
      const job = next();
      if (!job) return;
      const worker = idle ?? start();
      worker.run(job);
    }
  };

  const start = (): Worker => {
    const worker = createWorker(spawn(), {
      onIdle: assign,
      onEnd: (hasStarted) => {
        workers.delete(worker);
        if (isClosed) return;
        if (hasStarted) assign();
        else for (const job of waiting.splice(0)) job.reject(new Error(CANNOT_START));
      },
    });
    workers.add(worker);
    return worker;
  };

  return {
    size,
    run: <T extends MediaTask>(task: T, { rank, sizeBytes }: { rank: number; sizeBytes: number }) =>
      new Promise<AnswerOf<T>>((resolve, reject) => {
        const limitMs = LIMIT_MS + sizeBytes / SLOWEST_BYTES_PER_MS;
        waiting.push({ task, rank, limitMs, resolve: resolve as Waiting["resolve"], reject });
        assign();
      }),
    close: () => {
      isClosed = true;
      for (const worker of workers) worker.kill();
      for (const job of waiting.splice(0)) job.reject(new TroubleError("decoder_died", "The engine was closed."));
    },
  };
}

const CANNOT_START = "A media worker ended as it started. Run the set-up again (npm run setup).";

interface Worker {
  isBusy(): boolean;
  run(job: Waiting): void;
  kill(): void;
}

function createWorker(process: WorkerProcess, hooks: { onIdle(): void; onEnd(hasStarted: boolean): void }): Worker {
  let current: { id: number; job: Waiting; timer: NodeJS.Timeout } | undefined;
  let lastId = 0;
  let endedBy: TroubleError | undefined;
  let hasStarted = false;

  const settle = (): Waiting | undefined => {
    const job = current?.job;
    clearTimeout(current?.timer);
    current = undefined;
    return job;
  };

  process.onMessage((message) => {
    hasStarted ||= message.id === READY_ID;
    if (message.id !== current?.id) return;
    const job = settle();
    if (message.ok) job?.resolve(message.answer);
    else job?.reject(new TroubleError(message.trouble.code, message.trouble.message));
    hooks.onIdle();
  });
  process.onExit(() => {
    const died = hasStarted
      ? new TroubleError("decoder_died", "The decoder broke on this file.")
      : new Error(CANNOT_START);
    settle()?.reject(endedBy ?? died);
    hooks.onEnd(hasStarted);
  });

  return {
    isBusy: () => current !== undefined,
    kill: () => process.kill(),
    run: (job) => {
      lastId += 1;
      const timer = setTimeout(() => {
        endedBy = new TroubleError("timed_out", `Took longer than ${Math.round(job.limitMs / 1000)} s.`);
        process.kill();
      }, job.limitMs);
      current = { id: lastId, job, timer };
      process.send({ id: lastId, task: job.task });
    },
  };
}
