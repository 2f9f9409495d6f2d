import { expect, test } from "vitest";
import type { Mutation } from "@shared/contract/mutation";
import { toPatches } from "@shared/sync/to-patches";
import { photoImport } from "@shared/testing/catalog";

const MID = "00000000-0000-7000-8000-000000000001";
const HEAD = { n: 1, mid: MID, action: MID, atMs: 1000 };
const BY = { w: MID, ts: 1000 };
const deps = { tagIdOf: (path: string) => `tag:${path.toLowerCase()}` };

function tagsOf(keywords: string[], keywordPaths: string[] = []) {
  const items = [{ k: "p", f: photoImport({ keywords, keywordPaths }) }];
  const patches = toPatches({ ...HEAD, op: "photo.import.bulk", items }, deps);
  return patches.filter(({ t }) => t === "photo_tag").map(({ k, set }) => [k, set]);
}

test("an import makes the photo live, with one writer for the whole row", () => {
  const items = [{ k: "p", f: photoImport({ title: "Lake" }) }];
  const [patch] = toPatches({ ...HEAD, op: "photo.import.bulk", items }, deps);
  expect(patch).toMatchObject({ t: "photo", k: "p", seq: 0, meta: { "*": BY } });
  expect(patch?.set).toMatchObject({ title: "Lake", state: "live", importedAtMs: 1000, updatedAtMs: 1000 });
  expect(Object.keys(patch?.set ?? {})).not.toContain("keywords");
});

test("keywords become tags in their order; one written twice counts once", () => {
  expect(tagsOf(["Lake", "summer", "LAKE", "  "])).toEqual([
    ["p/tag:lake", { isIn: true, path: "Lake", position: 1 }],
    ["p/tag:summer", { isIn: true, path: "summer", position: 2 }],
  ]);
});

test("a keyword that the file places in a hierarchy is that tag, and is shown as it was written", () => {
  expect(tagsOf(["Arezzo"], ["Places|Italy|Arezzo", "Events|Wedding"])).toEqual([
    ["p/tag:places|italy|arezzo", { isIn: true, path: "Places|Italy|Arezzo", position: 1, text: "Arezzo" }],
    ["p/tag:events|wedding", { isIn: true, path: "Events|Wedding", position: 2 }],
  ]);
});

test("a sidecar is an asset of its photo", () => {
  const assets = [{ kind: "xmp" as const, fileName: "a.xmp", sha256: "ab".repeat(32), sizeBytes: 7 }];
  const patches = toPatches(
    { ...HEAD, op: "photo.import.bulk", items: [{ k: "p", f: photoImport({ assets }) }] },
    deps,
  );
  expect(patches[1]).toEqual({
    ...{ t: "photo_asset", k: `p/${"ab".repeat(32)}`, seq: 0, meta: { "*": BY } },
    set: { kind: "xmp", fileName: "a.xmp", sizeBytes: 7 },
  });
});

test.each<[Mutation, unknown[]]>([
  [
    { ...HEAD, op: "photo.set.bulk", items: [{ k: "p", f: { rating: 4, title: null } }] },
    [
      {
        t: "photo",
        k: "p",
        seq: 0,
        set: { rating: 4, title: null, updatedAtMs: 1000 },
        meta: { rating: BY, title: BY },
      },
    ],
  ],
  [
    { ...HEAD, op: "photo.trash.bulk", items: [{ k: "p", f: {} }] },
    [
      {
        t: "photo",
        k: "p",
        seq: 0,
        set: { state: "trashed", trashedAtMs: 1000, updatedAtMs: 1000 },
        meta: { state: BY },
      },
    ],
  ],
  [
    { ...HEAD, op: "photo.restore.bulk", items: [{ k: "p", f: {} }] },
    [{ t: "photo", k: "p", seq: 0, set: { state: "live", trashedAtMs: null, updatedAtMs: 1000 }, meta: { state: BY } }],
  ],
  [
    { ...HEAD, op: "photo_tag.set.bulk", items: [{ k: "p/t", f: { isIn: false } }] },
    [
      { t: "photo_tag", k: "p/t", seq: 0, set: { isIn: false }, meta: { isIn: BY } },
      { t: "photo", k: "p", seq: 0, set: { updatedAtMs: 1000 }, meta: {} },
    ],
  ],
  [
    { ...HEAD, op: "album.set.bulk", items: [{ k: MID, f: { title: "Alps" } }] },
    [{ t: "album", k: MID, seq: 0, set: { title: "Alps" }, meta: { title: BY } }],
  ],
])("$op writes just its cells and names their writer", (mutation, patches) => {
  expect(toPatches(mutation, deps)).toEqual(patches);
});
