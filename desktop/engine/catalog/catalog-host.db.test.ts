import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { saveState } from "@shared/catalog/position";
import { openDuckDb } from "@shared/duckdb/duckdb-connection";
import { writePhoto } from "@shared/media/testing/photo-files";
import { libraryFolderAt } from "@engine/library-folder";
import { createTestLibrary, type TestLibrary } from "@engine/testing/test-library";

let library: TestLibrary;

beforeEach(async () => {
  library = await createTestLibrary();
  for (let seed = 0; seed < 5; seed++) await writePhoto(join(library.photos, `${seed}.jpg`), { seed });
  await library.import();
  await library.client.invoke(EDIT_OPERATIONS.edit, {
    scope: { query: "file:1.jpg" },
    changes: { rating: 5, keywords: ["Places|Bled"] },
  });
});

afterEach(() => library.remove());

async function saveInCatalog(name: "version" | "applied_n", value: string) {
  const database = await openDuckDb(libraryFolderAt(library.root).catalog, { memoryLimitMb: 100, threads: 1 });
  const connection = await database.connect();
  await saveState(connection, name, value);
  connection.close();
  database.close();
}

describe("a catalog is made again, and is what it was,", () => {
  test.each<[string, string | undefined, () => void | Promise<void>]>([
    ["when it is missing", undefined, () => rmSync(libraryFolderAt(library.root).catalog)],
    [
      "when it is damaged",
      "damaged",
      () => writeFileSync(libraryFolderAt(library.root).catalog, Buffer.alloc(100_000, 7)),
    ],
    ["when it is of another version", "other_version", () => saveInCatalog("version", "77")],
    ["when it is ahead of the journal", "ahead_of_journal", () => saveInCatalog("applied_n", "77")],
  ])("%s", async (_, reason, damage) => {
    const before = await library.list();
    await library.close();
    await damage();
    await library.reopen();
    expect(await library.list()).toEqual(before);
    expect(library.warnings).toEqual(reason === undefined ? [] : [`catalog_rebuild {"reason":"${reason}"}`]);
  });
});

test("a catalog that is behind the journal is brought forward, not made again", async () => {
  const before = await library.list();
  await library.close();
  await saveInCatalog("applied_n", "1");
  await library.reopen();
  expect([await library.list(), library.warnings]).toEqual([before, []]);
});
