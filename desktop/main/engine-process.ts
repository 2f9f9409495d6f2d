import type { MessageChannelMain, MessagePortMain, UtilityProcess } from "electron";
import { fromEngineSchema, type FromEngine, type ToEngine } from "@shared/contract/engine-link";
import { readError } from "@shared/contract/error-record";
import type { Schedule } from "@shared/domain/schedule";
import type { AppError } from "@shared/errors";
import { createWorkerHost } from "./worker-host";

/** One run of the engine, with its workers. Watched: a run that no longer answers is ended. */
export interface EngineProcess {
  post(message: ToEngine, ports?: MessagePortMain[]): void;
  /** Ends it, whether it hears that or not. */
  kill(): void;
}

export interface EngineProcessDeps {
  fork(): UtilityProcess;
  forkWorker(): UtilityProcess;
  createChannel(): MessageChannelMain;
  schedule: Schedule;
  /** Ends a process that does not end when it is asked to. */
  killHard(pid: number): void;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface EngineProcessTimes {
  /** Between two pings. */
  pingMs: number;
  /** How long a ping may go unanswered: a rebuild or a large edit keeps the engine busy for seconds. */
  hungMs: number;
  /** For a process that was asked to end. */
  killMs: number;
}

interface Listeners {
  onReady(): void;
  onFailed(error: AppError): void;
  onEnd(code: number): void;
}

export function startEngineProcess(
  deps: EngineProcessDeps,
  times: EngineProcessTimes,
  { onReady, onFailed, onEnd }: Listeners,
): EngineProcess {
  const child = deps.fork();
  const post = (message: ToEngine, ports: MessagePortMain[] = []) => child.postMessage(message, ports);
  const kill = () => {
    const { pid } = child;
    child.kill();
    if (pid !== undefined)
      child.once(
        "exit",
        deps.schedule(times.killMs, () => deps.killHard(pid)),
      );
  };
  const workers = createWorkerHost(deps, times.killMs, post);
  const watch = startWatch(deps.schedule, times, {
    ping: (id) => post({ type: "ping", id }),
    onHung: () => {
      deps.log("engine_hung", { pid: child.pid });
      kill();
    },
  });
  const receive = {
    ready: onReady,
    failed: ({ error }) => onFailed(readError(error)),
    pong: watch.pong,
    "start-worker": ({ worker }) => workers.start(worker),
    "kill-worker": ({ worker }) => workers.kill(worker),
    log: ({ event, fields }) => deps.log(event, fields),
  } satisfies { [Type in FromEngine["type"]]: (message: Extract<FromEngine, { type: Type }>) => void };
  child.on("message", (received: unknown) => {
    const { success, data } = fromEngineSchema.safeParse(received);
    if (success) (receive[data.type] as (message: FromEngine) => void)(data);
  });
  child.once("exit", (code) => {
    watch.end();
    workers.closeAll();
    onEnd(code);
  });
  return { post, kill };
}

/** Asks again and again whether a process's loop still turns. */
function startWatch(
  schedule: Schedule,
  { pingMs, hungMs }: EngineProcessTimes,
  { ping, onHung }: { ping(id: number): void; onHung(): void },
): { pong(): void; end(): void } {
  let id = 0;
  let stop: () => void;
  const wait = () => {
    stop = schedule(pingMs, () => {
      stop = schedule(hungMs, onHung);
      ping(++id);
    });
  };
  wait();
  return {
    pong: () => {
      stop();
      wait();
    },
    end: () => stop(),
  };
}
