import { describe, expect, test, vi } from "vitest";
import { handle, type CallContext } from "@shared/contract/channel";
import { portOfNode } from "@shared/contract/port";
import { CREDIT_MAX } from "@shared/contract/port-message";
import { serveChannels } from "@shared/contract/serve-port";
import { AppError } from "@shared/errors";
import {
  call,
  failed,
  HANDLERS,
  open,
  openChannel,
  OPERATIONS,
  serve,
  settle,
  untilAborted,
  type Handlers,
} from "@shared/testing/served-port";

describe("a call", () => {
  test("is answered by its handler", async () => {
    const { ask } = serve();
    expect(await ask(call("test.double", { of: 4 }))).toEqual([{ type: "answer", id: 1, ok: true, value: { is: 8 } }]);
  });

  test("takes a field that is undefined for one that is not there", async () => {
    const { ask } = serve();
    const input = { of: 4, within: undefined, and: undefined };
    expect(await ask(call("test.double", input))).toEqual([expect.objectContaining({ value: { is: 8 } })]);
  });

  test("passes on the error that its handler throws, with its place and suggestion", async () => {
    const detail = { range: { from: 1, to: 4 }, suggestion: "camera" };
    const { ask, onBug } = serve({
      double: () => {
        throw new AppError("bad_query", "No field called camra", detail);
      },
    });
    expect(await ask(call("test.double", { of: 4 }))).toEqual([
      { type: "error", id: 1, ok: false, error: { code: "bad_query", message: "No field called camra", ...detail } },
    ]);
    expect(onBug).not.toHaveBeenCalled();
  });

  test.each<[string, Handlers["double"]]>([
    ["throws", () => JSON.parse("{") as never],
    ["rejects", () => Promise.reject(new TypeError("broken"))],
    ["answers what cannot be cloned", () => ({ is: (() => 1) as unknown as number })],
  ])("whose handler %s is an internal error, reported once", async (_, double) => {
    const { ask, onBug } = serve({ double });
    expect(await ask(call("test.double", { of: 4 }))).toEqual(failed("internal"));
    expect(onBug.mock.calls).toEqual([[expect.any(Error), "test.double"]]);
  });

  test.each<[string, unknown, string]>([
    ["of the wrong type", { of: "4" }, "of: "],
    ["that is missing", undefined, "expected object"],
    ["that is a list", [], "expected object"],
    ["with a field too many", { of: 4, and: 5 }, "and: unknown field"],
    ["with a field too many below", { of: 4, within: { a: "", b: "" } }, "within.b: unknown field"],
    ["with a prototype in it", JSON.parse('{"of":4,"__proto__":{"within":{"a":"x"}}}'), "__proto__: unknown field"],
    ["with a constructor in it", { of: 4, constructor: 1 }, "constructor: unknown field"],
  ])("with an input %s is refused, and its handler not asked", async (_, input, reason) => {
    const double = vi.fn(HANDLERS.double);
    const { ask, onBug } = serve({ double });
    expect(await ask(call("test.double", input))).toEqual(failed("bad_request", expect.stringContaining(reason)));
    expect([double.mock.calls, onBug.mock.calls]).toEqual([[], []]);
  });

  test.each<[string, unknown, string]>([
    ["by a name that nobody has", call("test.tripled", {}), "channel_not_found"],
    ["by a name that every object has", call("__proto__", {}), "channel_not_found"],
    ["by the key of its handler", call("double", { of: 4 }), "channel_not_found"],
    ["of a feed", call("test.count", { to: 4 }), "bad_request"],
    ["as of a feed", open("test.double", { of: 4 }, 1), "bad_request"],
  ])("%s is refused", async (_, message, code) => {
    const { ask } = serve();
    expect(await ask(message)).toEqual(failed(code));
  });

  test("is aborted by its caller and then not answered, without an error", async () => {
    const signals: AbortSignal[] = [];
    const wait: Handlers["wait"] = (_, { signal }) => (signals.push(signal), untilAborted(signal));
    const { ask, answers, far, onBug } = serve({ wait });
    far.postMessage(call("test.wait", {}));
    far.postMessage({ type: "cancel", id: 1 });
    await vi.waitFor(() => expect(signals.map(({ aborted }) => aborted)).toEqual([true]));
    await ask(call("test.double", { of: 1 }, 2));
    expect([answers.length, onBug.mock.calls]).toEqual([1, []]);
  });

  test("reports a bug met after it was cancelled", async () => {
    const wait: Handlers["wait"] = (_, { signal }) =>
      untilAborted(signal).catch(() => Promise.reject(new Error("bug")));
    const { far, onBug } = serve({ wait });
    far.postMessage(call("test.wait", {}));
    far.postMessage({ type: "cancel", id: 1 });
    await vi.waitFor(() => expect(onBug.mock.calls).toEqual([[new Error("bug"), "test.wait"]]));
  });

  test("does not wait for those before it", async () => {
    const { ask, far, answers } = serve();
    far.postMessage(call("test.wait", {}, 1));
    await ask(call("test.double", { of: 1 }, 2));
    expect(answers).toEqual([{ type: "answer", id: 2, ok: true, value: { is: 2 } }]);
  });
});

describe("a feed", () => {
  /** A feed that tells how far it was read and whether it was told to stop. */
  function watched(length = Infinity) {
    const seen = { taken: 0, returned: 0 };
    const count = (): AsyncIterable<number> => ({
      [Symbol.asyncIterator]: () => ({
        next: () =>
          Promise.resolve(
            seen.taken < length ? { done: false, value: (seen.taken += 1) } : { done: true, value: undefined },
          ),
        return: () => Promise.resolve({ done: true, value: (seen.returned += 1) }),
      }),
    });
    return { seen, count };
  }

  test("sends its items and then its end", async () => {
    const { ask } = serve();
    expect(await ask(open("test.count", { to: 2 }, 10), 3)).toEqual([
      { type: "item", id: 1, value: 1 },
      { type: "item", id: 1, value: 2 },
      { type: "end", id: 1 },
    ]);
  });

  test("is taken from its handler no faster than the reader allows", async () => {
    const { seen, count } = watched();
    const { ask, answers } = serve({ count });
    await ask(open("test.count", { to: 0 }, 3), 3);
    await settle();
    expect([seen.taken, answers.length]).toEqual([3, 3]);
    await ask({ type: "more", id: 1, credit: 2 }, 2);
    await settle();
    expect([seen.taken, answers.length]).toEqual([5, 5]);
  });

  test(`runs at most ${CREDIT_MAX} items ahead, whatever the reader allows`, async () => {
    const { seen, count } = watched();
    const { ask } = serve({ count });
    await ask(open("test.count", { to: 0 }, Number.MAX_SAFE_INTEGER), CREDIT_MAX);
    await settle();
    expect(seen.taken).toBe(CREDIT_MAX);
  });

  test("stops its handler when the reader cancels, and says nothing more", async () => {
    const { seen, count } = watched();
    const { ask, answers, far, onBug } = serve({ count });
    await ask(open("test.count", { to: 0 }, 2), 2);
    far.postMessage({ type: "cancel", id: 1 });
    await vi.waitFor(() => expect(seen).toEqual({ taken: 2, returned: 1 }));
    far.postMessage({ type: "more", id: 1, credit: 5 });
    await settle();
    expect([answers.length, onBug.mock.calls]).toEqual([2, []]);
  });

  test("ends with the error its handler throws, which is not told to stop then", async () => {
    const { seen, count } = watched();
    const failing = (): AsyncIterable<number> => ({
      [Symbol.asyncIterator]: () => ({
        ...count()[Symbol.asyncIterator](),
        next: () => Promise.reject(new AppError("library_busy", "Busy")),
      }),
    });
    const { ask, onBug } = serve({ count: failing });
    expect(await ask(open("test.count", { to: 0 }, 2))).toEqual(failed("library_busy", "Busy"));
    expect([seen.returned, onBug.mock.calls]).toEqual([0, []]);
  });

  test("whose handler gives nothing to read is an internal error", async () => {
    const { ask, onBug } = serve({ count: (() => undefined) as unknown as Handlers["count"] });
    expect(await ask(open("test.count", { to: 0 }, 2))).toEqual(failed("internal"));
    expect(onBug).toHaveBeenCalledTimes(1);
  });
});

describe("the end of a port", () => {
  test.each<[string, (served: ReturnType<typeof serve>) => void]>([
    ["the caller closes it", ({ far }) => far.close()],
    ["the host closes it", ({ port }) => port.close()],
  ])("aborts what is under way when %s", async (_, end) => {
    const contexts: CallContext[] = [];
    const returned = vi.fn();
    const served = serve({
      wait: (_, context) => (contexts.push(context), untilAborted(context.signal)),
      count: async function* () {
        try {
          yield await Promise.resolve(1);
        } finally {
          returned();
        }
      },
    });
    served.far.postMessage(call("test.wait", {}, 1));
    await served.ask(open("test.count", { to: 0 }, 1, 2));
    end(served);
    await vi.waitFor(() => expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true]));
    await vi.waitFor(() => expect(returned).toHaveBeenCalledTimes(1));
    expect(served.onBug).not.toHaveBeenCalled();
  });

  test("leaves no listener at the port and none at the signals", async () => {
    const { ask, near, far } = serve();
    for (let id = 1; id <= 50; id++) await ask(call("test.double", { of: id }, id));
    expect([near.listenerCount("message"), near.listenerCount("close")]).toEqual([1, 1]);
    far.close();
    await vi.waitFor(() => expect(near.listenerCount("message") + near.listenerCount("close")).toBe(0));
  });

  test("is stood when it came before the serving", () => {
    const { port1 } = openChannel();
    const port = portOfNode(port1);
    port.close();
    expect(() => serveChannels(port, handle(OPERATIONS, HANDLERS), { onBug: () => undefined })).not.toThrow();
  });
});

test("two operations of one name are a mistake of the host", () => {
  const { port1 } = openChannel();
  const handled = [
    ...handle(OPERATIONS, HANDLERS),
    ...handle({ again: OPERATIONS.double }, { again: HANDLERS.double }),
  ];
  expect(() => serveChannels(portOfNode(port1), handled, { onBug: () => undefined })).toThrow("test.double");
});
