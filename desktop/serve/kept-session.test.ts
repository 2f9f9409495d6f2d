import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { libraryFolderAt } from "@engine/library-folder";
import { keptSessionAt } from "@serve/kept-session";

const SESSION = "a-session-of-some-length";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "imgstream-"));
  mkdirSync(join(root, ".imgstream"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("a session is found again at its port alone, until it is deleted", () => {
  const kept = keptSessionAt(libraryFolderAt(root));
  kept.save(4000, SESSION);
  expect([kept.find(4000), kept.find(4001)]).toEqual([SESSION, undefined]);
  kept.delete();
  expect(kept.find(4000)).toBeUndefined();
});

test("nobody but its owner may read it", () => {
  keptSessionAt(libraryFolderAt(root)).save(4000, SESSION);
  expect(statSync(join(root, ".imgstream", "session")).mode & 0o777).toBe(0o600);
});

test.each(["", "4000", "4000 ", "4000 short", `4000 ${SESSION}\n`, `x ${SESSION}`])("%j is no session", (content) => {
  writeFileSync(join(root, ".imgstream", "session"), content);
  expect(keptSessionAt(libraryFolderAt(root)).find(4000)).toBeUndefined();
});

test("where it cannot be kept, nothing is thrown", () => {
  const kept = keptSessionAt(libraryFolderAt(join(root, "gone")));
  kept.save(4000, SESSION);
  expect(kept.find(4000)).toBeUndefined();
});
