import { getEventListeners } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { channel, feed, handle, type HandlersOf } from "@shared/contract/channel";
import { int32Column, uint8Column } from "@shared/contract/column";
import { connect } from "@shared/contract/connect";
import { createPort, portOfNode } from "@shared/contract/port";
import { CREDIT_MAX, type CallerMessage } from "@shared/contract/port-message";
import { serveChannels } from "@shared/contract/serve-port";
import { AppError, toErrorRecord, type ErrorRecord } from "@shared/errors";
import { anyAppError } from "@shared/testing/any-app-error";

const OPERATIONS = {
  echo: channel({ name: "test.echo", input: z.unknown(), output: z.unknown() }),
  match: channel({
    name: "test.match",
    input: z.object({ keys: int32Column }),
    output: z.object({ bits: uint8Column, count: z.int() }),
  }),
  wait: channel({ name: "test.wait", input: z.object({}), output: z.null() }),
  count: feed({ name: "test.count", input: z.object({ to: z.int() }), item: z.int() }),
  quiet: feed({ name: "test.quiet", input: z.object({}), item: z.int() }),
};

type Handlers = HandlersOf<typeof OPERATIONS>;

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

const HANDLERS: Handlers = {
  echo: (input) => input,
  match: ({ keys }) => ({ bits: Uint8Array.of(255, 1), count: keys.length }),
  wait: (_, { signal }) => untilAborted(signal),
  async *count({ to }) {
    for (let at = 1; at <= to; at++) yield await Promise.resolve(at);
  },
  async *quiet(_, { signal }) {
    yield await untilAborted(signal);
  },
};

const opened: MessagePort[] = [];

function link(handlers: Partial<Handlers> = {}) {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const onBug = vi.fn();
  const port = portOfNode(port2);
  const options = { onBug, areAnswersChecked: true };
  serveChannels(portOfNode(port1), handle(OPERATIONS, { ...HANDLERS, ...handlers }), options);
  return { connection: connect(port), server: port1, native: port2, onBug };
}

/** A connection whose other end is played by the test. */
function linkTo(answer: (message: CallerMessage, native: MessagePort) => void) {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const heard: CallerMessage[] = [];
  port1.on("message", (message: CallerMessage) => {
    heard.push(message);
    answer(message, port1);
  });
  return { connection: connect(portOfNode(port2)), heard, far: port1 };
}

async function readAll<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The AppError with which a promise must reject, as a record. */
async function failure(promise: Promise<unknown>): Promise<ErrorRecord> {
  const thrown: unknown = await promise.then(
    () => expect.fail("nothing was thrown"),
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return toErrorRecord(thrown);
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await nextTurn();
}

const abortListeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

describe("a call", () => {
  test("brings packed columns both ways as they are", async () => {
    const { connection } = link();
    const keys = Int32Array.from({ length: 1000 }, (_, at) => at - 500);
    expect(await connection.invoke(OPERATIONS.match, { keys })).toEqual({ bits: Uint8Array.of(255, 1), count: 1000 });
  });

  test("brings any JSON value both ways as it is", async () => {
    const { connection } = link();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
        expect(await connection.invoke(OPERATIONS.echo, value)).toEqual(value);
      }),
    );
  });

  test("rejects with the very AppError that the handler threw", async () => {
    let thrown: AppError | undefined;
    const { connection, onBug } = link({
      echo: () => {
        throw thrown ?? new Error("nothing to throw");
      },
    });
    await fc.assert(
      fc.asyncProperty(anyAppError(), async (error) => {
        thrown = error;
        expect(await failure(connection.invoke(OPERATIONS.echo, null))).toEqual(toErrorRecord(error));
      }),
    );
    expect(onBug).not.toHaveBeenCalled();
  });

  test("with a code of a newer version keeps its message", async () => {
    const error = { code: "made_of_cheese", message: "The moon is; look elsewhere" };
    const { connection } = linkTo(({ id }, far) => far.postMessage({ type: "error", id, ok: false, error }));
    expect(await failure(connection.invoke(OPERATIONS.echo, 1))).toEqual({ code: "internal", message: error.message });
  });

  test("that cannot be cloned throws that, and leaves nothing open", async () => {
    const { signal } = new AbortController();
    const { connection } = link();
    await expect(connection.invoke(OPERATIONS.echo, () => 1, { signal })).rejects.toThrow(/could not be cloned/);
    expect(abortListeners(signal)).toBe(0);
  });

  test("is cancelled by its signal at both ends; a late answer is dropped", async () => {
    const { connection, heard, far } = linkTo(() => undefined);
    const controller = new AbortController();
    const answer = connection.invoke(OPERATIONS.wait, {}, controller);
    controller.abort();
    expect(await failure(answer)).toEqual({ code: "cancelled", message: "test.wait was cancelled" });
    await vi.waitFor(() => expect(heard.map(({ type }) => type)).toEqual(["call", "cancel"]));
    far.postMessage({ type: "answer", id: 1, ok: true, value: null });
    far.postMessage({ type: "answer", id: 99, ok: true, value: null });
    await settle();
    expect(abortListeners(controller.signal)).toBe(0);
  });

  test("whose signal is aborted already is not sent", async () => {
    const { connection, heard } = linkTo(() => undefined);
    const answer = connection.invoke(OPERATIONS.wait, {}, { signal: AbortSignal.abort() });
    expect(await failure(answer)).toEqual({ code: "cancelled", message: "test.wait was cancelled" });
    await settle();
    expect(heard).toEqual([]);
  });

  test.each<[string, (linked: ReturnType<typeof link>) => void]>([
    ["the server's end closes", ({ server }) => server.close()],
    ["the caller closes the connection", ({ connection }) => connection.close()],
  ])("rejects as disconnected when %s, and so do calls after it", async (_, close) => {
    const linked = link();
    const answer = linked.connection.invoke(OPERATIONS.wait, {});
    close(linked);
    await expect(answer).rejects.toMatchObject({ code: "disconnected" });
    await expect(linked.connection.invoke(OPERATIONS.echo, 1)).rejects.toMatchObject({ code: "disconnected" });
    await expect(readAll(linked.connection.subscribe(OPERATIONS.quiet, {}))).rejects.toMatchObject({
      code: "disconnected",
    });
  });

  test("answered as if it were a feed is not answered", async () => {
    const { connection } = linkTo(({ id }, far) => far.postMessage({ type: "end", id }));
    await expect(connection.invoke(OPERATIONS.echo, 1)).rejects.toMatchObject({ code: "answer_invalid" });
  });

  test("is not confused by messages that are none", async () => {
    const { connection } = linkTo(({ id }, far) => {
      for (const noise of [undefined, null, 7, "answer", { id }, { type: "answer", id }, { type: "error", id }]) {
        far.postMessage(noise);
      }
      far.postMessage({ type: "answer", id, ok: true, value: "true answer" });
    });
    expect(await connection.invoke(OPERATIONS.echo, 1)).toBe("true answer");
  });
});

describe("a feed", () => {
  test("gives all items in order, whatever the window", async () => {
    const { connection } = link();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 40 }), async (to, window) => {
        const expected = Array.from({ length: to }, (_, at) => at + 1);
        expect(await readAll(connection.subscribe(OPERATIONS.count, { to }, { window }))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test.each([0, -1, 0.5, CREDIT_MAX, CREDIT_MAX + 1, 10_000])(
    "comes to its end with a window of %d",
    async (window) => {
      const { connection } = link();
      const to = 3 * CREDIT_MAX;
      expect((await readAll(connection.subscribe(OPERATIONS.count, { to }, { window }))).length).toBe(to);
    },
  );

  test("opens anew with each loop over it, and not before", async () => {
    const count = vi.fn(HANDLERS.count);
    const { connection } = link({ count });
    const items = connection.subscribe(OPERATIONS.count, { to: 2 });
    await settle();
    expect(count).not.toHaveBeenCalled();
    expect([await readAll(items), await readAll(items)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test("is read no further ahead than its window while the reader is slow", async () => {
    let taken = 0;
    const { connection } = link({
      async *count({ to }) {
        while (taken < to) yield await Promise.resolve((taken += 1));
      },
    });
    let ahead = 0;
    for await (const item of connection.subscribe(OPERATIONS.count, { to: 200 }, { window: 8 })) {
      await settle();
      ahead = Math.max(ahead, taken - item);
    }
    expect([taken, ahead]).toEqual([200, 8]);
  });

  test("stops its handler when the reader leaves the loop", async () => {
    const stopped = vi.fn();
    const { connection, onBug } = link({
      async *count() {
        try {
          for (let at = 1; ; at++) yield await Promise.resolve(at);
        } finally {
          stopped();
        }
      },
    });
    for await (const item of connection.subscribe(OPERATIONS.count, { to: 0 })) if (item === 3) break;
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledTimes(1));
    expect(onBug).not.toHaveBeenCalled();
  });

  test("ends quietly when its signal aborts, also while it waits for an item", async () => {
    const { connection, onBug } = link();
    const controller = new AbortController();
    const all = readAll(connection.subscribe(OPERATIONS.quiet, {}, controller));
    await settle();
    controller.abort();
    expect(await all).toEqual([]);
    await settle();
    expect([onBug.mock.calls, abortListeners(controller.signal)]).toEqual([[], 0]);
  });

  test("whose signal is aborted already ends without being asked for", async () => {
    const { connection, heard } = linkTo(() => undefined);
    expect(await readAll(connection.subscribe(OPERATIONS.quiet, {}, { signal: AbortSignal.abort() }))).toEqual([]);
    await settle();
    expect(heard).toEqual([]);
  });

  test("gives the items that came before an error, then the error, then its end", async () => {
    const error = new AppError("library_busy", "Busy; try again");
    const { connection } = link({
      async *count() {
        yield await Promise.resolve(1);
        yield 2;
        throw error;
      },
    });
    const items = connection.subscribe(OPERATIONS.count, { to: 0 })[Symbol.asyncIterator]();
    await settle();
    expect([await items.next(), await items.next()]).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
    ]);
    expect(await failure(items.next())).toEqual(toErrorRecord(error));
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });

  test("breaks off with the connection", async () => {
    const { connection, server } = link();
    const all = readAll(connection.subscribe(OPERATIONS.quiet, {}));
    await settle();
    server.close();
    await expect(all).rejects.toMatchObject({ code: "disconnected" });
  });

  test("answers everyone who waits for it", async () => {
    const { connection } = link();
    const items = connection.subscribe(OPERATIONS.count, { to: 2 })[Symbol.asyncIterator]();
    const results = await Promise.all([items.next(), items.next(), items.next(), items.next()]);
    expect(results.map(({ value, done }) => (done ? "end" : value))).toEqual([1, 2, "end", "end"]);
  });

  test("whose input is wrong says so", async () => {
    const { connection } = link();
    const items = connection.subscribe(OPERATIONS.count, { to: 1.5 });
    await expect(readAll(items)).rejects.toMatchObject({ code: "bad_request" });
  });

  test("that cannot be cloned throws that, and leaves nothing open", async () => {
    const { signal } = new AbortController();
    const { connection } = link();
    const items = connection.subscribe(OPERATIONS.count, { to: (() => 1) as unknown as number }, { signal });
    await expect(readAll(items)).rejects.toThrow(/could not be cloned/);
    expect(abortListeners(signal)).toBe(0);
  });
});

test("works over a line that delivers at once, within one process", async () => {
  const receivers: ((message: unknown) => void)[] = [];
  const end = (own: 0 | 1) =>
    createPort((receive) => {
      receivers[own] = receive;
      return { post: (message) => receivers[1 - own]?.(message), start: () => undefined, close: () => undefined };
    });
  const [server, caller] = [end(0), end(1)];
  serveChannels(server, handle(OPERATIONS, HANDLERS), { onBug: expect.fail, messageBytesMax: 1000 });
  const connection = connect(caller);
  expect(await connection.invoke(OPERATIONS.echo, { a: 1 })).toEqual({ a: 1 });
  expect(await failure(connection.invoke(OPERATIONS.echo, "x".repeat(1000)))).toMatchObject({ code: "too_large" });
  expect(await readAll(connection.subscribe(OPERATIONS.count, { to: 20 }))).toHaveLength(20);
});

test("calls and feeds that are over leave no listener at their signal or port", async () => {
  const { connection, native } = link();
  const { signal } = new AbortController();
  for (let round = 0; round < 100; round++) {
    await connection.invoke(OPERATIONS.echo, round, { signal });
    await readAll(connection.subscribe(OPERATIONS.count, { to: 20 }, { signal }));
    for await (const _ of connection.subscribe(OPERATIONS.count, { to: 20 }, { signal })) break;
    await connection.invoke(OPERATIONS.match, {} as never, { signal }).catch(() => undefined);
  }
  expect([abortListeners(signal), native.listenerCount("message")]).toEqual([0, 1]);
  connection.close();
  expect([native.listenerCount("message"), native.listenerCount("close")]).toEqual([0, 0]);
});
