import { describe, expect, test, vi } from "vitest";
import type { Photo } from "@shared/contract/photo";
import { libraryPhoto, type PhotoFields } from "@shared/testing/library-photo";
import { AppError } from "@shared/errors";
import { createFakeLibrary } from "@renderer/testing/fake-library";
import { createActionsStore } from "./actions-store";
import { createDetailsStore } from "./details-store";
import { createLibraryStore } from "./library-store";
import { createSelectionStore } from "./selection-store";

/** Time that passes when a test says so. */
function createTime() {
  const waiting = new Set<{ atMs: number; run: () => void }>();
  let nowMs = 0;
  return {
    schedule(delayMs: number, run: () => void) {
      const entry = { atMs: nowMs + delayMs, run };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    pass(byMs: number) {
      nowMs += byMs;
      for (const entry of [...waiting]) {
        if (entry.atMs > nowMs) continue;
        waiting.delete(entry);
        entry.run();
      }
    },
  };
}

/** Stores over photos of one day each, the last one newest. */
async function open(fields: readonly PhotoFields[]) {
  const photos = fields.map((one, index) => {
    const capturedLocal = `2021-03-${String(index + 1).padStart(2, "0")}T12:00:00`;
    return libraryPhoto(`abc${"abcdefghij"[index] ?? ""}`, { capturedLocal, ...one }).photo;
  });
  const time = createTime();
  const fake = createFakeLibrary(photos);
  const library = createLibraryStore(fake.connection, time.schedule);
  const details = createDetailsStore(fake.connection, library);
  const selection = createSelectionStore(library);
  const actions = createActionsStore(fake.connection, library, details, time.schedule);
  library.getState().open();
  await vi.waitFor(() => expect(library.getState().status.kind).toBe("ready"));
  await vi.waitFor(() => expect(library.getState().counts.review).toBe(0));
  return { time, fake, library, details, selection, actions };
}

const three: PhotoFields[] = [{}, {}, {}];

describe("the library", () => {
  test("shows what a place holds, newest first, and follows what changes there", async () => {
    const { library, fake, actions } = await open([{}, { isFavourite: true }, {}]);
    expect({ shown: library.getState().shown, counts: library.getState().counts }).toEqual({
      shown: Int32Array.of(2, 1, 0),
      counts: { library: 3, favourites: 1, trash: 0, review: 0 },
    });
    library.getState().go("favourites");
    expect(library.getState().shown).toEqual(Int32Array.of(1));
    await actions.getState().edit([0], { isFavourite: true });
    await vi.waitFor(() => expect(library.getState().shown).toEqual(Int32Array.of(1, 0)));
    await actions.getState().trash([1]);
    await vi.waitFor(() => expect(library.getState().shown).toEqual(Int32Array.of(0)));
    expect(library.getState().counts).toEqual({ library: 2, favourites: 1, trash: 1, review: 0 });
    expect(fake.photos().map(({ trashed }) => trashed)).toEqual([false, true, false]);
  });

  test("rows and keys lead to each other; what is not shown has no row", async () => {
    const { library } = await open([{}, { trashed: true }, {}]);
    const { keyAt, rowOf } = library.getState();
    expect([keyAt(0), keyAt(1), keyAt(2)]).toEqual([2, 0, undefined]);
    expect([rowOf(2), rowOf(0), rowOf(1), rowOf(77)]).toEqual([0, 1, -1, -1]);
    for (let turn = 0; turn < 100; turn++) expect(rowOf(0)).toBe(1);
  });

  test("a search is asked in the words of its place, and says what it found", async () => {
    const { library } = await open([{}, { title: "Tokyo" }, { title: "Tokyo", trashed: true }]);
    library.getState().search("tokyo");
    expect(library.getState().match).toEqual({ kind: "searching" });
    await vi.waitFor(() => expect(library.getState().match).toEqual({ kind: "found", count: 1 }));
    expect(library.getState().shown).toEqual(Int32Array.of(1));
    library.getState().search("");
    expect({ match: library.getState().match, query: library.getState().shownQuery() }).toEqual({
      match: { kind: "all" },
      query: "",
    });
    library.getState().go("trash");
    expect(library.getState().shownQuery()).toBe("is:trashed");
    library.getState().search("tokyo");
    await vi.waitFor(() => expect(library.getState().shown).toEqual(Int32Array.of(2)));
    library.getState().search("camra:x");
    await vi.waitFor(() =>
      expect(library.getState().match).toMatchObject({ kind: "mistake", range: { from: 0, to: 5 } }),
    );
  });

  test("says that it is lost, keeps what it shows, and is ready when it was opened again", async () => {
    const { library } = await open(three);
    library.getState().lose("The engine is gone");
    expect({ status: library.getState().status, shown: library.getState().shown }).toEqual({
      status: { kind: "lost", message: "The engine is gone" },
      shown: Int32Array.of(2, 1, 0),
    });
    library.getState().open();
    await vi.waitFor(() => expect(library.getState().status).toEqual({ kind: "ready" }));
  });

  test("a connection that ends under it is a loss too", async () => {
    const { library, fake } = await open(three);
    fake.connection.close();
    await vi.waitFor(() => expect(library.getState().status.kind).toBe("lost"));
    expect(library.getState().shown).toHaveLength(3);
  });
});

describe("details", () => {
  test("come in one question, and come anew when a photo has changed, shown as they were until then", async () => {
    const { details, actions } = await open(three);
    details.getState().request([0, 1, 2]);
    expect(details.getState().photoOf(0)).toBeUndefined();
    await vi.waitFor(() => expect(details.getState().photoOf(0)?.rating).toBeNull());
    const seen: (number | null | undefined)[] = [];
    details.subscribe((state) => seen.push(state.photoOf(0)?.rating));
    await actions.getState().edit([0], { rating: 4 });
    await vi.waitFor(() => expect(details.getState().photoOf(0)?.rating).toBe(4));
    expect(seen).not.toContain(undefined);
  });

  test("of a photo that is no more are left out", async () => {
    const { details } = await open(three);
    const photos: Photo[] = await details.getState().fetch([0, 99, 2]);
    expect(photos.map(({ fileName }) => fileName)).toEqual(["abca", "abcc"]);
  });
});

describe("a selection", () => {
  test("grows and shrinks by rows", async () => {
    const { selection } = await open([{}, {}, {}, {}, {}]);
    const steps = selection.getState();
    const now = () => ({ keys: [...selection.getState().keys], focus: selection.getState().focus });
    steps.only(1);
    expect(now()).toEqual({ keys: [3], focus: 1 });
    steps.extend(3);
    expect(now()).toEqual({ keys: [1, 2, 3], focus: 3 });
    steps.extend(0);
    expect(now()).toEqual({ keys: [3, 4], focus: 0 });
    steps.toggle(4);
    expect(now()).toEqual({ keys: [0, 3, 4], focus: 4 });
    steps.toggle(4);
    steps.toggleRows(1, 3);
    expect(now().keys).toEqual([1, 2, 3, 4]);
    steps.toggleRows(1, 3);
    expect(now().keys).toEqual([4]);
    steps.all();
    expect(now().keys).toEqual([0, 1, 2, 3, 4]);
    steps.clear();
    expect(now().keys).toEqual([]);
  });

  test("stays with its photos when others come and go, and lets go of those that are gone", async () => {
    const { selection, actions, library } = await open([{}, {}, {}, {}]);
    selection.getState().only(1);
    selection.getState().extend(2);
    expect([...selection.getState().keys]).toEqual([1, 2]);
    await actions.getState().trash([3]);
    await vi.waitFor(() => expect(library.getState().shown).toHaveLength(3));
    expect({ ...selection.getState(), keys: [...selection.getState().keys] }).toMatchObject({
      ...{ keys: [1, 2], anchor: 0, focus: 1 },
    });
    await actions.getState().trash([1]);
    await vi.waitFor(() => expect(library.getState().shown).toHaveLength(2));
    // The keyboard is at the photo that came into the place of the one that went.
    expect({ keys: [...selection.getState().keys], focus: selection.getState().focus }).toEqual({
      keys: [2],
      focus: 1,
    });
  });

  test("is dropped in another place", async () => {
    const { selection, library } = await open(three);
    selection.getState().all();
    library.getState().go("trash");
    expect({ size: selection.getState().keys.size, focus: selection.getState().focus }).toEqual({
      size: 0,
      focus: null,
    });
  });
});

describe("actions", () => {
  const said = (actions: Awaited<ReturnType<typeof open>>["actions"]) =>
    actions.getState().toasts.map(({ key, values }) => ({ key, ...values }));

  test("say what was done and take it back from there", async () => {
    const { actions, fake } = await open(three);
    await actions.getState().edit([0, 2], { rating: 5 });
    expect(said(actions)).toEqual([{ key: "actions.edited", count: 2 }]);
    const [toast] = actions.getState().toasts;
    await actions.getState().undo(toast?.actionIds);
    expect(said(actions).at(-1)).toEqual({ key: "actions.undone", count: 2, left: 0 });
    expect(fake.photos().map(({ rating }) => rating)).toEqual([null, null, null]);
  });

  test("that change nothing say so and have nothing to take back", async () => {
    const { actions } = await open(three);
    await actions.getState().edit([0], { isFavourite: false });
    expect(actions.getState().toasts).toMatchObject([{ key: "actions.nothing", actionIds: [] }]);
  });

  test("that fail say why, and are no exception to whoever asked", async () => {
    const { actions, fake } = await open(three);
    fake.refuse(new AppError("disk_full", "The disk is full. Free some room and try again."));
    expect(await actions.getState().trash([0])).toBe(false);
    const reason = "The disk is full. Free some room and try again.";
    expect(said(actions)).toEqual([{ key: "actions.failed", reason }]);
    expect(actions.getState().busy).toBe(0);
  });

  test("are said for eight seconds, longer while they are looked at, and never more than three at once", async () => {
    const { actions, time } = await open(three);
    const { say, hold, release, dismiss } = actions.getState();
    for (let count = 1; count <= 4; count++) say("frame.photos", { count });
    expect(actions.getState().toasts.map(({ values }) => values.count)).toEqual([2, 3, 4]);
    const [first, second] = actions.getState().toasts;
    hold(first?.id ?? 0);
    dismiss(second?.id ?? 0);
    time.pass(8000);
    expect(actions.getState().toasts.map(({ values }) => values.count)).toEqual([2]);
    release(first?.id ?? 0);
    time.pass(7999);
    expect(said(actions)).toHaveLength(1);
    time.pass(1);
    expect(said(actions)).toEqual([]);
  });
});
