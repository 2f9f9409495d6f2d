import { expect, test } from "vitest";
import { parseRange } from "@shared/domain/byte-range";

test.each([
  [undefined, 10, "all"],
  ["bytes=0-", 10, { from: 0, to: 9 }],
  ["bytes=2-4", 10, { from: 2, to: 4 }],
  ["bytes=9-9", 10, { from: 9, to: 9 }],
  ["bytes=2-400", 10, { from: 2, to: 9 }],
  ["bytes=-3", 10, { from: 7, to: 9 }],
  ["bytes=-30", 10, { from: 0, to: 9 }],
  ["bytes=10-", 10, "none"],
  ["bytes=-0", 10, "none"],
  ["bytes=0-", 0, "none"],
  ["bytes=-1", 0, "none"],
  ["bytes=4-2", 10, "all"],
  ["bytes=-", 10, "all"],
  ["bytes=0-1,3-4", 10, "all"],
  ["pages=0-1", 10, "all"],
  ["bytes=a-b", 10, "all"],
] as const)("%s of %i bytes is %j", (header, sizeBytes, range) => {
  expect(parseRange(header, sizeBytes)).toEqual(range);
});
