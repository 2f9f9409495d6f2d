import { EventEmitter } from "node:events";
import { MessageChannel } from "node:worker_threads";
import type { MessageChannelMain, UtilityProcess } from "electron";
import { expect, test, vi } from "vitest";
import { createEngineHost, type EngineTimes } from "./engine-host";

const TIMES: EngineTimes = {
  ...{ pingMs: 10, hungMs: 100, killMs: 5 },
  backOffMs: [1, 20, 400],
  steadyMs: 10_000,
  closeMs: 50,
};

interface Message {
  type: string;
  id?: number;
  worker?: number;
  access?: string;
}

/** The far end of a process, played by the test: it hears what is sent and says what an engine would. */
class PlayedProcess extends EventEmitter {
  readonly heard: Message[] = [];
  readonly pid: number;
  isDeaf = false;
  constructor(pid: number) {
    super();
    this.pid = pid;
  }
  postMessage(message: Message | null): void {
    // A worker is sent its port and nothing else.
    if (message === null) return;
    this.heard.push(message);
    if (message.type === "ping" && !this.isDeaf) this.say({ type: "pong", id: message.id });
    if (message.type === "close" && !this.isDeaf) this.end(0);
  }
  kill(): boolean {
    if (!this.isDeaf) this.end(15);
    return true;
  }
  say(message: object): void {
    queueMicrotask(() => this.emit("message", message));
  }
  end(code: number): void {
    queueMicrotask(() => this.emit("exit", code));
  }
}

/** A host whose time the test moves. */
function makeHost() {
  vi.useFakeTimers();
  const engines: PlayedProcess[] = [];
  const workers: PlayedProcess[] = [];
  const killed: number[] = [];
  const logged: string[] = [];
  const forkInto = (list: PlayedProcess[]) => () => {
    const child = new PlayedProcess(4_000_001 + engines.length + workers.length);
    list.push(child);
    return child as unknown as UtilityProcess;
  };
  const host = createEngineHost(
    {
      fork: forkInto(engines),
      forkWorker: forkInto(workers),
      createChannel: () => new MessageChannel() as unknown as MessageChannelMain,
      schedule: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
      killHard: (pid) => {
        killed.push(pid);
        [...engines, ...workers].find((child) => child.pid === pid)?.end(9);
      },
      log: (event) => logged.push(event),
    },
    TIMES,
  );
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const last = () => engines.at(-1) ?? expect.fail("no engine was started");
  return { host, engines, workers, killed, logged, pass, last };
}

const LIBRARY_NEWER = { code: "library_newer", message: "This library was written by a newer ImgStream." };

test("whoever asks before the engine is up gets a port when it is, with the access that was asked for", async () => {
  const { host, last, pass } = makeHost();
  host.start();
  const asked = Promise.all([host.openPort("page"), host.openPort("owner")]);
  last().say({ type: "ready" });
  await pass(1);
  await asked;
  expect(
    last()
      .heard.filter(({ type }) => type === "port")
      .map(({ access }) => access),
  ).toEqual(["page", "owner"]);
});

test("an engine that ends is started again, each time later, until one has lived long", async () => {
  const { host, engines, last, pass } = makeHost();
  host.start();
  const starts: number[] = [];
  for (const waitMs of [1, 20, 400, 400]) {
    last().end(1);
    await pass(waitMs - 1);
    const before = engines.length;
    await pass(1);
    starts.push(engines.length - before);
  }
  expect(starts).toEqual([1, 1, 1, 1]);
  await pass(TIMES.steadyMs);
  last().end(1);
  await pass(1);
  expect(engines).toHaveLength(6);
});

test("an engine that does not answer is ended, by force when it does not hear, and followed by another", async () => {
  const { host, engines, killed, logged, last, pass } = makeHost();
  host.start();
  last().say({ type: "ready" });
  last().isDeaf = true;
  await pass(TIMES.pingMs + TIMES.hungMs + TIMES.killMs + 2);
  expect({ killed, logged, engines: engines.length }).toEqual({
    killed: [engines[0]?.pid],
    logged: ["engine_hung", "engine_ended"],
    engines: 2,
  });
});

test("an engine that answers late but in time is left alone", async () => {
  const { host, engines, last, pass } = makeHost();
  host.start();
  last().isDeaf = true;
  await pass(TIMES.pingMs + TIMES.hungMs - 1);
  last().say({ type: "pong", id: 1 });
  last().isDeaf = false;
  await pass(1000);
  expect(engines).toHaveLength(1);
});

test("a library that cannot be opened is told to who asked; asking again tries again", async () => {
  const { host, engines, last, pass } = makeHost();
  const asked = host.openPort("page").catch((error: unknown) => error);
  last().say({ type: "failed", error: LIBRARY_NEWER });
  await pass(5000);
  expect(await asked).toMatchObject(LIBRARY_NEWER);
  expect(engines).toHaveLength(1);
  const again = host.openPort("page");
  last().say({ type: "ready" });
  await pass(1);
  await again;
  expect(engines).toHaveLength(2);
});

test("workers are started for the engine, ended with it, and their end is told", async () => {
  const { host, workers, last, pass } = makeHost();
  host.start();
  const engine = last();
  engine.say({ type: "start-worker", worker: 1 });
  engine.say({ type: "start-worker", worker: 2 });
  await pass(1);
  workers[0]?.end(1);
  await pass(1);
  expect(engine.heard.map(({ type, worker }) => [type, worker])).toEqual([
    ["worker-started", 1],
    ["worker-started", 2],
    ["worker-ended", 1],
  ]);
  const ended = vi.fn();
  workers[1]?.on("exit", ended);
  engine.end(1);
  await pass(1);
  expect(ended).toHaveBeenCalledTimes(1);
});

test("a worker that hangs is ended by force", async () => {
  const { host, workers, killed, last, pass } = makeHost();
  host.start();
  last().say({ type: "start-worker", worker: 1 });
  await pass(1);
  if (workers[0]) workers[0].isDeaf = true;
  last().say({ type: "kill-worker", worker: 1 });
  await pass(TIMES.killMs + 1);
  expect(killed).toEqual([workers[0]?.pid]);
});

test("closing waits for the engine to let go, and starts none after it", async () => {
  const { host, engines, last, pass } = makeHost();
  host.start();
  last().say({ type: "ready" });
  await pass(1);
  await host.close();
  await pass(10_000);
  expect(engines).toHaveLength(1);
  await expect(host.openPort("page")).rejects.toMatchObject({ code: "engine_closed" });
});

test("closing does not wait for ever", async () => {
  const { host, killed, last, pass } = makeHost();
  host.start();
  last().isDeaf = true;
  const closing = host.close();
  await pass(TIMES.closeMs + TIMES.killMs + 1);
  await closing;
  expect(killed).toEqual([last().pid]);
});

test("what an engine says that is no message of ours is passed over", async () => {
  const { host, engines, last, pass } = makeHost();
  host.start();
  for (const nonsense of [null, 1, "ready", { type: "start-worker", worker: -1 }, { type: "exit" }]) {
    last().emit("message", nonsense);
  }
  await pass(1);
  expect(engines).toHaveLength(1);
});
