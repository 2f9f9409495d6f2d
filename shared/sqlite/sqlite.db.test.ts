import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite, type WritableDb } from "@shared/sqlite/sqlite";

let folder: string;
let path: string;
let db: WritableDb | undefined;

const FIRST = "CREATE TABLE note (text TEXT NOT NULL) STRICT";
const SECOND = "ALTER TABLE note ADD COLUMN stars INTEGER NOT NULL DEFAULT 3";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sqlite-"));
  path = join(folder, "notes.sqlite");
});

afterEach(() => {
  db?.close();
  db = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function open(...migrations: string[]): WritableDb {
  db = openSqlite(path, { migrations, synchronous: "FULL" });
  return db;
}

test("brings an older database forward with all that is in it, and keeps the old file beside it", () => {
  open(FIRST).run("INSERT INTO note VALUES ('milk')");
  db?.close();
  expect(open(FIRST, SECOND).all("SELECT * FROM note")).toEqual([{ text: "milk", stars: 3 }]);
  expect(existsSync(`${path}.v1`)).toBe(true);
});

test("a step that fails leaves the database as it was", () => {
  open(FIRST).run("INSERT INTO note VALUES ('milk')");
  db?.close();
  expect(() => open(FIRST, "ALTER TABLE missing ADD COLUMN x")).toThrow("no such table");
  expect(open(FIRST).all("SELECT * FROM note")).toEqual([{ text: "milk" }]);
});

test("a newer database is refused and not touched", () => {
  open(FIRST, SECOND);
  db?.close();
  const before = readFileSync(path);
  expect(() => open(FIRST)).toThrow(expect.objectContaining({ code: "library_newer" }));
  expect(readFileSync(path)).toEqual(before);
});

test("one handle at a time has a database", () => {
  open(FIRST);
  expect(() => openSqlite(path, { migrations: [FIRST], synchronous: "FULL" })).toThrow(
    expect.objectContaining({ code: "library_busy" }),
  );
});

test("what is no database is told as damaged", () => {
  writeFileSync(path, "garbage".repeat(1000));
  expect(() => open(FIRST)).toThrow(expect.objectContaining({ code: "library_corrupt" }));
});

test("a transaction that throws leaves nothing", () => {
  open(FIRST);
  expect(() =>
    db?.transaction(() => {
      db?.run("INSERT INTO note VALUES ('milk')");
      throw new Error("power cut");
    }),
  ).toThrow("power cut");
  expect(db?.all("SELECT * FROM note")).toEqual([]);
});

test("a mistake in a statement is told with the statement", () => {
  expect(() => open(FIRST).all("SELECT nothing FROM note")).toThrow("in: SELECT nothing FROM note");
});
