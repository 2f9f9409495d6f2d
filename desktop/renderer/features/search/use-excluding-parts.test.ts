import { expect, test } from "vitest";
import { relaxQuery } from "./relax-query";
import { findExcluding } from "./use-excluding-parts";

/** Counts by a table; what is not in it finds nothing. */
async function excluding(query: string, counts: Record<string, number>): Promise<[part: string, count: number][]> {
  const parts = await findExcluding(relaxQuery(query), (text) => Promise.resolve(counts[text] ?? 0));
  return parts.map(({ part, count }) => [part, count]);
}

test("the parts without which something is found come with how much, the most first", async () => {
  const counts = { "rating:5 type:raw": 2, "tokyo type:raw": 9 };
  expect(await excluding("tokyo rating:5 type:raw", counts)).toEqual([
    ["rating:5", 9],
    ["tokyo", 2],
  ]);
});

test("when no single part is to blame, those that find nothing by themselves are named", async () => {
  const counts = { "camera:nikon": 33 };
  expect(await excluding("camera:nikon tokyo rating:5", counts)).toEqual([
    ["tokyo", 0],
    ["rating:5", 0],
  ]);
});

test("a query of one part has none to leave out", async () => {
  expect(await excluding("tokyo", {})).toEqual([]);
});
