import { describe, expect, test, vi } from "vitest";
import { call, failed, open, serve, settle, type Handlers } from "@shared/testing/served-port";

describe("limits", () => {
  test("calls beyond the limit are refused until one is over, also when callers cancel what does not stop", async () => {
    const release: (() => void)[] = [];
    const wait = () => new Promise<number>((resolve) => release.push(() => resolve(1)));
    const { ask, far } = serve({ wait }, { openMax: 2 });
    far.postMessage(call("test.wait", {}, 10));
    far.postMessage(call("test.wait", {}, 11));
    far.postMessage({ type: "cancel", id: 10 });
    expect(await ask(call("test.double", { of: 1 }))).toEqual(failed("too_many_calls"));
    release[0]?.();
    await settle();
    expect(await ask(call("test.double", { of: 1 }))).toEqual([expect.objectContaining({ ok: true })]);
  });

  test.each<[string, unknown]>([
    ["a long text", "x".repeat(600)],
    ["many values", Array.from({ length: 200 }, () => 0)],
    ["a hole of a list", new Array(4_000_000_000)],
    ["a packed column", new Int32Array(300)],
    ["many names", Object.fromEntries(Array.from({ length: 100 }, (_, i) => [i, 1]))],
  ])("an input with %s beyond the limit is refused", async (_, input) => {
    const { ask } = serve({ wait: () => "done" }, { messageBytesMax: 1000 });
    expect(await ask(call("test.wait", input))).toEqual(failed("too_large"));
  });

  test("an input that holds itself is refused", async () => {
    const { ask } = serve({ wait: () => "done" });
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(await ask(call("test.wait", cycle))).toEqual(failed("too_large"));
  });

  test.each([
    [60, "answer"],
    [70, "error"],
  ])("an input nested %d deep gets an %s", async (depth, type) => {
    const { ask } = serve({ wait: () => "done" });
    const nested = Array.from({ length: depth }).reduce<unknown>((below) => [below], 0);
    expect(await ask(call("test.wait", nested))).toEqual([expect.objectContaining({ type })]);
  });

  test("an input just within the limit is taken", async () => {
    const { ask } = serve({ wait: () => "done" }, { messageBytesMax: 1000 });
    expect(await ask(call("test.wait", "x".repeat(496)))).toEqual([expect.objectContaining({ value: "done" })]);
  });
});

describe("what is no call", () => {
  const strange: [string, unknown][] = [
    ["nothing", undefined],
    ["null", null],
    ["a text", "call"],
    ["a list", [call("test.double", { of: 1 })]],
    ["another type", { ...call("test.double", { of: 1 }), type: "apply" }],
    ["no number", { type: "call", name: "test.double", input: { of: 1 } }],
    ["a number of 0", call("test.double", { of: 1 }, 0)],
    ["a broken number", call("test.double", { of: 1 }, 1.5)],
    ["a number beyond count", call("test.double", { of: 1 }, Infinity)],
    ["a name that is none", call({ toString: "test.double" } as unknown as string, { of: 1 })],
    ["an endless name", call("x".repeat(100_000), {})],
    ["a credit below 1", open("test.count", { to: 1 }, 0)],
    ["a credit beyond count", open("test.count", { to: 1 }, NaN)],
    ["a map", new Map([["type", "call"]])],
    ["an answer", { type: "answer", id: 1, ok: true, value: 1 }],
  ];

  test.each(strange)("%s gets no answer, and the host is told", async (_, message) => {
    const { ask, far, answers, onRefused, onBug } = serve();
    far.postMessage(message);
    await ask(call("test.double", { of: 1 }, 9));
    expect([answers.length, onRefused.mock.calls.length, onBug.mock.calls.length]).toEqual([1, 1, 0]);
  });

  test("a number that is taken does not disturb the call that has it", async () => {
    const release: (() => void)[] = [];
    const { ask, answers, far, onRefused } = serve({
      wait: () => new Promise((resolve) => release.push(() => resolve("first"))),
    });
    far.postMessage(call("test.wait", {}));
    far.postMessage(call("test.double", { of: 1 }));
    await vi.waitFor(() => expect(onRefused).toHaveBeenCalledTimes(1));
    release[0]?.();
    await ask(call("test.double", { of: 3 }, 2));
    expect(answers.map(({ id }) => id)).toEqual([1, 2]);
    expect(answers[0]).toEqual({ type: "answer", id: 1, ok: true, value: "first" });
  });

  test("credit and cancellation for what is not open are passed over", async () => {
    const { ask, far, onRefused } = serve();
    far.postMessage({ type: "more", id: 7, credit: 1 });
    far.postMessage({ type: "cancel", id: 7 });
    expect(await ask(call("test.double", { of: 1 }))).toEqual([expect.objectContaining({ ok: true })]);
    expect(onRefused).not.toHaveBeenCalled();
  });
});

describe("answers in development", () => {
  async function* halves() {
    yield await Promise.resolve(0.5);
  }

  test.each<[string, Partial<Handlers>, unknown]>([
    ["an answer of the wrong type", { double: () => ({ is: 1.5 }) }, call("test.double", { of: 1 })],
    ["a field not declared", { double: () => ({ is: 1, was: 2 }) }, call("test.double", { of: 1 })],
    ["an item of the wrong type", { count: halves }, open("test.count", { to: 1 }, 1)],
  ])("%s is a bug", async (_, handlers, message) => {
    const { ask, onBug } = serve(handlers, { areAnswersChecked: true });
    expect(await ask(message)).toEqual(failed("internal"));
    expect(onBug.mock.calls).toEqual([[expect.any(TypeError), expect.any(String)]]);
  });

  test("the same goes out unlooked at in a release", async () => {
    const { ask, onBug } = serve({ double: () => ({ is: 1.5 }) });
    expect(await ask(call("test.double", { of: 1 }))).toEqual([expect.objectContaining({ value: { is: 1.5 } })]);
    expect(onBug).not.toHaveBeenCalled();
  });
});
