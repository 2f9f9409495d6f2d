import { afterEach, expect, test } from "vitest";
import type { Mutation } from "@shared/contract/mutation";
import { createRandom } from "@shared/domain/seeded-random";
import { midOf } from "@backend/log/testing/drafts";
import { push } from "@backend/services/push.service";
import { imageOf, type Instance, NOW_MS, startInstance } from "@backend/services/testing/instance";
import { imports, rates } from "@backend/services/testing/mutations";
import { type Bucket, createBucket, createUnreliableStore, RELIABLE } from "@backend/storage/testing/unreliable-store";

const opened: Instance[] = [];

afterEach(() => {
  for (const instance of opened.splice(0)) instance.close();
});

/** An instance that has read the log of a bucket; one whose storage fails begins without. */
async function start(bucket: Bucket, faults = RELIABLE, seed = 1): Promise<Instance> {
  const instance = await startInstance(createUnreliableStore(bucket, createRandom(seed), faults));
  opened.push(instance);
  if (faults === RELIABLE) await instance.log.catchUp();
  return instance;
}

const send = (instance: Instance, dev: string, mutations: readonly Mutation[], ageMs = 0) =>
  push(instance, { dev, estimatedMs: NOW_MS, mutations: mutations.map((mutation) => ({ mutation, ageMs })) });

const ratings = async ({ connection }: Instance) =>
  (await connection.rows("SELECT photo_id, rating FROM photo ORDER BY photo_id")).map((row) => Object.values(row));

test("what a device pushes is in the log and in the catalog, and one mutation sees the one before", async () => {
  const bucket = createBucket();
  const instance = await start(bucket);
  const again = rates("a", 3, 5, "p", { w: midOf("a", 2), ts: NOW_MS });
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
  const [one, other] = [await start(bucket), await start(bucket, RELIABLE, 2)];
  await send(one, "a", [imports("a", 1, "p", "q")]);
  await Promise.all([
    send(one, "a", [rates("a", 2, 3, "p"), imports("a", 3, "r")]),
    send(other, "b", [imports("b", 1, "p", "s"), rates("b", 2, 5, "q")], 5000),
  ]);
  await Promise.all([one.log.catchUp(), other.log.catchUp()]);
  const rebuilt = await imageOf(await start(bucket));
  expect(bucket.refused).toBeGreaterThan(0);
  expect(await imageOf(one)).toEqual(rebuilt);
  expect(await imageOf(other)).toEqual(rebuilt);
});

test("a mutation that comes again gets its first answer, and is recorded once", async () => {
  const bucket = createBucket();
  const instance = await start(bucket);
  const first = await send(instance, "a", [imports("a", 1, "p"), rates("a", 2, 4, "p")]);
  expect(await send(instance, "a", [imports("a", 1, "p"), rates("a", 2, 4, "p")])).toEqual(first);
  const asAnother = { ...rates("b", 1, 4, "p"), mid: midOf("a", 2) };
  expect(await send(instance, "b", [asAnother])).toEqual([{ ...first[1], n: 1, outcome: "duplicate", code: null }]);
  expect((await instance.log.catchUp()).seq).toBe(3);
});

test("what only another instance has seen is found before it is decided again", async () => {
  const bucket = createBucket();
  const [one, other] = [await start(bucket), await start(bucket, RELIABLE, 2)];
  const first = await send(one, "a", [imports("a", 1, "p"), rates("a", 2, 4, "p")]);
  expect(await send(other, "a", [imports("a", 1, "p"), rates("a", 2, 4, "p")])).toEqual(first);
  expect(bucket.objects.size).toBe(1);
});

test.each([
  ["of a number that another mutation has", "device_forked", { ...rates("a", 1, 4, "p"), mid: midOf("z", 9) }],
  ["after one that never came", "mutation_missing", rates("a", 3, 4, "p")],
])("a mutation %s is refused, and changes nothing", async (_, code, mutation) => {
  const bucket = createBucket();
  const instance = await start(bucket);
  await send(instance, "a", [imports("a", 1, "p")]);
  const before = await imageOf(instance);
  await expect(send(instance, "a", [mutation])).rejects.toMatchObject({ code });
  expect(await imageOf(instance)).toEqual(before);
});

test("a mutation of a photo that is not there is recorded as rejected, and the next ones go on", async () => {
  const instance = await start(createBucket());
  const results = await send(instance, "a", [rates("a", 1, 4, "nobody"), imports("a", 2, "p")]);
  expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
    ["rejected", "photo_not_found"],
    ["applied", null],
  ]);
});

test("when the storage does not answer, nothing stays in the catalog, and the push can be made again", async () => {
  const bucket = createBucket();
  const faults = { lost: 1, unanswered: 0, late: 0 };
  const instance = await start(bucket, faults);
  const before = await imageOf(instance);
  await expect(send(instance, "a", [imports("a", 1, "p")])).rejects.toMatchObject({ code: "storage_unavailable" });
  expect(await imageOf(instance)).toEqual(before);
  Object.assign(faults, { lost: 0, unanswered: 1 });
  await expect(send(instance, "a", [imports("a", 1, "p")])).rejects.toMatchObject({ code: "storage_unavailable" });
  faults.unanswered = 0;
  expect(await send(instance, "a", [imports("a", 1, "p")])).toMatchObject([{ seq: 1, outcome: "applied" }]);
  expect(await imageOf(instance)).toEqual(await imageOf(await start(bucket)));
});
