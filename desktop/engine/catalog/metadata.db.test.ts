import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Mutation } from "@shared/contract/mutation";
import { photoImport } from "@shared/testing/catalog";
import { type CatalogHost, openCatalog } from "@engine/catalog/catalog-host";
import { libraryFolderAt, saveLibraryFolders } from "@engine/library-folder";

const TAGS = { a: { Make: "Canon", Note: "quote ' and é" } } as Record<string, unknown>;

let root: string;
let catalog: CatalogHost;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "imgstream-"));
  const folder = libraryFolderAt(root);
  saveLibraryFolders(folder);
  const mutation: Mutation = {
    ...{ n: 1, mid: "m-1", action: "a-1", atMs: 1_700_000_000_000, op: "photo.import.bulk" },
    items: ["a", "b"].map((k) => ({ k, f: photoImport() })),
  };
  catalog = await openCatalog({
    folder,
    libraryId: "library",
    tagIdOf: (path) => path,
    findMetadata: (photoId) => TAGS[photoId],
    log: { info: () => undefined, warn: () => undefined },
    reached: () => undefined,
    sources: {
      findLastN: () => 1,
      listMutationsAfter: (n) => (n === 0 ? [mutation] : []),
      findPaths: () => new Map(),
    },
  });
});

afterEach(async () => {
  await catalog.close();
  rmSync(root, { recursive: true });
});

const ask = () =>
  catalog.read((connection) => connection.rows("SELECT id, metadata->>'Note' AS note FROM photos ORDER BY id"));

test("the view photos shows the tags of an original on every connection, and after the catalog was made again", async () => {
  const expected = [
    { id: "a", note: "quote ' and é" },
    { id: "b", note: null },
  ];
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([expected, expected, expected]);
  await catalog.rebuild();
  expect(await ask()).toEqual(expected);
});
