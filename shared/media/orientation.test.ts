import { expect, test } from "vitest";
import { orientationOf, stepsOf, swapsSides, validOrientation, type Turn } from "@shared/media/orientation";

const left = (quarterTurnsLeft: number): Turn => ({ quarterTurnsLeft });
const mirror = (mirror: "left-right" | "top-bottom"): Turn => ({ mirror });

test.each([
  [[], 1],
  [[left(1)], 8],
  [[left(2)], 3],
  [[left(3)], 6],
  [[mirror("left-right")], 2],
  [[mirror("top-bottom")], 4],
  [[left(1), mirror("left-right")], 7],
  [[left(3), mirror("left-right")], 5],
  [[mirror("left-right"), left(1)], 5],
  [[left(2), mirror("top-bottom")], 2],
])("the steps %j come to orientation %i", (turns, expected) => {
  expect(orientationOf(turns)).toBe(expected);
});

test("every orientation is its own steps", () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const { isMirrored, degrees } = stepsOf(orientation);
    const turns = [...(isMirrored ? [mirror("left-right")] : []), left((4 - degrees / 90) % 4)];
    expect(orientationOf(turns)).toBe(orientation);
  }
});

test.each([
  [0, null],
  [1, 1],
  [8, 8],
  [9, null],
  [4_294_967_295, null],
  [undefined, null],
])("a stated orientation of %s counts as %s", (stated, expected) => {
  expect(validOrientation(stated)).toBe(expected);
});

test("only 5 to 8 swap the sides", () => {
  expect([null, 1, 2, 3, 4, 5, 6, 7, 8].map(swapsSides)).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});
