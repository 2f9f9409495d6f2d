import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writePhoto } from "@shared/media/testing/photo-files";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { HOST_OPERATIONS, PICK_OPERATIONS, PICKS_MAX } from "@shared/contract/pick";
import { dropFolderAt, libraryFolderAt } from "@engine/library-folder";
import { createTestLibrary, type TestLibrary } from "@engine/testing/test-library";

let library: TestLibrary;
const at = (path: string) => join(library.photos, path);
const DROP = "01890000-0000-7000-8000-000000000001";
const dropAt = (path: string) => join(dropFolderAt(libraryFolderAt(library.root), DROP), path);

const register = async (...paths: string[]) => (await library.client.invoke(HOST_OPERATIONS.register, { paths })).picks;
const look = (handle: string) => library.client.invoke(PICK_OPERATIONS.folder, { handle });

async function importPicked(handles: string[], mode: "copy" | "reference") {
  const { jobId } = await library.client.invoke(PICK_OPERATIONS.start, { handles, mode });
  let state = "";
  for await (const progress of library.client.subscribe(IMPORT_OPERATIONS.watch, { jobId })) state = progress.state;
  return state;
}

beforeEach(async () => {
  library = await createTestLibrary();
  mkdirSync(library.photos);
});
afterEach(() => library.remove());

describe("picks", () => {
  test("stand for files and folders; what is neither, or not there, is left out", async () => {
    await writePhoto(at("a.jpg"));
    symlinkSync(library.photos, at("here"));
    symlinkSync(at("nowhere"), at("broken"));
    const picks = await register(at("a.jpg"), at("here"), at("broken"), at("missing"), "/dev/null");
    expect(picks.map(({ name, isFolder }) => [name, isFolder])).toEqual([
      ["a.jpg", false],
      ["here", true],
    ]);
    expect(new Set(picks.map(({ handle }) => handle)).size).toBe(2);
  });

  test("one path has one handle, by whatever links it is reached", async () => {
    symlinkSync(library.photos, join(library.photos, "again"));
    const [[direct], [linked]] = [await register(library.photos), await register(at("again"))];
    expect(linked?.handle).toBe(direct?.handle);
  });

  test("an import of picks leaves referenced files where they are", async () => {
    await writePhoto(at("a.jpg"));
    const [pick] = await register(library.photos);
    expect(await importPicked([pick?.handle ?? ""], "reference")).toBe("finished");
    expect((await library.list()).map(({ path }) => path)).toEqual([at("a.jpg")]);
  });

  test("a handle that nobody was given is not found", async () => {
    const handles = ["A".repeat(43)];
    await expect(library.client.invoke(PICK_OPERATIONS.start, { handles, mode: "copy" })).rejects.toMatchObject({
      code: "pick_not_found",
    });
    await expect(look(handles[0]!)).rejects.toMatchObject({ code: "pick_not_found" });
  });

  test.each<[string, string[]]>([
    ["a relative path", ["../../etc/passwd"]],
    ["an absolute path", ["/etc/passwd"]],
    ["nothing", [""]],
    ["none at all", []],
    ["too many", Array<string>(PICKS_MAX + 1).fill("A".repeat(43))],
  ])("%s is no list of handles", async (_, handles) => {
    await expect(library.client.invoke(PICK_OPERATIONS.start, { handles, mode: "copy" })).rejects.toMatchObject({
      code: "bad_request",
    });
  });
});

describe("looking into a folder", () => {
  test("lists its folders in the order people expect and counts what looks like photos", async () => {
    for (const name of ["Trip 10", "Trip 9", ".hidden", "archive"]) mkdirSync(at(name));
    for (const name of ["a.jpg", "b.HEIC", "c.mp4", "notes.txt", ".d.jpg"]) writeFileSync(at(name), "");
    symlinkSync(at("archive"), at("linked"));
    symlinkSync(at("a.jpg"), at("picture"));
    const [pick] = await register(library.photos);
    const { path, parent, folders, photoCount } = await look(pick?.handle ?? "");
    expect({ path, names: folders.map(({ name }) => name), photoCount }).toEqual({
      path: library.photos,
      names: ["archive", "linked", "Trip 9", "Trip 10"],
      photoCount: 3,
    });
    expect((await look(parent ?? "")).folders.map(({ name }) => name)).toContain("photos");
  });

  test("ends at the top", async () => {
    const [pick] = await register("/");
    expect((await look(pick?.handle ?? "")).parent).toBeNull();
  });

  test("that is gone by now is said", async () => {
    mkdirSync(at("card"));
    const [pick] = await register(at("card"));
    await library.close();
    await library.reopen();
    await expect(look(pick?.handle ?? "")).rejects.toMatchObject({ code: "pick_not_found" });
  });

  test("without permission is shown as closed and says so when it is entered", async (context) => {
    if (process.getuid?.() === 0) context.skip("root may look into every folder: run this test as another user");
    mkdirSync(at("private"));
    chmodSync(at("private"), 0);
    const [pick] = await register(library.photos);
    const { folders } = await look(pick?.handle ?? "");
    expect(folders.map(({ name, isReadable }) => [name, isReadable])).toEqual([["private", false]]);
    await expect(look(folders[0]?.handle ?? "")).rejects.toMatchObject({ code: "folder_unreadable" });
  });

  test("begins at places that are there, the home folder among them", async () => {
    const { folders } = await library.client.invoke(PICK_OPERATIONS.places, {});
    expect(folders.map(({ kind }) => kind)).toContain("home");
    expect(new Set(folders.map(({ handle }) => handle)).size).toBe(folders.length);
    for (const { handle } of folders.filter(({ isReadable }) => isReadable))
      expect((await look(handle)).path).not.toBe("");
  });
});

describe("a drop", () => {
  const pickDrop = async () => (await library.client.invoke(HOST_OPERATIONS.drop, { drop: DROP })).picks;

  test("is picked by what lies in it, copied, and gone when its import has ended", async () => {
    await writePhoto(dropAt("0/Trip/a.jpg"), { seed: 1 });
    await writePhoto(dropAt("1/b.jpg"), { seed: 2 });
    const picks = await pickDrop();
    expect(picks.map(({ name, isFolder }) => [name, isFolder])).toEqual([
      ["Trip", true],
      ["b.jpg", false],
    ]);
    const handles = picks.map(({ handle }) => handle);
    expect(await importPicked(handles, "copy")).toBe("finished");
    await expect.poll(() => existsSync(dropAt("."))).toBe(false);
    expect((await library.list()).map(({ path }) => existsSync(path ?? ""))).toEqual([true, true]);
  });

  test("cannot be referenced, because it does not stay", async () => {
    await writePhoto(dropAt("0/a.jpg"));
    const handles = (await pickDrop()).map(({ handle }) => handle);
    await expect(library.client.invoke(PICK_OPERATIONS.start, { handles, mode: "reference" })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("of very many loose files is one pick", async () => {
    for (let index = 0; index < 300; index++) {
      mkdirSync(dropAt("0"), { recursive: true });
      writeFileSync(dropAt(`0/${String(index).padStart(3, "0")}.txt`), "");
    }
    expect((await pickDrop()).map(({ name, isFolder }) => [name, isFolder])).toEqual([["000.txt", true]]);
  });

  test("that was never imported is gone when the library is next opened", async () => {
    await writePhoto(dropAt("0/a.jpg"));
    await library.reopen();
    expect(existsSync(dropAt("."))).toBe(false);
    await expect(pickDrop()).rejects.toMatchObject({ code: "pick_not_found" });
  });

  test("whose import was broken off by the end of the program stays, and the import goes on from it", async () => {
    for (let seed = 0; seed < 30; seed++) await writePhoto(dropAt(`0/${seed}.jpg`), { seed });
    const handles = (await pickDrop()).map(({ handle }) => handle);
    const { jobId } = await library.client.invoke(PICK_OPERATIONS.start, { handles, mode: "copy" });
    await library.reopen();
    await library.client.invoke(IMPORT_OPERATIONS.resume, { jobId });
    for await (const _ of library.client.subscribe(IMPORT_OPERATIONS.watch, { jobId }));
    expect((await library.list()).length).toBe(30);
  });

  test("whose import was cancelled is gone, with its import, when the library is next opened", async () => {
    for (let seed = 0; seed < 30; seed++) await writePhoto(dropAt(`0/${seed}.jpg`), { seed });
    const handles = (await pickDrop()).map(({ handle }) => handle);
    const { jobId } = await library.client.invoke(PICK_OPERATIONS.start, { handles, mode: "copy" });
    await library.client.invoke(IMPORT_OPERATIONS.cancel, { jobId });
    for await (const _ of library.client.subscribe(IMPORT_OPERATIONS.watch, { jobId }));
    await library.reopen();
    expect(existsSync(dropAt("."))).toBe(false);
    for await (const { imports } of library.client.subscribe(IMPORT_OPERATIONS.unfinished, {})) {
      expect(imports).toEqual([]);
      break;
    }
  });
});
