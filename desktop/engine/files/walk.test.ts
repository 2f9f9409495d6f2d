import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fromPathBytes } from "@engine/files/file-path";
import { walkFiles } from "@engine/files/walk";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "walk-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(...paths: string[]) {
  for (const path of paths) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), path);
  }
}

async function walk(paths = [root]) {
  const met: string[] = [];
  for await (const entry of walkFiles(paths, new AbortController().signal)) {
    const what = entry.kind === "trouble" ? entry.code : entry.kind;
    met.push(`${what} ${entry.path.slice(root.length + 1)}`);
  }
  return met;
}

test("meets every file once, a folder's own files first, names in the order of their bytes", async () => {
  plant("b/z.jpg", "b/a.jpg", "a.jpg", "B.jpg", "ä.jpg", "b/c/d.jpg");
  expect(await walk()).toEqual(
    ["B.jpg", "a.jpg", "ä.jpg", "b/a.jpg", "b/z.jpg", "b/c/d.jpg"].map((path) => `file ${path}`),
  );
});

test("follows links, ends circles and tells of links that lead nowhere", async () => {
  plant("photos/a.jpg");
  symlinkSync(root, join(root, "photos/up"));
  symlinkSync(join(root, "photos/a.jpg"), join(root, "photos/b.jpg"));
  symlinkSync(join(root, "nothing"), join(root, "photos/c.jpg"));
  symlinkSync(join(root, "photos/loop"), join(root, "photos/loop"));
  expect(await walk([join(root, "photos")])).toEqual([
    "file photos/a.jpg",
    "file photos/b.jpg",
    "broken_link photos/c.jpg",
    "broken_link photos/loop",
  ]);
});

test("leaves out what systems and this program keep for themselves", async () => {
  plant(".imgstream/previews/a.jpg", "@eaDir/b.jpg", ".Trash-1000/c.jpg", ".hidden/d.jpg");
  expect(await walk()).toEqual(["file .hidden/d.jpg"]);
});

test("names a photo's sidecars, in a folder and for a file by itself", async () => {
  plant("a.jpg", "a.xmp", "b.jpg.xmp");
  const single = await walkFiles([join(root, "a.jpg")], new AbortController().signal).next();
  expect(single.value).toMatchObject({ kind: "file", sizeBytes: 5, sidecars: [join(root, "a.xmp")] });
  expect(await walk()).toEqual(["file a.jpg", "sidecar a.xmp", "sidecar b.jpg.xmp"]);
});

test("names in any encoding and of 255 bytes come through", async () => {
  const latin1 = Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from(".jpg")]);
  const long = `${"é".repeat(125)}x.jpg`;
  writeFileSync(latin1, "x");
  plant(long);
  expect(await walk()).toEqual([`file ${fromPathBytes(latin1).slice(root.length + 1)}`, `file ${long}`]);
});

test("pipes are not opened", async () => {
  execFileSync("mkfifo", [join(root, "pipe.jpg")]);
  expect(await walk()).toEqual(["not_a_file pipe.jpg"]);
});

test("a path that is not there is told", async () => {
  expect(await walk([join(root, "missing")])).toEqual(["vanished missing"]);
});

test("stops when it is told to", async () => {
  plant("a.jpg", "b.jpg");
  const controller = new AbortController();
  const entries = walkFiles([root], controller.signal);
  await entries.next();
  controller.abort();
  await expect(entries.next()).rejects.toThrow("abort");
});
