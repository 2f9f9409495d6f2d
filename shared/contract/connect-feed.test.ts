import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { CREDIT_MAX } from "@shared/contract/port-message";
import { AppError, toErrorRecord } from "@shared/errors";
import { abortListeners, failure, HANDLERS, link, linkTo, OPERATIONS, readAll } from "@shared/testing/linked-ports";
import { settle } from "@shared/testing/served-port";

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
