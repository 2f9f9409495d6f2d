import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EDIT_OPERATIONS, type PhotoChanges, type PhotoScope } from "@shared/contract/edit";
import type { Photo } from "@shared/contract/photo";
import { writePhoto } from "@shared/media/testing/photo-files";
import { createTestLibrary, type TestLibrary } from "@engine/testing/test-library";

let library: TestLibrary;

beforeEach(async () => {
  library = await createTestLibrary();
  for (const name of ["a", "b", "c"]) {
    await writePhoto(join(library.photos, `${name}.jpg`), { seed: name.charCodeAt(0), taken: "2021:03:01 12:00:00" });
  }
  await library.import();
});

afterEach(() => library.remove());

const edit = (changes: PhotoChanges, scope: PhotoScope = { query: "" }) =>
  library.client.invoke(EDIT_OPERATIONS.edit, { scope, changes });
const undo = (actionId?: string) => library.client.invoke(EDIT_OPERATIONS.undo, actionId ? { actionId } : {});
const actions = async () => (await library.client.invoke(EDIT_OPERATIONS.actions, { limit: 10 })).actions;

async function photo(name: string): Promise<Photo> {
  const [found] = await library.list(`file:${name}.jpg`);
  if (!found) throw new Error(`no photo ${name}`);
  return found;
}

/** Everything of the library that undoing has to bring back. */
const snapshot = async () =>
  (await library.list("is:trashed OR -is:trashed")).map(({ updatedAtMs: _, ...rest }) => rest);

describe("edit", () => {
  test("changes what a query finds and says how many were so already", async () => {
    await edit({ rating: 4 }, { query: "file:a.jpg" });
    expect(await edit({ rating: 4 })).toMatchObject({ changed: 2, unchanged: 1 });
    expect((await library.list("rating:4")).length).toBe(3);
  });

  test("changes photos by id", async () => {
    const { photoId } = await photo("b");
    await edit({ title: "Lake" }, { photoIds: [photoId] });
    expect((await library.list("has:title")).map(({ fileName }) => fileName)).toEqual(["b.jpg"]);
  });

  test("that changes nothing is no action", async () => {
    const outcome = await edit({ isFavourite: false });
    expect([outcome, (await actions()).length]).toEqual([{ actionId: null, changed: 0, unchanged: 3 }, 1]);
  });

  test("adds and takes off keywords, whatever their case", async () => {
    await edit({ addKeywords: ["Places|Bled", "lake"] });
    await edit({ removeKeywords: ["LAKE"] }, { query: "file:a.jpg" });
    expect((await photo("a")).keywords).toEqual(["Places|Bled"]);
    expect((await photo("b")).keywords).toEqual(["Places|Bled", "lake"]);
    expect((await library.list("tag:places tag:lake")).length).toBe(2);
  });

  test("a moved time puts the photo in its new place", async () => {
    await edit({ shiftMs: -86_400_000 }, { query: "file:c.jpg" });
    const photos = await library.list();
    expect(photos[0]).toMatchObject({
      fileName: "c.jpg",
      capturedLocal: "2021-02-28T12:00:00",
      capturedSource: "user",
    });
  });

  test("a malformed query changes nothing and says where the mistake is", async () => {
    await expect(edit({ rating: 1 }, { query: "camra:x" })).rejects.toMatchObject({
      code: "bad_query",
      range: { from: 0 },
    });
    expect((await actions()).length).toBe(1);
  });

  test("lasts through a restart, and so does undo", async () => {
    await edit({ rating: 5 }, { query: "file:a.jpg" });
    await library.reopen();
    expect((await photo("a")).rating).toBe(5);
    await undo();
    expect((await photo("a")).rating).toBeNull();
  });
});

describe("undo", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["an edit", () => edit({ rating: 5, title: "Lake", latitude: 1.5, longitude: 2.5 })],
    ["keywords", () => edit({ keywords: ["x", "y"] })],
    ["a moved time", () => edit({ shiftMs: 3_600_000, offsetMinutes: 60 })],
    ["trash", () => library.client.invoke(EDIT_OPERATIONS.trash, { scope: { query: "file:a.jpg" } })],
  ])("brings everything back as it was: %s", async (_, act) => {
    await edit({ rating: 2, addKeywords: ["x"] }, { query: "file:b.jpg" });
    const before = await snapshot();
    await act();
    expect(await snapshot()).not.toEqual(before);
    await undo();
    expect(await snapshot()).toEqual(before);
  });

  test("goes back action by action, and an undone undo stands again", async () => {
    await edit({ rating: 1 });
    await edit({ rating: 2 });
    const second = await undo();
    expect((await photo("a")).rating).toBe(1);
    const first = await undo();
    expect((await photo("a")).rating).toBeNull();
    await expect(undo(second.undone.actionId)).rejects.toMatchObject({ code: "action_undone" });
    await undo(first.actionId);
    expect((await photo("a")).rating).toBe(1);
    await undo(second.actionId);
    expect((await photo("a")).rating).toBe(2);
    await undo();
    expect((await photo("a")).rating).toBe(1);
  });

  test("leaves cells that were written again since, and says how many photos that concerns", async () => {
    const first = await edit({ rating: 1, title: "one" });
    await edit({ title: "two" }, { query: "file:a.jpg" });
    const outcome = await undo(first.actionId ?? "");
    expect(outcome).toMatchObject({ changed: 3, left: 1 });
    expect(await photo("a")).toMatchObject({ rating: null, title: "two" });
    expect(await photo("b")).toMatchObject({ rating: null, title: null });
  });

  test("of a tag taken off and put back by somebody else leaves it", async () => {
    const added = await edit({ addKeywords: ["x"] });
    await edit({ removeKeywords: ["x"] }, { query: "file:a.jpg" });
    await edit({ addKeywords: ["x"] }, { query: "file:a.jpg" });
    expect(await undo(added.actionId ?? "")).toMatchObject({ changed: 2, left: 1 });
    expect((await photo("a")).keywords).toEqual(["x"]);
  });

  test("of nothing, or of an action that is not there, is refused", async () => {
    await undo();
    await expect(undo()).rejects.toMatchObject({ code: "nothing_to_undo" });
    await expect(undo("00000000-0000-7000-8000-000000000000")).rejects.toMatchObject({ code: "action_not_found" });
  });
});

describe("trash", () => {
  test("takes photos out of sight and keeps their files", async () => {
    const path = (await photo("a")).path ?? "";
    await library.client.invoke(EDIT_OPERATIONS.trash, { scope: { query: "file:a.jpg" } });
    expect((await library.list()).map(({ fileName }) => fileName).sort()).toEqual(["b.jpg", "c.jpg"]);
    const [trashed] = await library.list("is:trashed");
    expect(trashed).toMatchObject({ fileName: "a.jpg", trashed: true, path });
    expect(trashed?.trashedAtMs).toEqual(expect.any(Number));
  });

  test("gives photos back, found by a query of what is in it", async () => {
    await library.client.invoke(EDIT_OPERATIONS.trash, { scope: { query: "" } });
    await library.client.invoke(EDIT_OPERATIONS.restore, { scope: { query: "file:b.jpg" } });
    expect((await library.list()).map(({ fileName, trashedAtMs }) => [fileName, trashedAtMs])).toEqual([
      ["b.jpg", null],
    ]);
  });
});

test("a thousand photos are changed and changed back as one action", async () => {
  const { client } = library;
  const ids = (await library.list()).map(({ photoId }) => photoId);
  const many = Array.from({ length: 1000 }, (_, i) => ids[i % 3] ?? "");
  expect(await edit({ rating: 3 }, { photoIds: many })).toMatchObject({ changed: 3, unchanged: 0 });
  const { undone } = await client.invoke(EDIT_OPERATIONS.undo, {});
  expect(undone.label).toBe("Set rating to 3: 3 photos");
});
