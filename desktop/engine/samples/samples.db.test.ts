import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SAMPLE_OPERATIONS } from "@shared/contract/samples";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { createTestLibrary, type TestLibrary } from "@engine/testing/test-library";

let library: TestLibrary;

beforeEach(async () => {
  library = await createTestLibrary();
});
afterEach(() => library.remove());

const listMade = () =>
  readdirSync(join(library.root, ".imgstream", "incoming"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".JPG"),
  );

/** Listens until so many are made, then no longer. */
async function makeUntil(count: number): Promise<number[]> {
  const told: number[] = [];
  for await (const { made, of, jobId } of library.client.subscribe(SAMPLE_OPERATIONS.make, {})) {
    expect({ of, jobId }).toEqual({ of: 200, jobId: null });
    told.push(made);
    if (made === count) break;
  }
  return told;
}

test("making samples tells how far it is, stops with its listener, and goes on with what is there", async () => {
  expect(await makeUntil(3)).toEqual([1, 2, 3]);
  await expect.poll(() => listMade().length).toBeGreaterThanOrEqual(3);
  const { photos } = await library.client.invoke(STATE_OPERATIONS.status, {});
  expect(photos).toBe(0);
  const before = listMade();
  expect(await makeUntil(before.length)).toHaveLength(before.length);
  expect(listMade()).toEqual(expect.arrayContaining(before));
});
