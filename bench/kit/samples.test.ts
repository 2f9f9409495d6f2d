import { expect, test } from "vitest";
import { median, quantile } from "@bench/kit/samples";

test.each([
  [[3], 0.95, 3],
  [[4, 1, 3, 2], 0.5, 2.5],
  [[10, 20, 30, 40, 50], 0.95, 48],
  [[2, 1], 0, 1],
  [[2, 1], 1, 2],
])("of %j the quantile %d is %d", (samples, share, expected) => {
  expect(quantile(samples, share)).toBeCloseTo(expected, 10);
});

test("the median of an even number of samples lies between the two in the middle", () => {
  expect(median([1, 9, 2, 100])).toBe(5.5);
});

test("without samples there is no quantile", () => {
  expect(() => median([])).toThrow(RangeError);
});
