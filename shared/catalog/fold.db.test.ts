import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fold } from "@shared/catalog/fold";
import { inTransaction } from "@shared/catalog/position";
import { createCatalog } from "@shared/catalog/schema";
import { WHOLE_ROW, type Patch } from "@shared/contract/mutation";
import type { DuckDbConnection } from "@shared/duckdb/duckdb-connection";
import { openCatalogInMemory, photoImport } from "@shared/testing/catalog";

let catalog: DuckDbConnection;

beforeEach(async () => {
  catalog = await openCatalogInMemory();
});

afterEach(() => catalog.close());

const writer = (n: number) => ({ w: `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`, ts: n });

function importPatches(photoId: string, n: number, keywords: string[] = [], title: string | null = null): Patch[] {
  const { keywords: _, keywordPaths: __, assets: ___, ...cells } = photoImport({ title, fileName: `${photoId}.jpg` });
  const meta = { [WHOLE_ROW]: writer(n) };
  const set = { ...cells, state: "live", trashedAtMs: null, importedAtMs: n, updatedAtMs: n };
  const tags = keywords.map((path, index) =>
    tagPatch(photoId, path, n, { isIn: true, path, position: index + 1 }, meta),
  );
  return [{ t: "photo", k: photoId, seq: 0, set, meta }, ...tags];
}

function setPatch(photoId: string, n: number, set: Patch["set"]): Patch {
  const meta = Object.fromEntries(Object.keys(set).map((field) => [field, writer(n)]));
  return { t: "photo", k: photoId, seq: 0, set: { ...set, updatedAtMs: n }, meta };
}

function tagPatch(photoId: string, path: string, n: number, set: Patch["set"], meta?: Patch["meta"]): Patch {
  const cells = Object.fromEntries(Object.keys(set).map((field) => [field, writer(n)]));
  return { t: "photo_tag", k: `${photoId}/tag-${path}`, seq: 0, set, meta: meta ?? cells };
}

const accept = (patches: Patch[], seq: number) => patches.map((patch) => ({ ...patch, seq }));

function foldInto(accepted: Patch[], pending: Patch[]) {
  return inTransaction(catalog, () => fold(catalog, { accepted, pending }));
}

async function photos(table = "photo") {
  return catalog.rows(`SELECT k.photo_id, title, rating, state, keywords, updated_at_ms, accepted_seq
    FROM ${table} p JOIN photo_key k USING (key) ORDER BY k.photo_id`);
}

describe("fold", () => {
  test("makes a photo with its keywords in their order and folds its texts for search", async () => {
    await foldInto([], importPatches("p1", 7, ["Zürich", "Places|Japan|Tōkyō"], "Älpler"));
    const [row] = await catalog.rows("SELECT title_folded, keywords, kind, writer, meta, key FROM photo");
    const tags = await catalog.rows("SELECT path, path_folded FROM tag ORDER BY tag_key");
    expect(row).toEqual({
      title_folded: "alpler",
      keywords: ["Zürich", "Places|Japan|Tōkyō"],
      kind: "photo",
      writer: writer(7).w,
      meta: null,
      key: 0,
    });
    expect(tags).toEqual([
      { path: "Zürich", path_folded: "zurich" },
      { path: "Places|Japan|Tōkyō", path_folded: "places|japan|tokyo" },
    ]);
  });

  test("keeps the writer of every edited cell and leaves the others to the import", async () => {
    await foldInto([], importPatches("p1", 1));
    await foldInto([], [setPatch("p1", 2, { rating: 3 }), setPatch("p1", 3, { title: "Lake" })]);
    await foldInto([], [setPatch("p1", 4, { rating: 5 })]);
    const [row] = await catalog.rows("SELECT writer, meta::VARCHAR AS meta, title, rating FROM photo");
    expect({ ...row, meta: JSON.parse(row?.meta as string) as unknown }).toEqual({
      writer: writer(1).w,
      title: "Lake",
      rating: 5,
      meta: { rating: writer(4), title: writer(3) },
    });
  });

  test("leaves out photos of which only a part is known, and gives their keys to nobody else", async () => {
    await foldInto([], [setPatch("lost", 1, { rating: 5 }), ...importPatches("p1", 2)]);
    await foldInto([], importPatches("lost", 3));
    const rows = await catalog.rows("SELECT photo_id, key, rating FROM photo ORDER BY key");
    expect(rows).toEqual([
      { photo_id: "lost", key: 0, rating: null },
      { photo_id: "p1", key: 1, rating: null },
    ]);
  });

  test("reports which photos are new, which changed and which of those may have moved", async () => {
    await foldInto([], importPatches("p1", 1));
    await foldInto([], importPatches("p2", 1));
    const retagged = tagPatch("p1", "a", 3, { isIn: true, path: "a" });
    const moved = setPatch("p2", 4, { capturedLocal: "2001-01-01T00:00:00" });
    const outcome = await foldInto([], [...importPatches("p3", 2), retagged, moved]);
    expect(outcome).toEqual({ newKeys: [2], changedKeys: [1, 0], movedKeys: [1] });
  });

  test("keeps the accepted image of a row only while something is pending on it", async () => {
    await foldInto(accept(importPatches("p1", 1), 1), []);
    await foldInto([], [setPatch("p1", 2, { rating: 4 })]);
    expect(await photos("photo_canonical")).toMatchObject([{ photo_id: "p1", rating: null, accepted_seq: 1 }]);
    await foldInto(accept([setPatch("p1", 2, { rating: 4 })], 2), []);
    expect(await photos("photo_canonical")).toEqual([]);
    expect(await photos()).toMatchObject([{ photo_id: "p1", rating: 4, accepted_seq: 2 }]);
  });

  test("puts what is pending back on top when others changed the row", async () => {
    await foldInto(accept(importPatches("p1", 1), 1), []);
    const mine = setPatch("p1", 2, { title: "mine" });
    await foldInto([], [mine]);
    await foldInto(accept([setPatch("p1", 9, { title: "theirs", rating: 2 })], 2), [mine]);
    expect(await photos()).toMatchObject([{ title: "mine", rating: 2 }]);
    expect(await photos("photo_canonical")).toMatchObject([{ title: "theirs", rating: 2, accepted_seq: 2 }]);
  });

  test("takes 500 photos with a fixed number of statements", async () => {
    const statements: string[] = [];
    const counting = { ...catalog, run: (sql: string) => (statements.push(sql), catalog.run(sql)) };
    await fold(counting, { accepted: [], pending: importPatches("p0", 1, ["a"]) });
    const forOne = statements.length;
    const many = Array.from({ length: 500 }, (_, i) => importPatches(`q${i}`, 1, ["a"])).flat();
    await fold(counting, { accepted: [], pending: many });
    expect(statements.length - forOne).toBe(forOne);
  });
});

const IDS = ["p1", "p2", "p3"];
const TAGS = ["a", "b"];

type Step =
  | { kind: "import"; id: string; keywords: string[] }
  | { kind: "set"; id: string; field: "title" | "rating"; value: number }
  | { kind: "tag"; id: string; tag: string; isIn: boolean }
  | { kind: "accept"; count: number }
  | { kind: "remote"; id: string; value: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("import" as const),
    id: fc.constantFrom(...IDS),
    keywords: fc.uniqueArray(fc.constantFrom(...TAGS)),
  }),
  fc.record({
    kind: fc.constant("set" as const),
    id: fc.constantFrom(...IDS),
    field: fc.constantFrom("title" as const, "rating" as const),
    value: fc.integer({ min: 0, max: 5 }),
  }),
  fc.record({
    kind: fc.constant("tag" as const),
    id: fc.constantFrom(...IDS),
    tag: fc.constantFrom(...TAGS),
    isIn: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("accept" as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    kind: fc.constant("remote" as const),
    id: fc.constantFrom(...IDS),
    value: fc.integer({ min: 0, max: 5 }),
  }),
);

/** The same rule in a few plain lines: rows by key, accepted ones first, what is pending on top. */
class NaiveCatalog {
  readonly accepted = new Map<string, Patch["set"]>();
  pending: Patch[] = [];

  static apply(rows: Map<string, Patch["set"]>, patch: Patch) {
    const key = `${patch.t}:${patch.k}`;
    rows.set(key, { ...rows.get(key), ...patch.set });
  }

  merged() {
    const rows = new Map(this.accepted);
    for (const patch of this.pending) NaiveCatalog.apply(rows, patch);
    return rows;
  }
}

function photosOf(rows: Map<string, Patch["set"]>) {
  return IDS.flatMap((id) => {
    const photo = rows.get(`photo:${id}`);
    if (!photo) return [];
    const tags = TAGS.map((tag) => rows.get(`photo_tag:${id}/tag-${tag}`)).filter((tag) => tag?.isIn === true);
    tags.sort(
      (a, b) => Number(a?.position) - Number(b?.position) || ((a?.path as string) < (b?.path as string) ? -1 : 1),
    );
    const { title = null, rating = null } = photo;
    return [{ photo_id: id, title, rating, keywords: tags.map((tag) => tag?.path) }];
  });
}

/** Runs the steps against the naive catalog and the real one at once. */
async function play(steps: Step[], batching: number) {
  const naive = new NaiveCatalog();
  let n = 0;
  let seq = 0;
  let unfolded: Patch[] = [];
  const flush = async () => {
    if (unfolded.length > 0) await foldInto([], unfolded);
    unfolded = [];
  };
  const add = async (patches: Patch[]) => {
    naive.pending.push(...patches);
    unfolded.push(...patches);
    if (unfolded.length >= batching) await flush();
  };
  const acceptAll = async (patches: Patch[]) => {
    await flush();
    const accepted = accept(patches, ++seq);
    for (const patch of accepted) NaiveCatalog.apply(naive.accepted, patch);
    const rows = new Set(accepted.map(({ t, k }) => `${t}:${k}`));
    await foldInto(
      accepted,
      naive.pending.filter(({ t, k }) => rows.has(`${t}:${k}`)),
    );
  };
  for (const next of steps) {
    n += 1;
    const known = "id" in next && naive.merged().has(`photo:${next.id}`);
    if (next.kind === "import" && !known) await add(importPatches(next.id, n, next.keywords));
    if (next.kind === "set" && known)
      await add([setPatch(next.id, n, { [next.field]: next.field === "title" ? `t${next.value}` : next.value })]);
    if (next.kind === "tag" && known)
      await add([tagPatch(next.id, next.tag, n, { isIn: next.isIn, path: next.tag, position: n })]);
    if (next.kind === "accept" && naive.pending.length > 0) {
      const first = naive.pending.splice(0, next.count);
      await acceptAll(first);
    }
    const isShared = next.kind === "remote" && naive.accepted.has(`photo:${next.id}`);
    if (next.kind === "remote" && isShared) await acceptAll([setPatch(next.id, n, { rating: next.value })]);
    if (next.kind === "remote" && !known) await acceptAll(importPatches(next.id, n, ["a"]));
  }
  await flush();
  return naive;
}

describe("fold against the naive rule", () => {
  test("any history gives the rows that accepted rows with pending changes on top give", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 1, max: 8 }), async (steps, batching) => {
        catalog.close();
        catalog = await openCatalogInMemory();
        const naive = await play(steps, batching);
        const actual = await catalog.rows("SELECT photo_id, title, rating, keywords FROM photo ORDER BY photo_id");
        expect(actual).toEqual(photosOf(naive.merged()));
        const canonical = await catalog.rows("SELECT photo_id, title, rating FROM photo_canonical ORDER BY photo_id");
        const pendingIds = new Set(naive.pending.filter(({ t }) => t === "photo").map(({ k }) => k));
        const expected = photosOf(naive.accepted).filter(({ photo_id }) => pendingIds.has(photo_id));
        expect(canonical).toEqual(expected.map(({ keywords: _, ...row }) => row));
      }),
      { numRuns: 60 },
    );
  });
});

test("a catalog cannot be made twice in one database", async () => {
  await expect(createCatalog(catalog)).rejects.toThrow(/already exists/);
});
