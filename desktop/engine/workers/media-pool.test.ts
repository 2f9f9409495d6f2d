import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMediaPool, type MediaPool, type WorkerProcess } from "@engine/workers/media-pool";
import { type AnswerMessage, type Inspection, READY_ID, type TaskMessage } from "@engine/workers/media-task";

/** A worker whose fate the test decides. */
interface FakeWorker extends WorkerProcess {
  sent: TaskMessage[];
  answer(message: AnswerMessage): void;
  exit(): void;
  isKilled: boolean;
}

let workers: FakeWorker[];
let pool: MediaPool;
let startsUp: boolean;

function spawnFake(): WorkerProcess {
  let onMessage: (message: AnswerMessage) => void = () => undefined;
  let onExit: () => void = () => undefined;
  const worker: FakeWorker = {
    sent: [],
    isKilled: false,
    send: (message) => worker.sent.push(message),
    onMessage: (listener) => (onMessage = listener),
    onExit: (listener) => (onExit = listener),
    kill: () => {
      worker.isKilled = true;
      onExit();
    },
    answer: (message) => onMessage(message),
    exit: () => onExit(),
  };
  workers.push(worker);
  if (startsUp) queueMicrotask(() => onMessage({ id: READY_ID, ok: true, answer: { kind: "other" } }));
  return worker;
}

beforeEach(() => {
  workers = [];
  startsUp = true;
  pool = createMediaPool(spawnFake, 2);
});

afterEach(() => {
  pool.close();
  vi.useRealTimers();
});

const inspect = (path: string, rank = 0) => pool.run({ kind: "inspect", path, sidecars: [] }, { rank, sizeBytes: 0 });
const pathsSent = () =>
  workers.flatMap(({ sent }) => sent.map(({ task }) => (task.kind === "inspect" ? task.path : "")));
const other: Inspection = { kind: "other" };

test("workers are started as they are needed and used again", async () => {
  const first = inspect("a");
  workers[0]?.answer({ id: 1, ok: true, answer: other });
  await first;
  const second = inspect("b");
  workers[0]?.answer({ id: 2, ok: true, answer: other });
  expect([await second, workers.length]).toEqual([other, 1]);
});

test("no more than `size` run at once, and the lowest rank of those that wait goes first", async () => {
  for (const [path, rank] of [
    ["a", 0],
    ["b", 0],
    ["late", 1],
    ["soon", 0],
  ] as const)
    void inspect(path, rank).catch(() => undefined);
  workers[1]?.answer({ id: 1, ok: true, answer: other });
  await Promise.resolve();
  expect(pathsSent()).toEqual(["a", "b", "soon"]);
});

test("a worker that dies costs its file and is replaced for the next", async () => {
  const lost = inspect("bad");
  await Promise.resolve();
  workers[0]?.exit();
  await expect(lost).rejects.toMatchObject({ trouble: { code: "decoder_died" } });
  const next = inspect("good");
  workers[1]?.answer({ id: 1, ok: true, answer: other });
  expect(await next).toEqual(other);
});

test("a worker that hangs is killed and its file is told to have taken too long", async () => {
  vi.useFakeTimers();
  const hung = expect(inspect("slow")).rejects.toMatchObject({ trouble: { code: "timed_out" } });
  await vi.advanceTimersByTimeAsync(60_000);
  await hung;
  expect(workers[0]?.isKilled).toBe(true);
});

test("what a worker says of a file reaches the caller", async () => {
  const refused = inspect("bad");
  workers[0]?.answer({ id: 1, ok: false, trouble: { code: "unreadable", message: "No permission to read it." } });
  await expect(refused).rejects.toMatchObject({
    trouble: { code: "unreadable", message: "No permission to read it." },
  });
});

test("an answer to an earlier task is not taken for this one", async () => {
  const run = inspect("a");
  workers[0]?.answer({ id: 9, ok: true, answer: { kind: "other" } });
  workers[0]?.answer({ id: 1, ok: false, trouble: { code: "unreadable", message: "x" } });
  await expect(run).rejects.toMatchObject({ trouble: { code: "unreadable" } });
});

test("workers that cannot start are a fault of the installation, not of the files", async () => {
  startsUp = false;
  const runs = [inspect("a"), inspect("b"), inspect("c")].map((run) => expect(run).rejects.toThrow("npm run setup"));
  workers[0]?.exit();
  workers[1]?.exit();
  await Promise.all(runs);
  expect(workers.length).toBe(2);
});
