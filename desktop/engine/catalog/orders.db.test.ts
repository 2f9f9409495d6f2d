import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { LIBRARY_OPERATIONS, type OrderChange, type PackedOrder } from "@shared/contract/view";
import { PHOTO_FLAGS } from "@shared/domain/photo-flags";
import { writePhoto } from "@shared/media/testing/photo-files";
import { createTestLibrary, type TestLibrary } from "@engine/testing/test-library";

let library: TestLibrary;

beforeEach(async () => {
  library = await createTestLibrary();
});

afterEach(() => library.remove());

async function add(...names: string[]) {
  for (const name of names) {
    const day = name.padStart(2, "0");
    await writePhoto(join(library.photos, `${name}.jpg`), { seed: Number(name), taken: `2021:03:${day} 12:00:00` });
  }
  await library.import();
}

const order = () => library.client.invoke(LIBRARY_OPERATIONS.order, { sort: "captured" });

/** The steps after a version until the one that does something has come. */
async function follow(since: number, act: () => Promise<unknown>): Promise<OrderChange> {
  const changes = library.client.subscribe(LIBRARY_OPERATIONS.changes, { sort: "captured", since });
  const iterator = changes[Symbol.asyncIterator]();
  const next = iterator.next();
  await act();
  const step = await next;
  await iterator.return?.();
  return step.value as OrderChange;
}

async function daysOf({ keys }: PackedOrder): Promise<number[]> {
  const { photos } = await library.client.invoke(LIBRARY_OPERATIONS.details, { keys: [...keys] });
  return photos.map((detail) => Number(detail?.photo.capturedLocal.slice(8, 10)));
}

test("an import is a step in which the new photos come where their time is", async () => {
  await add("3", "9");
  const before = await order();
  const step = await follow(before.version, () => add("5"));
  expect(step).toMatchObject({ kind: "step", from: before.version, at: Int32Array.of(1), added: Int32Array.of(1) });
  const after = await order();
  expect([await daysOf(after), after.version]).toEqual([[3, 5, 9], step.to]);
});

test("an edit repaints the photo where it stands and says whose details are stale", async () => {
  await add("1", "2");
  const before = await order();
  const step = await follow(before.version, () =>
    library.client.invoke(EDIT_OPERATIONS.edit, { scope: { query: "file:2.jpg" }, changes: { isFavourite: true } }),
  );
  expect(step).toMatchObject({
    kind: "step",
    at: Int32Array.of(1),
    removed: Int32Array.of(1),
    added: Int32Array.of(1),
  });
  expect((await order()).flags).toEqual(Uint16Array.of(0, PHOTO_FLAGS.favourite));
});

test("a rebuild means reading the order again", async () => {
  await add("1");
  const { version } = await order();
  expect(await follow(version, () => library.client.invoke(STATE_OPERATIONS.rebuild, {}))).toEqual({
    kind: "reload",
    to: expect.any(Number) as number,
  });
});

test("a version of an earlier run is answered with a reload", async () => {
  await add("1");
  const { version } = await order();
  await library.reopen();
  await order();
  expect(await follow(version, () => Promise.resolve())).toMatchObject({ kind: "reload" });
});

test("what a query finds is bits over the order, the trash included in it", async () => {
  await add("1", "2", "3");
  await library.client.invoke(EDIT_OPERATIONS.trash, { scope: { query: "file:1.jpg" } });
  const { version, keys } = await order();
  expect(keys.length).toBe(3);
  const match = (query: string) => library.client.invoke(LIBRARY_OPERATIONS.match, { query, sort: "captured" });
  expect(await match("")).toEqual({ version, count: 2, bits: Uint8Array.of(0b110) });
  expect(await match("is:trashed")).toEqual({ version, count: 1, bits: Uint8Array.of(0b001) });
});

test("months are counted for any query", async () => {
  await add("1", "2");
  expect(await library.client.invoke(LIBRARY_OPERATIONS.histogram, { query: "file:2" })).toEqual({
    months: [{ year: 2021, month: 3, count: 1 }],
  });
});

test("details keep the order asked for and are null where no photo is", async () => {
  await add("1", "2");
  const { keys } = await order();
  const { photos } = await library.client.invoke(LIBRARY_OPERATIONS.details, {
    keys: [keys[1] ?? 0, 77, keys[0] ?? 0],
  });
  expect(photos.map((detail) => detail?.photo.fileName)).toEqual(["2.jpg", undefined, "1.jpg"]);
  const ids = photos.flatMap((detail) => (detail ? [detail.photo.photoId] : []));
  const byId = await library.client.invoke(LIBRARY_OPERATIONS.details, { photoIds: ["a".repeat(32), ...ids] });
  expect(byId.photos.map((detail) => detail?.photo.fileName)).toEqual([undefined, "2.jpg", "1.jpg"]);
});
