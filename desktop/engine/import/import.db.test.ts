import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { toPhotoBytes, writePhoto } from "@shared/media/testing/photo-files";
import { fromPathBytes, toPathBytes } from "@engine/files/file-path";
import { createTestLibrary, type TestLibrary } from "@engine/testing/test-library";

let library: TestLibrary;

beforeEach(async () => {
  library = await createTestLibrary();
});

afterEach(() => library.remove());

const at = (name: string) => join(library.photos, name);
const originals = () =>
  readdirSync(join(library.root, "Originals"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.includes("."),
  );

describe("import", () => {
  test("copies photos by year and month, each with its bytes, time and thumbnail", async () => {
    await writePhoto(at("a.jpg"), { taken: "2021:03:01 12:34:56", title: "Lake" });
    await writePhoto(at("b/c.jpg"), { seed: 2, taken: "2019:12:31 23:59:59" });
    const { last, files } = await library.import();
    expect({ state: last.state, counts: last.counts }).toEqual({
      state: "finished",
      counts: { imported: 2, duplicate: 0, sidecar: 0, unsupported: 0, failed: 0 },
    });
    expect(files.map(({ path, state, code }) => [path, state, code])).toEqual([
      [at("a.jpg"), "imported", null],
      [at("b/c.jpg"), "imported", null],
    ]);
    const photos = await library.list();
    expect(photos.map(({ capturedLocal, path }) => [capturedLocal, path?.slice(library.root.length)])).toEqual([
      ["2019-12-31T23:59:59", "/Originals/2019/12/c.jpg"],
      ["2021-03-01T12:34:56", "/Originals/2021/03/a.jpg"],
    ]);
    expect(photos[1]).toMatchObject({ description: "Lake", cameraModel: "EOS 40D", widthPx: 64, heightPx: 48 });
    expect(readFileSync(photos[1]?.path ?? "")).toEqual(readFileSync(at("a.jpg")));
    const thumbnail = await library.client.invoke(STATE_OPERATIONS.thumbnail, { photoId: photos[1]?.photoId ?? "" });
    expect(thumbnail).toMatchObject({ widthPx: 64, heightPx: 48 });
  });

  test("leaves files where they are when told to", async () => {
    await writePhoto(at("a.jpg"));
    await library.import([library.photos], "reference");
    expect(originals()).toEqual([]);
    expect((await library.list()).map(({ path }) => path)).toEqual([at("a.jpg")]);
  });

  test("imports nothing the second time", async () => {
    await writePhoto(at("a.jpg"));
    await library.import();
    const { files, last } = await library.import();
    expect(files.map(({ state, code }) => [state, code])).toEqual([["duplicate", "same_content"]]);
    expect(last.counts.imported).toBe(0);
    expect(originals()).toEqual(["2021/03/a.jpg"]);
  });

  test("the first of equal files in the order of the walk is the photo, the others are named as duplicates of it", async () => {
    for (const name of ["a.jpg", "b.jpg", "c/d.jpg"]) await writePhoto(at(name), { seed: 7 });
    const { files } = await library.import();
    expect(files.map(({ state, message }) => [state, message])).toEqual([
      ["imported", null],
      ["duplicate", `The same content as ${at("a.jpg")}`],
      ["duplicate", `The same content as ${at("a.jpg")}`],
    ]);
    expect((await library.list()).map(({ fileName }) => fileName)).toEqual(["a.jpg"]);
  });

  test("different photos of one name get names of their own, in the order of the walk", async () => {
    for (const [index, folder] of ["x", "y", "z"].entries())
      await writePhoto(at(`${folder}/IMG_1.jpg`), { seed: index });
    await library.import();
    expect(originals().sort()).toEqual(["2021/03/IMG_1-2.jpg", "2021/03/IMG_1-3.jpg", "2021/03/IMG_1.jpg"]);
    const photos = await library.list();
    expect(photos.map(({ fileName }) => fileName)).toEqual(["IMG_1.jpg", "IMG_1.jpg", "IMG_1.jpg"]);
  });

  test("puts every file into exactly one state, with a reason for each that is not simply imported", async () => {
    await writePhoto(at("good.jpg"));
    writeFileSync(at("empty.jpg"), "");
    writeFileSync(at("garbage.jpg"), "this is no picture at all");
    writeFileSync(at("notes.txt"), "buy milk");
    writeFileSync(at("lonely.xmp"), "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>");
    writeFileSync(at("._good.jpg"), Buffer.from([0, 5, 0x16, 7, 0, 2, 0, 0]));
    symlinkSync(at("nowhere"), at("link.jpg"));
    const { files, last } = await library.import();
    expect(
      Object.fromEntries(files.map(({ path, state, code }) => [path.slice(library.photos.length + 1), [state, code]])),
    ).toEqual({
      "good.jpg": ["imported", null],
      "empty.jpg": ["failed", "empty_file"],
      "garbage.jpg": ["imported", "undecodable"],
      "notes.txt": ["unsupported", "not_a_photo"],
      "lonely.xmp": ["sidecar", "sidecar_without_photo"],
      "._good.jpg": ["unsupported", "not_a_photo"],
      "link.jpg": ["failed", "broken_link"],
    });
    expect(last.needAttention).toBe(3);
    const { files: review, count } = await library.client.invoke(IMPORT_OPERATIONS.review, { limit: 10 });
    expect([review.map(({ code }) => code).sort(), count]).toEqual([["broken_link", "empty_file", "undecodable"], 3]);
  });

  test("what cannot be decoded is kept whole and shown with what is known of it", async () => {
    mkdirSync(library.photos);
    writeFileSync(at("garbage.jpg"), "this is no picture at all");
    await library.import();
    const [photo] = await library.list();
    expect(photo).toMatchObject({ fileName: "garbage.jpg", widthPx: null, format: "jpeg", capturedSource: "file" });
    expect(readFileSync(photo?.path ?? "", "utf8")).toBe("this is no picture at all");
  });

  test("names in any encoding and of 255 bytes are kept byte by byte", async () => {
    const long = `${"é".repeat(125)}.jpg`;
    const latin1 = fromPathBytes(Buffer.concat([Buffer.from("caf"), Buffer.from([0xe9]), Buffer.from(".jpg")]));
    mkdirSync(library.photos);
    writeFileSync(at(long), await toPhotoBytes({ seed: 1 }));
    writeFileSync(toPathBytes(at(latin1)), await toPhotoBytes({ seed: 2 }));
    const { files } = await library.import();
    expect(files.map(({ path, state }) => [path, state])).toEqual([
      [at(latin1), "imported"],
      [at(long), "imported"],
    ]);
    const kept = readdirSync(join(library.root, "Originals/2021/03"), { encoding: "buffer" }).map(fromPathBytes);
    expect(kept.sort()).toEqual([latin1, long].sort());
    expect((await library.list()).map(({ fileName }) => fileName).sort()).toEqual(["caf\ufffd.jpg", long].sort());
  });

  test("a sidecar's words win, and it is copied beside the photo under the photo's name there", async () => {
    await writePhoto(at("x/a.jpg"), { seed: 1 });
    await writePhoto(at("y/a.jpg"), { seed: 2, title: "From the file" });
    writeFileSync(at("y/a.xmp"), xmp("From the sidecar"));
    const { files } = await library.import();
    expect(files.map(({ state, code }) => [state, code])).toEqual([
      ["imported", null],
      ["imported", null],
      ["sidecar", "sidecar_of_photo"],
    ]);
    expect((await library.list("title:sidecar")).map(({ title }) => title)).toEqual(["From the sidecar"]);
    expect(originals().sort()).toEqual(["2021/03/a-2.jpg", "2021/03/a-2.xmp", "2021/03/a.jpg"]);
  });

  test("a photo from the trash comes back with an explicit import, which says so", async () => {
    await writePhoto(at("a.jpg"));
    await library.import();
    await library.client.invoke(EDIT_OPERATIONS.trash, { scope: { query: "" } });
    const { files } = await library.import();
    expect(files.map(({ state, code }) => [state, code])).toEqual([["imported", "revived"]]);
    expect((await library.list()).map(({ trashed }) => trashed)).toEqual([false]);
    expect(originals()).toEqual(["2021/03/a.jpg"]);
  });

  test("undoing an import moves its photos to the trash, not those that were there before", async () => {
    await writePhoto(at("a.jpg"), { seed: 1 });
    await library.import();
    await writePhoto(at("b.jpg"), { seed: 2 });
    await library.import();
    const outcome = await library.client.invoke(EDIT_OPERATIONS.undo, {});
    expect(outcome).toMatchObject({ changed: 1, left: 0 });
    expect((await library.list()).map(({ fileName }) => fileName)).toEqual(["a.jpg"]);
    expect((await library.list("is:trashed")).map(({ fileName }) => fileName)).toEqual(["b.jpg"]);
  });

  test("a path that is not there is refused; of several the missing one is told and the others imported", async () => {
    await expect(library.import([at("missing")])).rejects.toMatchObject({ code: "path_not_found" });
    await writePhoto(at("a.jpg"));
    const { files } = await library.import([at("missing"), at("a.jpg")]);
    expect(files.map(({ state, code }) => [state, code])).toEqual([
      ["failed", "vanished"],
      ["imported", null],
    ]);
  });

  test("the same files in the same order give the same library, whichever was ready first", async () => {
    for (let seed = 0; seed < 40; seed++) await writePhoto(at(`${seed % 4}/IMG_${seed % 7}.jpg`), { seed: seed % 23 });
    const shape = async (from: TestLibrary) =>
      (await from.list()).map(({ photoId, fileName, path }) => [photoId, fileName, path?.slice(from.root.length)]);
    await library.import();
    const other = await createTestLibrary();
    try {
      await other.import([library.photos]);
      expect(await shape(other)).toEqual(await shape(library));
    } finally {
      await other.remove();
    }
  });

  test("an import that was cancelled goes on where it stopped, and ends as if it had not been", async () => {
    for (let seed = 0; seed < 60; seed++) await writePhoto(at(`${seed}.jpg`), { seed });
    const { jobId } = await library.client.invoke(IMPORT_OPERATIONS.start, { paths: [library.photos], mode: "copy" });
    await library.client.invoke(IMPORT_OPERATIONS.cancel, { jobId });
    let state = "";
    for await (const progress of library.client.subscribe(IMPORT_OPERATIONS.watch, { jobId }))
      state = `${progress.state} ${progress.code ?? ""}`;
    expect(state).toBe("stopped cancelled");
    const { last, files } = await library.import();
    expect([last.jobId, last.state, last.counts.imported, files.length]).toEqual([jobId, "finished", 60, 60]);
  });

  test("an import under way when the engine closes goes on in the next one", async () => {
    for (let seed = 0; seed < 30; seed++) await writePhoto(at(`${seed}.jpg`), { seed });
    const { jobId } = await library.client.invoke(IMPORT_OPERATIONS.start, { paths: [library.photos], mode: "copy" });
    await library.reopen();
    const { last } = await library.import();
    expect([last.jobId, last.counts.imported]).toEqual([jobId, 30]);
    expect((await library.list()).length).toBe(30);
  });

  test("a file that vanishes before it is read costs itself alone", async () => {
    for (let seed = 0; seed < 200; seed++) await writePhoto(at(`${String(seed).padStart(3, "0")}.jpg`), { seed });
    const { jobId } = await library.client.invoke(IMPORT_OPERATIONS.start, { paths: [library.photos], mode: "copy" });
    for await (const { isWalked } of library.client.subscribe(IMPORT_OPERATIONS.watch, { jobId }, { window: 1 })) {
      if (isWalked) break;
    }
    rmSync(at("199.jpg"));
    const { last, files } = await library.import();
    expect([last.jobId, last.counts.imported, last.counts.failed]).toEqual([jobId, 199, 1]);
    expect(files.at(-1)).toMatchObject({ state: "failed", code: "vanished" });
  });

  test("a truncated photo is imported, shown as far as it goes, and on the review list", async () => {
    await writePhoto(at("a.jpg"), { widthPx: 640, heightPx: 480 });
    truncateSync(at("a.jpg"), Math.floor(readFileSync(at("a.jpg")).length * 0.8));
    const { files } = await library.import();
    expect(files.map(({ state, code }) => [state, code])).toEqual([["imported", "truncated"]]);
    const [photo] = await library.list();
    expect(await library.client.invoke(STATE_OPERATIONS.thumbnail, { photoId: photo?.photoId ?? "" })).not.toBeNull();
  });
});

function xmp(title: string): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
    <rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;
}
