import type { IpcMainInvokeEvent } from "electron";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@shared/errors";
import { CHANNELS } from "@preload/channels";
import { createIpc, type Sender } from "./ipc";
import { servePicks } from "./picks";
import { createRateLimit } from "./rate-limit";
import { isTrustedSender } from "./sender";

type Called = (event: IpcMainInvokeEvent, ...input: unknown[]) => unknown;

const OURS = 7;
const PAGE = { origin: "imgstream://app", url: "imgstream://app/", parent: null, detached: false };
const from = (frame: object | null, id = OURS) =>
  ({ sender: { id }, senderFrame: frame }) as unknown as IpcMainInvokeEvent;

/** Every channel that the app listens on, with what came of each call. */
function listenToAll({ burst = 1000 } = {}) {
  const listened = new Map<string, Called>();
  const done = vi.fn();
  const refused = vi.fn();
  const bugs = vi.fn();
  const add = (channel: string, listener: Called) => void listened.set(channel, listener);
  const ipc = createIpc({
    ipcMain: { on: add, handle: add } as never,
    isTrusted: (sender: Sender) => isTrustedSender(sender, (id) => id === OURS),
    limit: createRateLimit(() => 0, { burst, perS: 0 }),
    onRefused: refused,
    onBug: bugs,
  });
  ipc.on(CHANNELS.requestPort, z.tuple([]), () => done(CHANNELS.requestPort));
  servePicks(ipc, {
    ask: () => {
      done("asked the engine");
      return Promise.reject(new AppError("engine_closed", "The engine is closed."));
    },
    dialog: {
      showOpenDialog: () => {
        done(CHANNELS.pickFolders);
        return Promise.resolve({ canceled: true, filePaths: [] });
      },
    } as never,
    windowOf: () => ({}) as never,
    say: { pickFolders: "", remote: () => "", goOn: "", cancel: "" },
  });
  const call = async (channel: string, event: IpcMainInvokeEvent, ...input: unknown[]) =>
    await listened.get(channel)?.(event, ...input);
  return { listened, call, done, refused, bugs };
}

const INPUTS: Readonly<Record<string, unknown[]>> = {
  [CHANNELS.requestPort]: [],
  [CHANNELS.takeDropped]: [["/photos/a.jpg"]],
  [CHANNELS.pickFolders]: [],
};
const CALLED = Object.keys(INPUTS);

const STRANGERS: [string, IpcMainInvokeEvent][] = [
  ["a frame within the page", from({ ...PAGE, parent: PAGE })],
  ["another origin", from({ ...PAGE, origin: "https://evil.example", url: "https://evil.example/" })],
  ["an origin that begins alike", from({ ...PAGE, origin: "imgstream://app.evil", url: "imgstream://app.evil/" })],
  ["our origin with another address", from({ ...PAGE, url: "https://evil.example/" })],
  ["a file", from({ ...PAGE, origin: "file://", url: "file:///tmp/page.html" })],
  ["about:blank", from({ ...PAGE, origin: "null", url: "about:blank" })],
  ["an address that is empty", from({ ...PAGE, origin: "", url: "" })],
  ["a frame that is gone", from({ ...PAGE, detached: true })],
  ["no frame", from(null)],
  ["a window that is not ours", from(PAGE, 99)],
];

test("what is listened on is what the preload may say, no more", () => {
  expect([...listenToAll().listened.keys()].sort()).toEqual([...CALLED].sort());
});

describe.each(CALLED)("%s", (channel) => {
  test("is answered to the app's own page", async () => {
    const { call, done, refused } = listenToAll();
    await call(channel, from(PAGE), ...(INPUTS[channel] ?? []));
    expect(done).toHaveBeenCalledTimes(1);
    expect(refused).not.toHaveBeenCalled();
  });

  test.each(STRANGERS)("is refused to %s", async (_, event) => {
    const { call, done, refused } = listenToAll();
    const answer = await call(channel, event, ...(INPUTS[channel] ?? []));
    expect(answer).toSatisfy((given) => given === undefined || !(given as { ok: boolean }).ok);
    expect(done).not.toHaveBeenCalled();
    expect(refused.mock.calls).toEqual([[channel, "sender"]]);
  });

  test.each([
    ["too many arguments", [...(INPUTS[channel] ?? []), "more"]],
    ["an object", [{ path: "/etc/passwd" }]],
    ["a prototype", [["__proto__"]]],
    ["a relative path", [["../../etc/passwd"]]],
    ["a path that is too long", [[`/${"a".repeat(40_000)}`]]],
    ["too many paths", [Array.from({ length: 50_001 }, () => "/a")]],
    ["numbers", [[1, 2, 3]]],
  ])("is refused with %s", async (_, input) => {
    const { call, done, refused } = listenToAll();
    await call(channel, from(PAGE), ...input);
    expect(done).not.toHaveBeenCalled();
    expect(refused.mock.calls).toEqual([[channel, "input"]]);
  });

  test("is refused when it is said too often", async () => {
    const { call, done, refused } = listenToAll({ burst: 2 });
    for (let time = 0; time < 4; time++) await call(channel, from(PAGE), ...(INPUTS[channel] ?? []));
    expect(done).toHaveBeenCalledTimes(2);
    expect(refused.mock.calls).toEqual([
      [channel, "rate"],
      [channel, "rate"],
    ]);
  });
});

test("an error that can be expected crosses as its sentence, a bug as no more than that there was one", async () => {
  const { call, bugs } = listenToAll();
  expect(await call(CHANNELS.takeDropped, from(PAGE), ["/photos/a.jpg"])).toEqual({
    ok: false,
    message: "The engine is closed.",
  });
  expect(bugs).not.toHaveBeenCalled();
});

test("rates come back with time, up to the burst", () => {
  let nowMs = 0;
  const limit = createRateLimit(() => nowMs, { burst: 2, perS: 1 });
  const taken = (ms: number) => {
    nowMs = ms;
    return limit.take("a");
  };
  expect([0, 0, 0, 500, 1000, 1000, 9000, 9000, 9000].map(taken)).toEqual([
    ...[true, true, false, false, true, false],
    ...[true, true, false],
  ]);
});
