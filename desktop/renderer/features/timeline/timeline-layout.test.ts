import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allRows, makeOrder } from "@renderer/testing/orders";
import { createTimelineLayout, type TimelineLayout } from "./timeline-layout";
import { rowsInBox } from "./rows-in-box";
import { stepRow } from "./step-row";

const make = (count: number, geometry = { widthPx: 1000, targetPx: 208 }, seed = 1): TimelineLayout => {
  const order = makeOrder(count, { years: 3, seed });
  return createTimelineLayout(order, allRows(order), geometry);
};

/** Where each photo of the lines would be drawn, from the upper edge of the window. */
const drawn = (layout: TimelineLayout, lines: ReturnType<TimelineLayout["view"]>["lines"], y: number) =>
  lines.flatMap((line) =>
    layout.tilesOf(line).map(({ row }) => [row, (layout.boxOfRow(row)?.topPx ?? NaN) - y] as const),
  );

describe("a timeline", () => {
  test("gives every line between two heights, without a gap", () => {
    const layout = make(3000);
    const { lines, movedPx } = layout.view(5000, 6500, layout.anchorAt(5000));
    const rows = lines.flatMap((line) => layout.tilesOf(line).map(({ row }) => row));
    expect(rows).toEqual(Array.from({ length: rows.length }, (_, index) => (rows[0] ?? 0) + index));
    const [first, last] = [lines[0], lines.at(-1)];
    expect(first && layout.lineTop(first)).toBeLessThanOrEqual(5000 + movedPx);
    const after = last && layout.neighbour(last, 1);
    expect(after && layout.lineTop(after)).toBeGreaterThan(6500 + movedPx);
  });

  test("what is looked at does not move when months above turn out higher or lower than estimated", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, place) => {
        const layout = make(2000, { widthPx: 700, targetPx: 144 }, seed);
        const y = Math.round(place * layout.totalPx());
        const anchor = layout.anchorAt(y);
        const before = anchor && (layout.boxOfRow(anchor.row)?.topPx ?? 0) - y;
        const { movedPx } = layout.view(y - 3000, y + 3000, anchor);
        const after = anchor && (layout.boxOfRow(anchor.row)?.topPx ?? 0) - (y + movedPx);
        expect(after).toBeCloseTo(before ?? NaN, 6);
      }),
      { numRuns: 40 },
    );
  });

  test("scrolling down and up again shows the same photos at the same places", () => {
    const layout = make(5000);
    let y = 0;
    const go = (delta: number) => {
      const { lines, movedPx } = layout.view(y + delta - 400, y + delta + 1200, layout.anchorAt(y + delta));
      y += delta + movedPx;
      return drawn(layout, lines, y);
    };
    go(0);
    const first = go(3000);
    for (let turn = 0; turn < 20; turn++) go(900);
    for (let turn = 0; turn < 20; turn++) go(-900);
    expect(go(0)).toEqual(first);
  });

  test("its whole height is that of its months, estimated within a tenth of what they come to", () => {
    const layout = make(20_000);
    const estimated = layout.totalPx();
    layout.sections.forEach((_, index) => layout.monthOf(index));
    expect(layout.totalPx()).toBe(layout.sections.reduce((sum, _, index) => sum + layout.heightOf(index), 0));
    expect(Math.abs(estimated / layout.totalPx() - 1)).toBeLessThan(0.1);
  });

  test("without photos has nothing to show and nothing to hold on to", () => {
    const layout = make(0);
    expect({ ...layout.view(0, 1000, layout.anchorAt(0)), total: layout.totalPx(), box: layout.boxOfRow(0) }).toEqual({
      ...{ lines: [], movedPx: 0, total: 0, box: null },
    });
  });
});

describe("moving by keys", () => {
  const layout = make(3000);

  test("down and up come back to the same line, and to the same photo where lines are alike", () => {
    for (const row of [0, 17, 400, 1500, 2900]) {
      const down = stepRow(layout, row, "down", 800);
      expect(layout.lineOfRow(stepRow(layout, down, "up", 800))).toEqual(layout.lineOfRow(row));
      expect(down).toBeGreaterThan(row);
    }
  });

  test("every photo is reached by right, and the ends hold", () => {
    expect((["left", "up", "pageUp", "first"] as const).map((step) => stepRow(layout, 0, step, 800))).toEqual([
      0, 0, 0, 0,
    ]);
    expect((["right", "down", "pageDown", "last"] as const).map((step) => stepRow(layout, 2999, step, 800))).toEqual([
      2999, 2999, 2999, 2999,
    ]);
    expect(stepRow(layout, 5, "right", 800)).toBe(6);
  });

  test("a page goes about as far as the window is high", () => {
    const box = (row: number) => layout.boxOfRow(row)?.topPx ?? NaN;
    const moved = box(stepRow(layout, 100, "pageDown", 800)) - box(100);
    expect(moved).toBeGreaterThanOrEqual(800);
    expect(moved).toBeLessThan(800 + 400);
  });
});

test("a rectangle selects the photos that it touches and no others", () => {
  const layout = make(500);
  const boxes = layout.shown.length;
  const area = { topPx: 900, leftPx: 200, widthPx: 350, heightPx: 700 };
  layout.sections.forEach((_, index) => layout.monthOf(index));
  const touched = Array.from({ length: boxes }, (_, row) => row).filter((row) => {
    const box = layout.boxOfRow(row);
    if (!box) return false;
    const isBeside = box.leftPx > area.leftPx + area.widthPx || box.leftPx + box.widthPx < area.leftPx;
    const isAbove = box.topPx > area.topPx + area.heightPx || box.topPx + box.heightPx < area.topPx;
    return !isBeside && !isAbove;
  });
  expect(rowsInBox(layout, area)).toEqual(touched);
  expect(touched.length).toBeGreaterThan(3);
});

test("a million photos: the time that sections, one view and the largest month take", () => {
  const order = makeOrder(1_000_000, { years: 20 });
  const shown = allRows(order);
  const times: Record<string, number> = {};
  const time = <Result>(name: string, run: () => Result): Result => {
    const from = performance.now();
    const result = run();
    times[name] = Math.round((performance.now() - from) * 10) / 10;
    return result;
  };
  const geometry = { widthPx: 1600, targetPx: 208 };
  time("sections, first run", () => createTimelineLayout(order, shown, geometry));
  const layout = time("sections", () => createTimelineLayout(order, shown, geometry));
  const { lines } = time("a view in the middle", () => {
    const y = layout.totalPx() / 2;
    return layout.view(y, y + 2000, layout.anchorAt(y));
  });
  time("all months", () => layout.sections.forEach((_, index) => layout.monthOf(index)));
  process.stdout.write(`1,000,000 photos, ms: ${JSON.stringify(times)}\n`);
  expect(lines.length).toBeGreaterThan(5);
  expect(layout.totalPx()).toBeGreaterThan(33_000_000);
});
