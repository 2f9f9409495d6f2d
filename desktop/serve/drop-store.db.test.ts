import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSystem } from "@engine/system";
import { libraryFolderAt } from "@engine/library-folder";
import { createDropStore, DROP_FILES_MAX } from "@serve/drop-store";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "imgstream-drop-"));
  mkdirSync(libraryFolderAt(root).incoming, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const toFile = (index: number, path: string, bytes: Readable = Readable.from([Buffer.from(path)])) => ({
  ...{ index, path, bytes, modifiedAtMs: undefined },
});
const listFiles = (drop: string) =>
  readdirSync(join(libraryFolderAt(root).incoming, `drop-${drop}`), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  );

test("a full disk is said, nothing half stays, and there is room again for the next file", async (context) => {
  const { incoming } = libraryFolderAt(root);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", incoming], { stdio: "pipe" });
  } catch {
    context.skip(
      "a disk of a given size can only be mounted by root on Linux: run the tests as root, where it may mount",
    );
  }
  try {
    const store = createDropStore(libraryFolderAt(root), createSystem().newId);
    const drop = await store.begin();
    const large = Readable.from(Array.from({ length: 64 }, () => Buffer.alloc(16_384)));
    await expect(store.save(drop, toFile(0, "large.jpg", large))).rejects.toMatchObject({ code: "disk_full" });
    expect(listFiles(drop)).toEqual([]);
    await store.save(drop, toFile(1, "small.jpg"));
    expect(listFiles(drop).map(({ name }) => name)).toEqual(["small.jpg"]);
  } finally {
    execFileSync("umount", [incoming]);
  }
});

test("thousands of files in one folder are taken, four at a time", async () => {
  const store = createDropStore(libraryFolderAt(root), createSystem().newId);
  const drop = await store.begin();
  const count = 4000;
  for (let from = 0; from < count; from += 4) {
    await Promise.all([0, 1, 2, 3].map((lane) => store.save(drop, toFile(from + lane, `Trip/${from + lane}.jpg`))));
  }
  store.end(drop);
  expect(listFiles(drop).length).toBe(count);
});

test("more files than a drop takes, and more at once than a page sends, are refused", async () => {
  const store = createDropStore(libraryFolderAt(root), createSystem().newId);
  const drop = await store.begin();
  await expect(store.save(drop, toFile(DROP_FILES_MAX, "a.jpg"))).rejects.toMatchObject({ code: "too_large" });
  const never = () => new Readable({ read: () => undefined });
  const waiting = Array.from({ length: 16 }, (_, index) => store.save(drop, toFile(index, `${index}.jpg`, never())));
  const ended = Promise.allSettled(waiting);
  await expect(store.save(drop, toFile(99, "99.jpg"))).rejects.toMatchObject({ code: "too_many_calls" });
  expect(() => store.end(drop)).toThrow(expect.objectContaining({ code: "bad_request" }));
  await store.delete(drop);
  expect((await ended).map(({ status }) => status)).toEqual(Array(16).fill("rejected"));
});
