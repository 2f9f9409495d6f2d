import { expect, test } from "vitest";
import { createRandom, type Random } from "@shared/domain/seeded-random";
import { AppError } from "@shared/errors";
import { createLibraryLog, type LibraryLog } from "@backend/log/library-log";
import { EMPTY_HEAD, parseSegment, segmentName } from "@backend/log/segment";
import { draftOf, midOf } from "@backend/log/testing/drafts";
import { createMemoryFollower, type MemoryFollower } from "@backend/log/testing/memory-follower";
import {
  type Bucket,
  createBucket,
  createUnreliableStore,
  RELIABLE,
  type StoreFaults,
} from "@backend/storage/testing/unreliable-store";

interface Instance {
  log: LibraryLog;
  follower: MemoryFollower;
}

function startInstance(bucket: Bucket, random: Random, faults: StoreFaults = RELIABLE): Instance {
  const follower = createMemoryFollower();
  const store = createUnreliableStore(bucket, random, faults);
  const log = createLibraryLog({ store, follower, library: "library", lineage: "first", position: EMPTY_HEAD });
  return { log, follower };
}

/** A device's next mutation, unless the log has it already. */
const push = ({ log, follower }: Instance, dev: string, n: number) =>
  log.append((seq) => Promise.resolve(follower.lastN(dev) >= n ? [] : [draftOf(seq, dev, n)]));

/** Every mutation in the segments of a bucket, checked as they are read. */
function readAll(bucket: Bucket): string[] {
  const mids: string[] = [];
  let head = EMPTY_HEAD;
  for (;;) {
    const name = segmentName("library", "first", head.seq + 1);
    const bytes = bucket.objects.get(name);
    if (!bytes) break;
    const segment = parseSegment(head, bytes, name);
    mids.push(...segment.records.map(({ mid }) => mid));
    head = segment.head;
  }
  expect(bucket.objects.size).toBe(new Set(bucket.objects.keys()).size);
  return mids;
}

test("what is appended at one moment shares a segment, each decided after the one before", async () => {
  const bucket = createBucket();
  const instance = startInstance(bucket, createRandom(1));
  await Promise.all([push(instance, "a", 1), push(instance, "a", 1), push(instance, "b", 1)]);
  expect({ mids: readAll(bucket), segments: bucket.objects.size, head: instance.log.head().seq }).toEqual({
    ...{ mids: [midOf("a", 1), midOf("b", 1)], segments: 1, head: 2 },
  });
});

test("one that cannot be decided fails alone", async () => {
  const bucket = createBucket();
  const instance = startInstance(bucket, createRandom(1));
  const refused = instance.log.append(() => Promise.reject(new AppError("value_invalid", "No.")));
  const results = await Promise.allSettled([push(instance, "a", 1), refused, push(instance, "b", 1)]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(readAll(bucket)).toEqual([midOf("a", 1), midOf("b", 1)]);
});

test("a position that another instance took is read, and the decision made again", async () => {
  const bucket = createBucket();
  const random = createRandom(2);
  const [one, other] = [startInstance(bucket, random), startInstance(bucket, random)];
  await push(one, "a", 1);
  await Promise.all([push(other, "a", 1), push(other, "b", 1)]);
  expect({ mids: readAll(bucket), seen: other.follower.mids() }).toEqual({
    ...{ mids: [midOf("a", 1), midOf("b", 1)], seen: [midOf("a", 1), midOf("b", 1)] },
  });
});

test("a storage that never answers fails the append, and nothing of it stays in the view", async () => {
  const bucket = createBucket();
  const instance = startInstance(bucket, createRandom(3), { lost: 1, unanswered: 0, late: 0 });
  await expect(push(instance, "a", 1)).rejects.toMatchObject({ code: "storage_unavailable" });
  expect({ seen: instance.follower.mids(), head: instance.log.head() }).toEqual({ seen: [], head: EMPTY_HEAD });
});

test("an append whose answer was lost is found by the next one, and not made twice", async () => {
  const bucket = createBucket();
  const faults = { lost: 0, unanswered: 1, late: 0 };
  const instance = startInstance(bucket, createRandom(4), faults);
  await expect(push(instance, "a", 1)).rejects.toMatchObject({ code: "storage_unavailable" });
  faults.unanswered = 0;
  await push(instance, "a", 1);
  expect(readAll(bucket)).toEqual([midOf("a", 1)]);
});

const RACES = 250;
const PUSHES = 12;

/** Devices push through instances that come and go, and push again until they hear that it is done. */
async function race(seed: number) {
  const random = createRandom(seed);
  const bucket = createBucket();
  const faults = { lost: random.next() * 0.2, unanswered: random.next() * 0.2, late: random.next() * 0.2 };
  const instances = Array.from({ length: 2 + random.below(2) }, () => startInstance(bucket, random, faults));
  const acknowledged: string[] = [];
  const device = async (dev: string) => {
    for (let n = 1; n <= PUSHES;) {
      const at = random.below(instances.length);
      // A restart: whoever waits for the old instance hears nothing more of use.
      if (random.chance(0.1)) instances[at] = startInstance(bucket, random, faults);
      const instance = instances[at];
      if (!instance) continue;
      const isDone = await push(instance, dev, n).then(
        () => true,
        () => false,
      );
      if (!isDone) continue;
      acknowledged.push(midOf(dev, n));
      n += 1;
    }
  };
  await Promise.all(["a", "b", "c", "d"].map(device));
  const fresh = startInstance(bucket, random);
  await fresh.log.catchUp();
  return { acknowledged, mids: readAll(bucket), seen: fresh.follower.mids(), refused: bucket.refused };
}

test(`in ${RACES} races of two and three instances one wins each position, nothing acknowledged is lost, nothing is there twice`, async () => {
  let refused = 0;
  for (let seed = 1; seed <= RACES; seed++) {
    const { acknowledged, mids, seen, refused: count } = await race(seed);
    expect([...mids].sort(), `seed ${seed}`).toEqual([...acknowledged].sort());
    expect(seen, `seed ${seed}`).toEqual(mids);
    refused += count;
  }
  // Without this the instances would never have met.
  expect(refused).toBeGreaterThan(10 * RACES);
}, 60_000);
