import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDuckDb } from "@shared/duckdb/duckdb-connection";

const OPTIONS = { memoryLimitMb: 200, threads: 1 };
const ROWS = 50_000;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "duckdb-"));
  path = join(folder, "a.duckdb");
});

afterEach(() => rm(folder, { recursive: true }));

async function openWithRows() {
  const database = await openDuckDb(path, OPTIONS);
  const connection = await database.connect();
  await connection.run(`CREATE TABLE t AS SELECT range::INTEGER AS i, 'x' AS s FROM range(${ROWS})`);
  return { database, connection };
}

test("a database that is closed with a connection open is closed: its file is whole and its log gone", async () => {
  const { database } = await openWithRows();
  expect(existsSync(`${path}.wal`)).toBe(true);
  database.close();
  expect(existsSync(`${path}.wal`)).toBe(false);
});

test("a file may be opened again in the same process once it is closed", async () => {
  const { database } = await openWithRows();
  database.close();
  const again = await openDuckDb(path, OPTIONS);
  const writer = await again.connect();
  await writer.run("UPDATE t SET s = 'y' WHERE i % 2 = 0");
  again.close();
  const third = await openDuckDb(path, OPTIONS);
  const reader = await third.connect();
  expect(await reader.rows("SELECT s, count(*) AS count FROM t GROUP BY s ORDER BY s")).toEqual([
    { s: "x", count: ROWS / 2 },
    { s: "y", count: ROWS / 2 },
  ]);
  third.close();
});

test("a question under way when its database is closed is answered to its end", async () => {
  const { database, connection } = await openWithRows();
  const seen: unknown[] = [];
  for await (const chunk of connection.stream("SELECT i FROM t")) {
    if (seen.length === 0) database.close();
    const valueAt = chunk.reader(0);
    for (let row = 0; row < chunk.rowCount; row++) seen.push(valueAt(row));
  }
  expect(seen).toHaveLength(ROWS);
  expect(existsSync(`${path}.wal`)).toBe(false);
});

test("closing twice is closing once", async () => {
  const { database, connection } = await openWithRows();
  connection.close();
  connection.close();
  expect(() => database.close()).not.toThrow();
});
