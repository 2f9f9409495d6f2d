import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mapInOrder, toBatches } from "@engine/import/streams";

async function* numbers(count: number, delayMs: (item: number) => number = () => 0) {
  for (let item = 0; item < count; item++) {
    if (delayMs(item) > 0) await sleep(delayMs(item));
    yield item;
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test("results come in the order of the items, whichever is ready first, with no more under way than allowed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 20 }), fc.integer({ min: 1, max: 5 }), async (delays, limit) => {
      let underWay = 0;
      let most = 0;
      const results = mapInOrder(numbers(delays.length), limit, async (item) => {
        most = Math.max(most, ++underWay);
        await sleep(delays[item]);
        underWay -= 1;
        return item;
      });
      expect(await collect(results)).toEqual(delays.map((_, item) => item));
      expect(most).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 20 },
  );
});

test("a failure is thrown in its turn, after the results before it", async () => {
  const met: number[] = [];
  const run = async () => {
    const results = mapInOrder(numbers(5), 3, (item) =>
      item === 2 ? Promise.reject(new Error("two")) : Promise.resolve(item),
    );
    for await (const item of results) met.push(item);
  };
  await expect(run()).rejects.toThrow("two");
  expect(met).toEqual([0, 1]);
});

test("leaving early waits for what is under way", async () => {
  let finished = 0;
  for await (const _ of mapInOrder(numbers(9), 4, () => sleep(5).then(() => ++finished))) break;
  expect(finished).toBe(4);
});

test("batches hold every item once, in order, up to their size", async () => {
  expect(await collect(toBatches(numbers(7), 3, 1000))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
});

test("an item does not wait longer than told for others", async () => {
  const slow = numbers(3, (item) => (item === 2 ? 80 : 0));
  expect(await collect(toBatches(slow, 10, 15))).toEqual([[0, 1], [2]]);
});

test("a failing source gives its error to who takes the batches", async () => {
  async function* failing() {
    yield 1;
    await sleep(1);
    throw new Error("disk");
  }
  await expect(collect(toBatches(failing(), 10, 1000))).rejects.toThrow("disk");
});
