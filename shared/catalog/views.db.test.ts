import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fold } from "@shared/catalog/fold";
import { findKeys, NOT_PURGED, readOrder, readOrderRows } from "@shared/catalog/order";
import { countMonths, countPhotos, findKeysById, findPhotosByKey, listPhotos } from "@shared/catalog/photos";
import { inTransaction, readPosition, savePosition } from "@shared/catalog/position";
import { findCatalogVersion, showMetadata, CATALOG_VERSION } from "@shared/catalog/schema";
import type { PhotoImport } from "@shared/contract/mutation";
import { PHOTO_FLAGS, type PhotoFlag } from "@shared/domain/photo-flags";
import type { DuckDbConnection } from "@shared/duckdb/duckdb-connection";
import { toPatches } from "@shared/sync/to-patches";
import { openCatalogInMemory, photoImport } from "@shared/testing/catalog";

let catalog: DuckDbConnection;

beforeEach(async () => {
  catalog = await openCatalogInMemory();
});

afterEach(() => catalog.close());

const MID = "00000000-0000-7000-8000-000000000001";

async function importAll(photos: Record<string, Partial<PhotoImport>>) {
  const items = Object.entries(photos).map(([k, f]) => ({ k, f: photoImport(f) }));
  const mutation = { n: 1, mid: MID, action: MID, atMs: 1_700_000_000_000, op: "photo.import.bulk" as const, items };
  const pending = toPatches(mutation, { tagIdOf: (path) => `tag-${path}` });
  await inTransaction(catalog, () => fold(catalog, { accepted: [], pending }));
}

describe("readOrder", () => {
  test("gives every photo by wall time, then id, with times, aspect and flags", async () => {
    await importAll({
      b: { capturedLocal: "2021-03-01T12:34:56", isFavourite: true },
      a: { capturedLocal: "2021-03-01T12:34:56", widthPx: null, heightPx: null },
      c: { capturedLocal: "1969-12-31T23:59:59.5", widthPx: 1, heightPx: 10_000, latitude: 0, longitude: 0 },
    });
    const noon = Date.UTC(2021, 2, 1, 12, 34, 56);
    expect(await readOrder(catalog, "captured")).toEqual({
      keys: Int32Array.of(2, 1, 0),
      times: Float64Array.of(-500, noon, noon),
      aspects: Uint16Array.of(1, 0, 1333),
      flags: Uint16Array.of(PHOTO_FLAGS.placed, 0, PHOTO_FLAGS.favourite),
    });
  });

  test("leaves out tombstones and keeps the trash, marked", async () => {
    await importAll({ a: {}, b: {} });
    await catalog.run("UPDATE photo SET state = 'purged' WHERE photo_id = 'a'");
    await catalog.run("UPDATE photo SET state = 'trashed' WHERE photo_id = 'b'");
    const { keys, flags } = await readOrder(catalog, "imported");
    expect({ keys, flags }).toEqual({ keys: Int32Array.of(1), flags: Uint16Array.of(PHOTO_FLAGS.trashed) });
  });

  test("photos of one time stand by id, each with its own look", async () => {
    await importAll({
      c: { widthPx: 300, heightPx: 100, isFavourite: true },
      e: { capturedLocal: "2022-01-01T00:00:00", widthPx: 1, heightPx: 1 },
      b: { widthPx: 200, heightPx: 100, rating: 5 },
      d: { capturedLocal: "2020-01-01T00:00:00" },
      a: { widthPx: 100, heightPx: 100, latitude: 1, longitude: 1 },
    });
    const { keys, aspects, flags } = await readOrder(catalog, "captured");
    expect({ keys, aspects, flags }).toEqual({
      keys: Int32Array.of(3, 4, 2, 0, 1),
      aspects: Uint16Array.of(1333, 1000, 2000, 3000, 1000),
      flags: Uint16Array.of(0, PHOTO_FLAGS.placed, 0, PHOTO_FLAGS.favourite, 0),
    });
  });

  test.each<[PhotoFlag, string]>([
    ["favourite", "is_favourite = true"],
    ["trashed", "state = 'trashed'"],
    ["hidden", "is_hidden = true"],
    ["archived", "is_archived = true"],
    ["private", "is_private = true"],
    ["video", "kind = 'video'"],
    ["raw", "kind = 'raw'"],
    ["live", "live_photo_video_id = 'b'"],
    ["stacked", "stack_id = 's'"],
    ["picked", "pick = 'pick'"],
    ["rejected", "pick = 'reject'"],
    ["backedUp", "is_backed_up = true"],
    ["placed", "latitude = 0, longitude = 0"],
  ])("the flag %s is set by %s, and no other is", async (flag, assignment) => {
    await importAll({ a: { format: "jpeg" } });
    await catalog.run(`UPDATE photo SET ${assignment}`);
    expect((await readOrder(catalog, "captured")).flags).toEqual(Uint16Array.of(PHOTO_FLAGS[flag]));
  });

  test("a place needs latitude and longitude", async () => {
    await importAll({ a: { latitude: 1 }, b: { longitude: 1 } });
    expect((await readOrder(catalog, "captured")).flags).toEqual(Uint16Array.of(0, 0));
  });

  test("holds more photos than one chunk of the database", async () => {
    await importAll(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`p${i}`, {}])));
    const { keys } = await readOrder(catalog, "captured");
    expect(new Set(keys).size).toBe(5000);
    expect((await findKeys(catalog, NOT_PURGED)).length).toBe(5000);
  });
});

test("readOrderRows gives the places of some photos with their ids, sorted", async () => {
  await importAll({ b: {}, a: {}, c: { capturedLocal: "2001-01-01T00:00:00" } });
  const time = Date.UTC(2021, 2, 1, 12, 34, 56);
  expect(await readOrderRows(catalog, "captured", [0, 1, 77])).toEqual([
    { key: 1, photoId: "a", time, aspect: 1333, flags: 0 },
    { key: 0, photoId: "b", time, aspect: 1333, flags: 0 },
  ]);
});

describe("photos", () => {
  test("show what was imported, by dense key and by id", async () => {
    await importAll({ a: { title: "Lake", keywords: ["Places|Bled", "summer"], latitude: 46.36, longitude: 14.09 } });
    await catalog.run("INSERT INTO photo_path VALUES (0, '/photos/a.jpg', '/photos/a.jpg')");
    const keys = await findKeysById(catalog, ["a", "unknown"]);
    const [found] = await findPhotosByKey(catalog, [...keys.values(), 99]);
    const {
      assets: _,
      keywordPaths: __,
      ...stated
    } = photoImport({ title: "Lake", latitude: 46.36, longitude: 14.09 });
    expect(found).toEqual({
      key: 0,
      photo: {
        ...stated,
        photoId: "a",
        keywords: ["Places|Bled", "summer"],
        path: "/photos/a.jpg",
        importedAtMs: 1_700_000_000_000,
        updatedAtMs: 1_700_000_000_000,
        trashedAtMs: null,
        backedUp: false,
        trashed: false,
      },
    });
  });

  test("are listed by wall time, then id, under any condition", async () => {
    await importAll({ b: {}, a: {}, c: { capturedLocal: "2001-01-01T00:00:00" }, d: { rating: 1 } });
    const listed: string[] = [];
    const condition = { where: "coalesce(rating, 0) < $rating AND key >= 0", parameters: { rating: 1 } };
    for await (const page of listPhotos(catalog, condition)) listed.push(...page.map(({ photo }) => photo.photoId));
    expect(listed).toEqual(["c", "a", "b"]);
    expect(await countPhotos(catalog, condition)).toBe(3);
  });

  test("are counted by month of their wall time", async () => {
    await importAll({
      a: { capturedLocal: "2021-01-31T23:59:59", offsetMinutes: -720 },
      b: { capturedLocal: "2021-02-01T00:00:00" },
      c: { capturedLocal: "2021-02-28T00:00:00" },
    });
    expect(await countMonths(catalog, NOT_PURGED)).toEqual({
      months: [
        { year: 2021, month: 1, count: 1 },
        { year: 2021, month: 2, count: 2 },
      ],
    });
  });
});

describe("the view under the data model's names", () => {
  test("has every field of the data model", async () => {
    await importAll({ a: { title: "Lake", keywords: ["summer"] } });
    const [row] = await catalog.rows("SELECT * FROM photos");
    expect(Object.keys(row ?? {})).toEqual([
      ...["id", "user_id", "title", "description", "filename", "content_type", "size_bytes", "width", "height", "tags"],
      ...["private", "upload_date", "updated_date", "storage_path", "thumbnail_path", "metadata"],
    ]);
    expect(row).toMatchObject({ id: "a", tags: ["summer"], upload_date: 1_700_000_000_000, metadata: null });
  });

  test("reads metadata through the function that the host names", async () => {
    await importAll({ a: {} });
    await catalog.run("CREATE MACRO tags_of(id) AS '{\"of\":\"' || id || '\"}'");
    await showMetadata(catalog, "tags_of");
    expect(await catalog.rows("SELECT metadata->>'of' AS photo FROM photos")).toEqual([{ photo: "a" }]);
  });
});

test("a catalog knows its version and how far it has come", async () => {
  await inTransaction(catalog, () => savePosition(catalog, { n: 12, seq: 7 }));
  expect(await findCatalogVersion(catalog)).toBe(CATALOG_VERSION);
  expect(await readPosition(catalog)).toEqual({ n: 12, seq: 7 });
});

test("a transaction that fails leaves nothing", async () => {
  const failing = inTransaction(catalog, async () => {
    await savePosition(catalog, { n: 12, seq: 7 });
    throw new Error("power cut");
  });
  await expect(failing).rejects.toThrow("power cut");
  expect(await readPosition(catalog)).toEqual({ n: 0, seq: 0 });
});
