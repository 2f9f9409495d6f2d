import { expect, test } from "vitest";
import { fold } from "@shared/catalog/fold";
import { readKnownRows } from "@shared/catalog/known-rows";
import type { Patch, PatchTable } from "@shared/contract/mutation";
import { openCatalogInMemory, photoImport } from "@shared/testing/catalog";

const BY = { w: "018f0000-0000-7000-8000-000000000001", ts: 5 };
const LATER = { w: "018f0000-0000-7000-8000-000000000002", ts: 9 };

const { keywords: _, keywordPaths: __, assets: ___, ...cells } = photoImport();
const patch = (t: PatchTable, k: string, set: Patch["set"] = {}): Patch => ({ t, k, seq: 1, set, meta: { "*": BY } });
const PATCHES = [
  patch("photo", "p", { ...cells, state: "live" }),
  patch("photo_tag", "p/t", { isIn: true, path: "Lake", position: 1 }),
  patch("photo_asset", `p/${"a".repeat(64)}`, { kind: "xmp", fileName: "a.xmp", sizeBytes: 1 }),
  patch("tag", "t", { colourLabel: "red" }),
  patch("album", "al", { title: "Trip" }),
  patch("album_item", "al/p", { isIn: true, position: 1 }),
  patch("stack", "s", { kind: "pair", topId: "p" }),
];

test.each(PATCHES.map(({ t, k }) => [t, k] as const))(
  "of %s the writer of a row is known, and of one that is not there nothing",
  async (t, k) => {
    const connection = await openCatalogInMemory();
    await fold(connection, { accepted: PATCHES, pending: [] });
    const rows = await readKnownRows(connection, t, ["nothing/here", k]);
    expect([...rows].map(([known, row]) => [known, row.writerOf("any"), row.isPurged])).toEqual([[k, BY, false]]);
  },
);

test("a cell that was edited has a writer of its own, and a purged photo is known for one by all that belongs to it", async () => {
  const connection = await openCatalogInMemory();
  await fold(connection, { accepted: PATCHES, pending: [] });
  const edit = { ...patch("photo", "p", { rating: 3, state: "purged" }), seq: 2, meta: { rating: LATER } };
  await fold(connection, { accepted: [edit], pending: [] });
  const photo = (await readKnownRows(connection, "photo", ["p"])).get("p");
  const tag = (await readKnownRows(connection, "photo_tag", ["p/t"])).get("p/t");
  expect([photo?.writerOf("rating"), photo?.writerOf("title"), photo?.isPurged, tag?.isPurged]).toEqual([
    ...[LATER, BY],
    ...[true, true],
  ]);
});
