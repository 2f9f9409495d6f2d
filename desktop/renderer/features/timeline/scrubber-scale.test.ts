import { expect, test } from "vitest";
import { parseMonth, sectionOfMonth } from "./parse-month";
import { densityPath, placeOfRow, rowAtPlace, yearMarks } from "./scrubber-scale";
import { sectionOfRow, type Section } from "./sections";

const section = (year: number, month: number, from: number, to: number): Section => ({
  ...{ year, month, part: 0, inMonth: to - from, from, to, days: 1, aspects: 1500 * (to - from) },
});
const SECTIONS = [
  section(2021, 3, 0, 10),
  section(2021, 1, 10, 110),
  section(2019, 12, 110, 111),
  section(2004, 7, 111, 200),
];

test.each([
  [0, 0],
  [0.125, 5],
  [0.25, 10],
  [0.375, 60],
  [0.5, 110],
  [0.74, 110],
  [1, 199],
  [-3, 0],
  [7, 199],
])("place %d shows row %d", (place, row) => {
  expect(rowAtPlace(SECTIONS, place)).toBe(row);
});

test("a row's place shows that row", () => {
  for (let row = 0; row < 200; row++) {
    expect(rowAtPlace(SECTIONS, placeOfRow(SECTIONS, sectionOfRow(SECTIONS, row), row) + 1e-9)).toBe(row);
  }
});

test("years stand at their newest month, where there is room", () => {
  expect(yearMarks(SECTIONS, 0.1)).toEqual([
    { year: 2021, place: 0 },
    { year: 2019, place: 0.5 },
    { year: 2004, place: 0.75 },
  ]);
  expect(yearMarks(SECTIONS, 0.3).map(({ year }) => year)).toEqual([2021, 2019]);
});

test("the busiest month has the longest bar", () => {
  expect(densityPath(SECTIONS.slice(0, 2), 0.75)).toBe("M1 0H0.602V0.750H1ZM1 1H0.000V1.750H1Z");
});

test.each([
  ["2021-03", { year: 2021, month: 3 }],
  ["2021/3", { year: 2021, month: 3 }],
  ["202103", { year: 2021, month: 3 }],
  ["3/2021", { year: 2021, month: 3 }],
  ["03.2021", { year: 2021, month: 3 }],
  ["２０２１年３月", { year: 2021, month: 3 }],
  [" 2021 ", { year: 2021, month: null }],
  ["2021年", { year: 2021, month: null }],
  ["2021-13", undefined],
  ["2021-", { year: 2021, month: null }],
  ["21", undefined],
  ["march", undefined],
  ["", undefined],
])("“%s” is understood as a month", (text, month) => {
  expect(parseMonth(text)).toEqual(month);
});

test.each([
  [{ year: 2021, month: 3 }, 0],
  [{ year: 2021, month: 2 }, 1],
  [{ year: 2021, month: null }, 0],
  [{ year: 2020, month: null }, 2],
  [{ year: 1990, month: 1 }, 3],
])("the month to go to for %o is section %d, or the next older one with photos", (wanted, index) => {
  expect(sectionOfMonth(SECTIONS, wanted)).toBe(index);
});
