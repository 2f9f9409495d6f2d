import { afterEach, expect, test } from "vitest";
import { createCatalog } from "@shared/catalog/schema";
import type { Mutation } from "@shared/contract/mutation";
import { createRandom } from "@shared/domain/seeded-random";
import type { DuckDb, DuckDbConnection } from "@shared/duckdb/duckdb-connection";
import { openDuckDb } from "@shared/duckdb/duckdb-connection";
import { photoImport } from "@shared/testing/catalog";
import { createCatalogFollower, readHead } from "@backend/log/catalog-follower";
import { createLibraryLog } from "@backend/log/library-log";
import { midOf } from "@backend/log/testing/drafts";
import { push, type PushDeps } from "@backend/services/push.service";
import { type Bucket, createBucket, createUnreliableStore, RELIABLE } from "@backend/storage/testing/unreliable-store";

const NOW = 1_800_000_000_000;
const opened: DuckDb[] = [];

afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

interface Instance extends PushDeps {
  connection: DuckDbConnection;
}

/** An instance of the service that has read the log of a bucket. */
async function startInstance(bucket: Bucket, faults = RELIABLE, seed = 1): Promise<Instance> {
  const database = await openDuckDb(":memory:", { memoryLimitMb: 512, threads: 1 });
  opened.push(database);
  const connection = await database.connect();
  await createCatalog(connection);
  const follower = await createCatalogFollower(connection);
  const store = createUnreliableStore(bucket, createRandom(seed), faults);
  const log = createLibraryLog({
    ...{ store, follower, library: "library", lineage: "first" },
    position: await readHead(connection),
  });
  if (faults === RELIABLE) await log.catchUp();
  const clock = { nowMs: () => NOW, monotonicMs: () => 0 };
  return { log, follower, connection, clock, tagIdOf: (path) => `tag:${path.toLowerCase()}` };
}

const headOf = (dev: string, n: number) => ({ n, mid: midOf(dev, n), action: midOf("x", 1), atMs: NOW });
const imports = (dev: string, n: number, ...ids: string[]): Mutation => {
  const items = ids.map((k) => ({ k, f: photoImport({ title: `Title of ${k}`, keywords: ["Lake", k] }) }));
  return { ...headOf(dev, n), op: "photo.import.bulk", items };
};
const rates = (dev: string, n: number, rating: number, ...ids: string[]): Mutation => {
  return { ...headOf(dev, n), op: "photo.set.bulk", items: ids.map((k) => ({ k, f: { rating } })) };
};
const send = (instance: Instance, dev: string, mutations: readonly Mutation[], ageMs = 0) =>
  push(instance, { dev, estimatedMs: NOW, mutations: mutations.map((mutation) => ({ mutation, ageMs })) });

const TABLES = ["photo_key", "tag_key", "photo", "photo_tag", "photo_asset", "tag", "decided", "catalog_state"];

/** Every row of every table that is made from the log. */
async function imageOf({ connection }: Instance) {
  const image: Record<string, unknown> = {};
  for (const table of TABLES) image[table] = await connection.rows(`SELECT * FROM ${table} ORDER BY ALL`);
  return image;
}

const ratings = async ({ connection }: Instance) =>
  (await connection.rows("SELECT photo_id, rating FROM photo ORDER BY photo_id")).map((row) => Object.values(row));

test("what a device pushes is in the log and in the catalog, and one mutation sees the one before", async () => {
  const bucket = createBucket();
  const instance = await startInstance(bucket);
  const base = { rating: { w: midOf("a", 2), ts: NOW } };
  const again: Mutation = { ...headOf("a", 3), op: "photo.set.bulk", items: [{ k: "p", f: { rating: 5 }, base }] };
  const results = await send(instance, "a", [imports("a", 1, "p", "q"), rates("a", 2, 4, "p"), again]);
  expect(results.map(({ n, seq, outcome }) => [n, seq, outcome])).toEqual([
    [1, 1, "applied"],
    [2, 2, "applied"],
    [3, 3, "applied"],
  ]);
  expect({ ratings: await ratings(instance), segments: bucket.objects.size }).toEqual({
    ...{
      ratings: [
        ["p", 5],
        ["q", null],
      ],
      segments: 1,
    },
  });
});

test("the catalog made from the log alone is the same, row by row", async () => {
  const bucket = createBucket();
  const [one, other] = [await startInstance(bucket), await startInstance(bucket, RELIABLE, 2)];
  await send(one, "a", [imports("a", 1, "p", "q")]);
  await Promise.all([
    send(one, "a", [rates("a", 2, 3, "p"), imports("a", 3, "r")]),
    send(other, "b", [imports("b", 1, "p", "s"), rates("b", 2, 5, "q")], 5000),
  ]);
  await Promise.all([one.log.catchUp(), other.log.catchUp()]);
  const rebuilt = await imageOf(await startInstance(bucket));
  expect(bucket.refused).toBeGreaterThan(0);
  expect(await imageOf(one)).toEqual(rebuilt);
  expect(await imageOf(other)).toEqual(rebuilt);
});

test("a mutation that comes again gets its first answer, and is recorded once", async () => {
  const bucket = createBucket();
  const instance = await startInstance(bucket);
  const first = await send(instance, "a", [imports("a", 1, "p"), rates("a", 2, 4, "p")]);
  expect(await send(instance, "a", [imports("a", 1, "p"), rates("a", 2, 4, "p")])).toEqual(first);
  const asAnother = { ...rates("b", 1, 4, "p"), mid: midOf("a", 2) };
  expect(await send(instance, "b", [asAnother])).toEqual([{ ...first[1], n: 1, outcome: "duplicate", code: null }]);
  expect((await instance.log.catchUp()).seq).toBe(3);
});

test("what only another instance has seen is found before it is decided again", async () => {
  const bucket = createBucket();
  const [one, other] = [await startInstance(bucket), await startInstance(bucket, RELIABLE, 2)];
  const first = await send(one, "a", [imports("a", 1, "p"), rates("a", 2, 4, "p")]);
  expect(await send(other, "a", [imports("a", 1, "p"), rates("a", 2, 4, "p")])).toEqual(first);
  expect(bucket.objects.size).toBe(1);
});

test.each([
  ["of a number that another mutation has", "device_forked", { ...rates("a", 1, 4, "p"), mid: midOf("z", 9) }],
  ["after one that never came", "mutation_missing", rates("a", 3, 4, "p")],
])("a mutation %s is refused, and changes nothing", async (_, code, mutation) => {
  const bucket = createBucket();
  const instance = await startInstance(bucket);
  await send(instance, "a", [imports("a", 1, "p")]);
  const before = await imageOf(instance);
  await expect(send(instance, "a", [mutation])).rejects.toMatchObject({ code });
  expect(await imageOf(instance)).toEqual(before);
});

test("a mutation of a photo that is not there is recorded as rejected, and the next ones go on", async () => {
  const instance = await startInstance(createBucket());
  const results = await send(instance, "a", [rates("a", 1, 4, "nobody"), imports("a", 2, "p")]);
  expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
    ["rejected", "photo_not_found"],
    ["applied", null],
  ]);
});

test("when the storage does not answer, nothing stays in the catalog, and the push can be made again", async () => {
  const bucket = createBucket();
  const faults = { lost: 1, unanswered: 0, late: 0 };
  const instance = await startInstance(bucket, faults);
  const before = await imageOf(instance);
  await expect(send(instance, "a", [imports("a", 1, "p")])).rejects.toMatchObject({ code: "storage_unavailable" });
  expect(await imageOf(instance)).toEqual(before);
  Object.assign(faults, { lost: 0, unanswered: 1 });
  await expect(send(instance, "a", [imports("a", 1, "p")])).rejects.toMatchObject({ code: "storage_unavailable" });
  faults.unanswered = 0;
  expect(await send(instance, "a", [imports("a", 1, "p")])).toMatchObject([{ seq: 1, outcome: "applied" }]);
  expect(await imageOf(instance)).toEqual(await imageOf(await startInstance(bucket)));
});
