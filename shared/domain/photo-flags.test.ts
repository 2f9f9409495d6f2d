import { expect, test } from "vitest";
import { hasFlag, PHOTO_FLAGS, type PhotoFlag } from "@shared/domain/photo-flags";

const FLAGS = Object.keys(PHOTO_FLAGS) as PhotoFlag[];

test("each flag is one bit of 16, its own", () => {
  const bits = Object.values<number>(PHOTO_FLAGS);
  expect(bits.map((bit) => Math.log2(bit))).toEqual(bits.map((_, index) => index));
  expect(bits.length).toBeLessThanOrEqual(16);
});

test.each(FLAGS)("%s is seen among all others and missed among them", (flag) => {
  const all = Object.values<number>(PHOTO_FLAGS).reduce((sum, bit) => sum | bit, 0);
  const seen = (flags: number) => FLAGS.filter((name) => hasFlag(flags, name));
  expect(seen(PHOTO_FLAGS[flag])).toEqual([flag]);
  expect(seen(all - PHOTO_FLAGS[flag])).toEqual(FLAGS.filter((name) => name !== flag));
});
