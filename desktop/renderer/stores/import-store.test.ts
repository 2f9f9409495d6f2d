import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Connection } from "@shared/contract/connect";
import type { ImportProgress } from "@shared/contract/import";
import { AppError } from "@shared/errors";
import type { Host, SendingStep } from "@renderer/bridge/host";
import { createImportStore } from "@renderer/stores/import-store";
import { createFakeLibrary } from "@renderer/testing/fake-library";

const JOB = "00000000-0000-4000-8000-00000000000a";
const OTHER = "00000000-0000-4000-8000-00000000000b";
const PICK = { handle: "h".repeat(43), name: "Trip", isFolder: true };
const STEP: SendingStep = { files: 2, sentFiles: 1, totalBytes: 20, sentBytes: 10, unreadable: 1, isWalked: true };

function progressOf(changes: Partial<ImportProgress> = {}): ImportProgress {
  return {
    ...{ jobId: JOB, state: "running", code: null, message: null, found: 2, foundBytes: 20, isWalked: true },
    ...{
      done: 1,
      doneBytes: 10,
      thumbnailsDone: 0,
      thumbnailsLeft: 1,
      needAttention: 0,
      filesPerS: null,
      leftMs: null,
    },
    ...{ counts: { imported: 1, duplicate: 0, sidecar: 0, unsupported: 0, failed: 0 }, latest: [] },
    ...changes,
  };
}

function open(host: Partial<Host> = {}, other?: Connection) {
  const { connection: own, imports: engine } = createFakeLibrary([]);
  const connection = other ?? own;
  const failed: unknown[] = [];
  let ended = 0;
  const store = createImportStore({
    connection,
    host: {
      ...{ kind: "serve", connect: () => Promise.resolve(connection), onLost: () => () => undefined },
      ...{ renditionUrl: () => "", pickFolders: null },
      takeDrop: () => Promise.resolve([PICK]),
      takeFiles: () => Promise.resolve([]),
      ...host,
    },
    fail: (thrown) => failed.push(thrown),
    onEnded: () => (ended += 1),
  });
  onTestFinished(() => connection.close());
  const states = () => store.getState().followed.map(({ jobId, progress }) => [jobId, progress?.state ?? null]);
  return { store, engine, failed, ended: () => ended, states };
}

const dropped = {} as DataTransfer;

describe("imports that are under way", () => {
  test("are followed to their end, whoever began them", async () => {
    const { store, engine, states, ended } = open();
    engine.tell(progressOf());
    store.getState().open();
    await vi.waitFor(() => expect(states()).toEqual([[JOB, "running"]]));
    engine.tell(progressOf({ state: "finished", done: 2 }));
    await vi.waitFor(() => expect(states()).toEqual([[JOB, "finished"]]));
    await vi.waitFor(() => expect(ended()).toBe(1));
    store.getState().dismiss(JOB);
    expect(states()).toEqual([]);
  });

  test("that stopped by themselves are shown; those that a person had stopped before are not", async () => {
    const { store, engine, states } = open();
    engine.tell(progressOf({ state: "stopped", code: "disk_full" }));
    engine.tell(progressOf({ jobId: OTHER, state: "stopped", code: "cancelled" }));
    store.getState().open();
    await vi.waitFor(() => expect(states()).toEqual([[JOB, "stopped"]]));
    store.getState().dismiss(JOB);
    engine.tell(progressOf({ jobId: OTHER, state: "stopped", code: "cancelled" }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(states()).toEqual([]);
  });

  test("go on by themselves when the engine was lost under them, and wait for a person when it was their disk", async () => {
    const before = createFakeLibrary([]);
    const after = createFakeLibrary([]);
    let now = before.connection;
    const connection: Connection = {
      invoke: (channel, input, options) => now.invoke(channel, input, options),
      subscribe: (feed, input, options) => now.subscribe(feed, input, options),
      close: () => now.close(),
    };
    const { store, states, failed } = open({}, connection);
    before.imports.tell(progressOf());
    before.imports.tell(progressOf({ jobId: OTHER }));
    store.getState().open();
    await vi.waitFor(() => expect(states()).toHaveLength(2));
    before.connection.close();
    now = after.connection;
    after.imports.tell(progressOf({ state: "stopped", code: "engine_closed" }));
    after.imports.tell(progressOf({ jobId: OTHER, state: "stopped", code: "disk_full" }));
    store.getState().open();
    await vi.waitFor(() => expect(states()).toContainEqual([OTHER, "stopped"]));
    expect([after.imports.asked, failed]).toEqual([[`resume ${JOB}`], []]);
  });
});

describe("what is dropped", () => {
  test("is sent in sight, then imported", async () => {
    const seen: (SendingStep | null)[] = [];
    const { store, engine } = open({
      takeDrop: (_, progress) => {
        progress(STEP);
        return Promise.resolve([PICK]);
      },
    });
    store.subscribe(({ sending }) => seen.push(sending));
    expect(await store.getState().takeDrop(dropped, "copy")).toBe("begun");
    expect(seen).toContainEqual({ ...STEP, isCancelling: false });
    expect(engine.asked).toEqual(["pick 1 copy"]);
    const { sending, unreadable } = store.getState();
    expect([sending, unreadable]).toEqual([null, 1]);
  });

  test("and holds no file is told as empty", async () => {
    const { store, engine } = open({ takeDrop: () => Promise.resolve([]) });
    expect(await store.getState().takeDrop(dropped, "copy")).toBe("empty");
    expect(engine.asked).toEqual([]);
  });

  test("can be stopped on its way without that being a failure", async () => {
    const { store, failed, engine } = open({
      takeDrop: (_, progress, signal) =>
        new Promise((_resolve, reject) => {
          progress(STEP);
          signal.addEventListener("abort", () => reject(new AppError("cancelled", "Sending was cancelled")));
        }),
    });
    const taken = store.getState().takeDrop(dropped, "copy");
    store.getState().cancelSending();
    expect(store.getState().sending?.isCancelling).toBe(true);
    expect(await taken).toBe("ended");
    expect([store.getState().sending, failed, engine.asked]).toEqual([null, [], []]);
  });

  test("while an earlier drop is on its way is told with it as one, and both are imported", async () => {
    const release: (() => void)[] = [];
    const { store, engine } = open({
      takeDrop: async (_, progress) => {
        progress(STEP);
        await new Promise<void>((resolve) => release.push(resolve));
        return [PICK];
      },
    });
    const taken = [store.getState().takeDrop(dropped, "copy"), store.getState().takeDrop(dropped, "copy")];
    expect(store.getState().sending).toMatchObject({ files: 4, sentFiles: 2, unreadable: 2, isCancelling: false });
    for (const go of release) go();
    expect(await Promise.all(taken)).toEqual(["begun", "begun"]);
    expect([engine.asked, store.getState().sending]).toEqual([["pick 1 copy", "pick 1 copy"], null]);
  });

  test("and cannot be taken is told as failed", async () => {
    const full = new AppError("disk_full", "The disk is full.");
    const { store, failed } = open({ takeDrop: () => Promise.reject(full) });
    expect(await store.getState().takeDrop(dropped, "copy")).toBe("ended");
    expect(failed).toEqual([full]);
  });
});

describe("a folder", () => {
  test("is chosen in the system's dialog where there is one, and referenced", async () => {
    const { store, engine } = open({ pickFolders: () => Promise.resolve([PICK]) });
    await store.getState().chooseFolder();
    expect([engine.asked, store.getState().isBrowsing]).toEqual([["pick 1 reference"], false]);
  });

  test("is chosen in the folder browser elsewhere", async () => {
    const { store, engine } = open();
    await store.getState().chooseFolder();
    expect([engine.asked, store.getState().isBrowsing]).toEqual([[], true]);
  });
});
