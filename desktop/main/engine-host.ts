import type { MessagePortMain } from "electron";
import { connect, type Connection } from "@shared/contract/connect";
import type { PortAccess } from "@shared/contract/engine-link";
import { portOfElectron } from "@shared/contract/port";
import { AppError } from "@shared/errors";
import {
  type EngineProcess,
  type EngineProcessDeps,
  type EngineProcessTimes,
  startEngineProcess,
} from "./engine-process";

/** The engine, whichever process runs it now: one that is gone is followed by another. */
export interface EngineHost {
  start(): void;
  /**
   * A port to the engine, once it is up. Throws the AppError that keeps its library from being opened; asking again then
   * tries again.
   */
  openPort(access: PortAccess): Promise<MessagePortMain>;
  /** The main process's own line to the engine that is up, for what it asks on behalf of pages. */
  connection(): Promise<Connection>;
  /** Lets the engine go in good order; it is not started again. */
  close(): Promise<void>;
}

export interface EngineTimes extends EngineProcessTimes {
  /** Before the first start after a crash, the second, …; the last holds for all that follow. */
  backOffMs: readonly number[];
  /** A process that has lived so long counts as a good one. */
  steadyMs: number;
  /** For the engine to close its library. */
  closeMs: number;
}

export const ENGINE_TIMES: EngineTimes = {
  ...{ pingMs: 5000, hungMs: 30_000, killMs: 2000 },
  backOffMs: [200, 1000, 3000, 10_000, 30_000],
  steadyMs: 60_000,
  closeMs: 10_000,
};

type State =
  /** Not started, or its library could not be opened. */
  | { kind: "idle" }
  | { kind: "starting" | "ready"; engine: EngineProcess }
  | { kind: "waiting"; cancel: () => void }
  | { kind: "closed" };

interface Waiter {
  resolve(engine: EngineProcess): void;
  reject(error: AppError): void;
}

export function createEngineHost(deps: EngineProcessDeps, times: EngineTimes = ENGINE_TIMES): EngineHost {
  let state: State = { kind: "idle" };
  let ends = 0;
  let closing: { engine: EngineProcess; done: () => void } | undefined;
  let own: { engine: EngineProcess; connection: Connection } | undefined;
  let waiters: Waiter[] = [];

  function settle(act: (waiter: Waiter) => void): void {
    const settled = waiters;
    waiters = [];
    settled.forEach(act);
  }

  function start(): void {
    if (state.kind !== "idle" && state.kind !== "waiting") return;
    if (state.kind === "waiting") state.cancel();
    const stopSteady = deps.schedule(times.steadyMs, () => (ends = 0));
    const isMine = () => "engine" in state && state.engine === engine;
    const engine = startEngineProcess(deps, times, {
      onReady: () => {
        if (isMine()) state = { kind: "ready", engine };
        settle(({ resolve }) => resolve(engine));
      },
      onFailed: (error) => {
        deps.log("engine_failed", { code: error.code, message: error.message });
        if (isMine()) state = { kind: "idle" };
        engine.kill();
        settle(({ reject }) => reject(error));
      },
      onEnd: (code) => {
        stopSteady();
        if (closing?.engine === engine) closing.done();
        if (isMine()) startLater(code);
      },
    });
    state = { kind: "starting", engine };
  }

  function startLater(code: number): void {
    const delayMs = times.backOffMs[Math.min(ends, times.backOffMs.length - 1)] ?? 0;
    ends += 1;
    deps.log("engine_ended", { code, delayMs });
    state = { kind: "waiting", cancel: deps.schedule(delayMs, start) };
  }

  function ready(): Promise<EngineProcess> {
    if (state.kind === "ready") return Promise.resolve(state.engine);
    if (state.kind === "closed") return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      waiters.push({ resolve, reject });
      if (state.kind === "idle") start();
    });
  }

  function openPortOf(engine: EngineProcess, access: PortAccess): MessagePortMain {
    const { port1, port2 } = deps.createChannel();
    engine.post({ type: "port", access }, [port1]);
    return port2;
  }

  return {
    start,
    openPort: async (access) => openPortOf(await ready(), access),
    connection: async () => {
      const engine = await ready();
      if (own?.engine !== engine) {
        own = { engine, connection: connect(portOfElectron(openPortOf(engine, "owner"))) };
      }
      return own.connection;
    },
    close: async () => {
      const last = state;
      state = { kind: "closed" };
      settle(({ reject }) => reject(closed()));
      if (last.kind === "waiting") last.cancel();
      if (!("engine" in last)) return;
      const stop = deps.schedule(times.closeMs, last.engine.kill);
      await new Promise<void>((done) => {
        closing = { engine: last.engine, done };
        last.engine.post({ type: "close" });
      });
      stop();
    },
  };
}

function closed(): AppError {
  return new AppError("engine_closed", "ImgStream is closing. Open it again to go on.");
}
