import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allRows, makeOrder } from "@renderer/testing/orders";
import type { Order } from "@renderer/stores/order";
import {
  boxesOf,
  DAY_GAP_PX,
  DAY_LABEL_PX,
  GAP_PX,
  isLabelled,
  layOutMonth,
  lineAt,
  lineOfIndex,
  MONTH_FOOT_PX,
  MONTH_HEADER_PX,
} from "./month-layout";
import { findSections, SECTION_MAX, toShownAspect, type Section } from "./sections";

/** 2021-03-01T00:00 in minutes. */
const MARCH = Date.UTC(2021, 2, 1) / 60_000;

/** Photos of March 2021, newest first, each by its aspect and how many days before the last it was taken. */
function march(photos: readonly { aspect: number; daysBefore: number }[]): { order: Order; section: Section } {
  const count = photos.length;
  let days = 0;
  const before = photos.map(({ daysBefore }) => (days += daysBefore) && days);
  const order: Order = {
    version: 1,
    keys: Int32Array.from(photos, (_, row) => row),
    minutes: Int32Array.from(before, (_, row) => MARCH + (30 - Math.min(30, before[count - 1 - row] ?? 0)) * 1440),
    aspects: Uint16Array.from(photos, (_, row) => photos[count - 1 - row]?.aspect ?? 0),
    flags: new Uint16Array(count),
  };
  const [section] = findSections(order, allRows(order));
  if (!section) throw new Error("no photos");
  return { order, section };
}

const photo = fc.record({
  aspect: fc.oneof(fc.constantFrom(1500, 1333, 667, 0), fc.integer({ min: 1, max: 65535 })),
  daysBefore: fc.constantFrom(0, 0, 0, 1, 2),
});
const anyMonth = fc.array(photo, { minLength: 1, maxLength: 200 }).map(march);
const anyGeometry = fc.record({
  widthPx: fc.integer({ min: 120, max: 2600 }),
  targetPx: fc.constantFrom(96, 144, 208, 288),
});

describe("the lines of a month", () => {
  const laidOut = (photos: { aspect: number; daysBefore: number }[], widthPx: number, targetPx: number) => {
    const { order, section } = march(photos);
    return { order, section, layout: layOutMonth(order, allRows(order), section, { widthPx, targetPx }) };
  };
  const same = (count: number, aspect: number) => Array.from({ length: count }, () => ({ aspect, daysBefore: 0 }));

  test("end where their height comes nearest to the target", () => {
    const { layout } = laidOut(same(7, 1500), 1000, 208);
    // Three of 3:2 in 1000 are 220 high, four 164: three are nearer to 208.
    const height = (1000 - 2 * GAP_PX) / 4.5;
    expect({ starts: [...layout.starts], heights: [...layout.heights] }).toEqual({
      starts: [0, 3, 6, 7],
      heights: [height, height, 208],
    });
  });

  test("lie one below the other, with room for the days above those in which one begins", () => {
    const photos = same(7, 1500).map((one, index) => ({ ...one, daysBefore: index === 4 ? 1 : 0 }));
    const { layout } = laidOut(photos, 1000, 208);
    const [first = 0, second = 0, third = 0] = layout.heights;
    const top = MONTH_HEADER_PX + DAY_LABEL_PX + first + GAP_PX;
    expect({ tops: [...layout.tops], heightPx: layout.heightPx }).toEqual({
      tops: [MONTH_HEADER_PX, top, top + DAY_LABEL_PX + second + GAP_PX],
      heightPx: Math.ceil(top + DAY_LABEL_PX + second + GAP_PX + third + GAP_PX + MONTH_FOOT_PX),
    });
    expect([0, 1, 2].map((line) => isLabelled(layout, line))).toEqual([true, true, false]);
  });

  test("a panorama alone is as high as the window is wide enough for", () => {
    const { layout } = laidOut(same(1, 20_000), 400, 208);
    expect([...layout.heights]).toEqual([400 / 3.5]);
  });

  test("days that share a line stand a little apart", () => {
    const photos = [
      { aspect: 1000, daysBefore: 0 },
      { aspect: 1000, daysBefore: 1 },
      { aspect: 1000, daysBefore: 0 },
    ];
    const { order, section, layout } = laidOut(photos, 1000, 208);
    expect(boxesOf(order, allRows(order), section, layout, 0, 1000)).toEqual([
      { row: 0, leftPx: 0, widthPx: 208, beginsDay: true },
      { row: 1, leftPx: 208 + DAY_GAP_PX, widthPx: 208, beginsDay: true },
      { row: 2, leftPx: 416 + DAY_GAP_PX + GAP_PX, widthPx: 208, beginsDay: false },
    ]);
  });

  test("hold every photo once, in order, none of them wider than the window", () => {
    fc.assert(
      fc.property(anyMonth, anyGeometry, ({ order, section }, geometry) => {
        const shown = allRows(order);
        const layout = layOutMonth(order, shown, section, geometry);
        const lines = [...layout.tops.keys()].map((line) =>
          boxesOf(order, shown, section, layout, line, geometry.widthPx),
        );
        expect(lines.flat().map(({ row }) => row)).toEqual([...shown.keys()].slice(section.from, section.to));
        for (const { leftPx, widthPx } of lines.flat()) {
          expect(leftPx).toBeGreaterThanOrEqual(0);
          expect(leftPx + widthPx).toBeLessThanOrEqual(geometry.widthPx);
          expect(widthPx).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("are flush at the right but for the last, and lines and photos do not overlap", () => {
    fc.assert(
      fc.property(anyMonth, anyGeometry, ({ order, section }, geometry) => {
        const shown = allRows(order);
        const layout = layOutMonth(order, shown, section, geometry);
        const last = layout.tops.length - 1;
        for (let line = 0; line <= last; line++) {
          const boxes = boxesOf(order, shown, section, layout, line, geometry.widthPx);
          const end = boxes.at(-1);
          if (line < last)
            expect((end?.leftPx ?? 0) + (end?.widthPx ?? 0)).toBeGreaterThanOrEqual(geometry.widthPx - 1);
          boxes.slice(1).forEach((box, index) => {
            const before = boxes[index];
            expect(box.leftPx).toBeGreaterThan((before?.leftPx ?? 0) + (before?.widthPx ?? 0));
          });
          const bottom = (layout.tops[line] ?? 0) + (layout.heights[line] ?? 0) + GAP_PX;
          expect(layout.tops[line + 1] ?? layout.heightPx).toBeGreaterThanOrEqual(bottom - 1e-6);
        }
      }),
    );
  });

  test("are never stretched far beyond the target, unless a single photo fills its line", () => {
    fc.assert(
      fc.property(anyMonth, anyGeometry, ({ order, section }, geometry) => {
        const layout = layOutMonth(order, allRows(order), section, geometry);
        layout.heights.forEach((height) => expect(height).toBeLessThanOrEqual(geometry.targetPx * 1.35 + 1e-6));
      }),
    );
  });

  test("are found again by height and by photo", () => {
    fc.assert(
      fc.property(anyMonth, anyGeometry, ({ order, section }, geometry) => {
        const layout = layOutMonth(order, allRows(order), section, geometry);
        layout.tops.forEach((top, line) => {
          expect(lineAt(layout, top)).toBe(line);
          for (let index = layout.starts[line] ?? 0; index < (layout.starts[line + 1] ?? 0); index++) {
            expect(lineOfIndex(layout, index)).toBe(line);
          }
        });
      }),
    );
  });
});

describe("months", () => {
  test("are the runs of photos of one month, newest first, with their days and aspects", () => {
    const minutes = [
      "2020-12-31T23:59",
      "2021-01-01T00:00",
      "2021-01-01T12:00",
      "2021-01-31T10:00",
      "2021-03-05T08:00",
    ];
    const order: Order = {
      version: 1,
      keys: Int32Array.of(0, 1, 2, 3, 4),
      minutes: Int32Array.from(minutes, (text) => Date.parse(`${text}Z`) / 60_000),
      aspects: Uint16Array.of(1500, 1500, 0, 65_535, 1),
      flags: new Uint16Array(5),
    };
    expect(findSections(order, allRows(order))).toEqual([
      { year: 2021, month: 3, part: 0, inMonth: 1, from: 0, to: 1, days: 1, aspects: 400 },
      { year: 2021, month: 1, part: 0, inMonth: 3, from: 1, to: 4, days: 2, aspects: 1500 + 1333 + 3500 },
      { year: 2020, month: 12, part: 0, inMonth: 1, from: 4, to: 5, days: 1, aspects: 1500 },
    ]);
  });

  test.each([
    ["0001-02-01T00:00:00Z", { year: 1, month: 2 }],
    ["0099-12-31T23:59:00Z", { year: 99, month: 12 }],
    ["1969-12-31T23:59:00Z", { year: 1969, month: 12 }],
    ["5999-06-15T12:00:00Z", { year: 5999, month: 6 }],
  ])("reach far back and ahead: %s", (time, month) => {
    const minutes = Int32Array.of(Date.parse(time) / 60_000);
    const order: Order = { ...makeOrder(1), minutes };
    expect(findSections(order, allRows(order))).toEqual([expect.objectContaining(month)]);
  });

  test("that are very busy come in parts", () => {
    const count = 2 * SECTION_MAX + 5;
    const minutes = new Int32Array(count).fill(MARCH);
    minutes[0] = MARCH - 1;
    const order: Order = { ...makeOrder(count), minutes };
    const of = { year: 2021, month: 3, inMonth: count - 1, days: 1, aspects: expect.any(Number) as number };
    expect(findSections(order, allRows(order))).toEqual([
      { ...of, part: 0, from: 0, to: SECTION_MAX },
      { ...of, part: 1, from: SECTION_MAX, to: 2 * SECTION_MAX },
      { ...of, part: 2, from: 2 * SECTION_MAX, to: count - 1 },
      { ...of, part: 0, inMonth: 1, month: 2, from: count - 1, to: count },
    ]);
  });

  test("aspects out of all proportion are brought in", () => {
    expect([0, 1, 399, 400, 1500, 3500, 3501, 65_535].map(toShownAspect)).toEqual([
      1333, 400, 400, 400, 1500, 3500, 3500, 3500,
    ]);
  });
});
