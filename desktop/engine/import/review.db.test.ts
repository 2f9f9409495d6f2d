import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { IMPORT_OPERATIONS, type ImportProgress, type UnfinishedImport } from "@shared/contract/import";
import { writePhoto } from "@shared/media/testing/photo-files";
import { dropFolderAt, libraryFolderAt } from "@engine/library-folder";
import { createTestLibrary, type TestLibrary } from "@engine/testing/test-library";

let library: TestLibrary;

beforeEach(async () => {
  library = await createTestLibrary();
  mkdirSync(library.photos, { recursive: true });
});

afterEach(() => library.remove());

const at = (name: string) => join(library.photos, name);
const review = () => library.client.invoke(IMPORT_OPERATIONS.review, { limit: 100 });

async function watch(jobId: string): Promise<ImportProgress | undefined> {
  let last: ImportProgress | undefined;
  for await (const progress of library.client.subscribe(IMPORT_OPERATIONS.watch, { jobId })) last = progress;
  return last;
}

describe("the review list", () => {
  test("a file that is dismissed leaves the list for good, and one with an unknown entry is no mistake", async () => {
    writeFileSync(at("a.jpg"), "");
    writeFileSync(at("b.jpg"), "");
    await library.import();
    const [first, second] = (await review()).files;
    const entries = [first?.entry ?? "", "0:0"];
    expect(await library.client.invoke(IMPORT_OPERATIONS.dismiss, { entries })).toEqual({
      dismissed: 1,
    });
    await library.reopen();
    expect(await review()).toEqual({ files: [second], count: 1 });
  });

  test("a file that can be read at the second try is imported and leaves the list", async () => {
    writeFileSync(at("a.jpg"), "");
    await library.import();
    await writePhoto(at("a.jpg"));
    const entries = (await review()).files.map(({ entry }) => entry);
    const { jobIds } = await library.client.invoke(IMPORT_OPERATIONS.retry, { entries });
    expect((await watch(jobIds[0] ?? ""))?.counts.imported).toBe(1);
    expect([(await review()).count, (await library.list()).length]).toEqual([0, 1]);
  });

  test("a file that fails again is listed once, under another entry", async () => {
    writeFileSync(at("a.jpg"), "");
    await library.import();
    const entries = (await review()).files.map(({ entry }) => entry);
    const { jobIds } = await library.client.invoke(IMPORT_OPERATIONS.retry, { entries });
    await watch(jobIds[0] ?? "");
    const again = await review();
    expect(again.files.map(({ path, code }) => [path, code])).toEqual([[at("a.jpg"), "empty_file"]]);
    await expect(library.client.invoke(IMPORT_OPERATIONS.retry, { entries })).rejects.toMatchObject({
      code: "import_not_found",
    });
  });
});

describe("a file that was dropped into a browser", () => {
  test("is listed by its path within the drop", async () => {
    const drop = dropFolderAt(libraryFolderAt(library.root), "01890000-0000-7000-8000-000000000001");
    mkdirSync(join(drop, "0/Trip"), { recursive: true });
    writeFileSync(join(drop, "0/Trip/a.jpg"), "");
    writeFileSync(at("b.jpg"), "");
    await library.import([drop, library.photos]);
    expect((await review()).files.map(({ path, isDropped }) => [path, isDropped])).toEqual([
      ["Trip/a.jpg", true],
      [at("b.jpg"), false],
    ]);
  });
});

describe("unfinished imports", () => {
  test("are told at once and whenever one begins or ends, and one that the engine left can be gone on with", async () => {
    for (let seed = 0; seed < 40; seed++) await writePhoto(at(`${seed}.jpg`), { seed });
    const told: UnfinishedImport[][] = [];
    const { jobId } = await library.client.invoke(IMPORT_OPERATIONS.start, { paths: [library.photos], mode: "copy" });
    for await (const { imports } of library.client.subscribe(IMPORT_OPERATIONS.unfinished, {})) {
      told.push(imports);
      break;
    }
    await library.reopen();
    for await (const { imports } of library.client.subscribe(IMPORT_OPERATIONS.unfinished, {})) {
      told.push(imports);
      if (told.length === 2) await library.client.invoke(IMPORT_OPERATIONS.resume, { jobId });
      if (imports.length === 0) break;
    }
    expect(told).toEqual([
      [{ jobId, state: "running", code: null }],
      [{ jobId, state: "stopped", code: "engine_closed" }],
      [{ jobId, state: "running", code: null }],
      [],
    ]);
    expect(await library.list()).toHaveLength(40);
  });

  test("progress names the photos whose thumbnails came last", async () => {
    for (let seed = 0; seed < 8; seed++) await writePhoto(at(`${seed}.jpg`), { seed });
    const { last } = await library.import();
    const ids = (await library.list()).map(({ photoId }) => photoId);
    expect(new Set(last.latest).size).toBe(6);
    expect(last.latest.filter((photoId) => !ids.includes(photoId))).toEqual([]);
  });
});
