import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  parseKeyword,
  parseOffset,
  toApertureText,
  toCapturedText,
  toCoordinatesText,
  toExposureText,
  toMegapixelText,
  toOffsetText,
  toTagLevels,
} from "@renderer/features/inspector/photo-text";

describe("exposure", () => {
  test.each([
    [1 / 8000, "1/8000"],
    [1 / 250, "1/250"],
    [0.0166666, "1/60"],
    [1 / 6, "1/6"],
    [0.25, "1/4"],
    [0.3, "0.3"],
    [1.3, "1.3"],
    [30, "30"],
    [0, undefined],
    [-1, undefined],
    [NaN, undefined],
  ])("%d s is written %s", (seconds, text) => {
    expect(toExposureText(seconds, "en")).toBe(text);
  });

  test.each([
    [0.95, "0.95"],
    [1.4, "1.4"],
    [2.79999, "2.8"],
    [11, "11"],
  ])("f-number %d is written %s", (fNumber, text) => {
    expect(toApertureText(fNumber, "en")).toBe(text);
  });
});

test.each([
  [6000, 4000, "24"],
  [4032, 3024, "12.2"],
  [40, 30, "0"],
  [320, 240, "0.08"],
  [12_000, 9000, "108"],
])("%d × %d are %s megapixels", (widthPx, heightPx, text) => {
  expect(toMegapixelText(widthPx, heightPx, "en")).toBe(text);
});

test.each([
  [48.8584, 2.2945, "48.85840, 2.29450"],
  [-33.8567844, 151.2152967, "-33.85678, 151.21530"],
])("coordinates %d, %d are copied as %s", (latitude, longitude, text) => {
  expect(toCoordinatesText(latitude, longitude)).toBe(text);
});

describe("offsets", () => {
  test.each([
    [540, "+09:00"],
    [-210, "-03:30"],
    [0, "+00:00"],
    [345, "+05:45"],
  ])("%d minutes are written %s", (minutes, text) => {
    expect(toOffsetText(minutes)).toBe(text);
  });

  test.each([
    ["+9", 540],
    ["+0900", 540],
    ["UTC-3:30", -210],
    ["GMT +5:45", 345],
    ["\u22123", -180],
    ["Z", 0],
    ["utc", 0],
    ["-0", 0],
    ["  ", null],
    ["9", undefined],
    ["+9:75", undefined],
    ["+24:00", undefined],
    ["Tokyo", undefined],
  ])("%s is read as %s", (typed, minutes) => {
    expect(parseOffset(typed)).toBe(minutes);
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1439, max: 1439 }), (minutes) => {
        expect(parseOffset(toOffsetText(minutes))).toBe(minutes);
      }),
    );
  });
});

test("a capture time is told in the words of the language, and in no zone but its own", () => {
  expect(toCapturedText("2021-03-01T23:34:56", "ja")).toEqual({ day: "2021年3月1日月曜日", clock: "23:34:56" });
  expect(toCapturedText("2021-03-01T23:34:56", "en-US")?.day).toBe("Monday, March 1, 2021");
  expect(toCapturedText("2021-02-30T00:00:00", "en")).toBeUndefined();
});

describe("keywords", () => {
  test.each([
    ["Kyoto", "Kyoto"],
    ["Japan|Kyoto", "Japan|Kyoto"],
    ["Japan › Kyoto", "Japan|Kyoto"],
    [" Japan  >  Kyoto ", "Japan|Kyoto"],
    ["a>b", "a>b"],
    ["|Japan||Kyoto|", "Japan|Kyoto"],
    ["  ", undefined],
    ["›", undefined],
  ])("%s is the path %s", (typed, path) => {
    expect(parseKeyword(typed)).toBe(path);
  });

  test("a path has its levels, outermost first", () => {
    expect(toTagLevels("Japan|Kyoto|Gion")).toEqual(["Japan", "Kyoto", "Gion"]);
  });
});
