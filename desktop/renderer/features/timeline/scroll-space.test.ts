import fc from "fast-check";
import { expect, test } from "vitest";
import { EMPTY_SPACE, SPACE_MAX_PX, toSpace } from "./scroll-space";

test("what a browser can hold is scrolled as it is", () => {
  expect(toSpace(EMPTY_SPACE, 500, 20_000)).toEqual({ basePx: 0, heightPx: 20_000 });
});

test("more than that is seen through a window of it, which stays while there is room to scroll", () => {
  const total = 60_000_000;
  const first = toSpace(EMPTY_SPACE, 0, total);
  expect(first).toEqual({ basePx: 0, heightPx: SPACE_MAX_PX });
  expect(toSpace(first, 5_000_000, total)).toBe(first);
  const second = toSpace(first, 7_500_000, total);
  expect(second).toEqual({ basePx: 3_500_000, heightPx: SPACE_MAX_PX });
  expect(toSpace(second, 59_990_000, total)).toEqual({ basePx: total - SPACE_MAX_PX, heightPx: SPACE_MAX_PX });
});

test("every height lies in its window, with room on both sides but at the ends", () => {
  const anyHeight = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 200_000_000 }),
      fc.array(anyHeight, { maxLength: 20 }),
      (total, places) => {
        let space = EMPTY_SPACE;
        for (const place of places) {
          const y = Math.round(place * total);
          space = toSpace(space, y, total);
          const scrollTop = y - space.basePx;
          expect(scrollTop).toBeGreaterThanOrEqual(0);
          expect(scrollTop).toBeLessThanOrEqual(space.heightPx);
          expect(space.basePx + space.heightPx).toBeLessThanOrEqual(total);
          if (space.basePx > 0) expect(Math.min(scrollTop, y - space.basePx)).toBeGreaterThan(0);
        }
      },
    ),
  );
});
