import { describe, expect, test } from "vitest";
import { captureOf, offsetFrom } from "@shared/media/capture";
import type { Reading, ReadingSource } from "@shared/media/readings/reading";

const at = (local: string, offsetMinutes: number | null = null) => ({ local, offsetMinutes });
const reading = (source: ReadingSource, fields: Partial<Reading>): Reading => ({ ...fields, source, notes: [] });

/** One reading for each place in the order of preference, best first, each with an hour of its own. */
const LADDER: [string, Reading][] = [
  ["exif", reading("exif", { original: at("2020-01-01T01:00:00") })],
  ["exif", reading("exif", { digitized: at("2020-01-01T02:00:00") })],
  ["xmp", reading("xmp", { original: at("2020-01-01T03:00:00") })],
  ["xmp", reading("xmp", { digitized: at("2020-01-01T04:00:00") })],
  ["iptc", reading("iptc", { original: at("2020-01-01T05:00:00") })],
  ["iptc", reading("iptc", { digitized: at("2020-01-01T06:00:00") })],
  ["container", reading("container", { original: at("2020-01-01T07:00:00") })],
  ["container", reading("container", { digitized: at("2020-01-01T08:00:00") })],
  ["gps", reading("exif", { gpsUtc: "2020-01-01T09:00:00" })],
  ["exif", reading("exif", { modified: at("2020-01-01T10:00:00") })],
];

describe("captureOf", () => {
  test.each(LADDER.map(([source], place) => [place + 1, source] as const))(
    "takes place %i (%s) when all above are missing",
    (place, source) => {
      const rest = LADDER.slice(place - 1).map(([, entry]) => entry);
      const hour = String(place).padStart(2, "0");
      expect(captureOf([...rest].reverse(), null)).toMatchObject({
        capturedLocal: `2020-01-01T${hour}:00:00`,
        capturedSource: source,
      });
    },
  );

  test("gives nothing when nothing is stated", () => {
    expect(
      captureOf([reading("exif", {}), reading("xmp", { modified: at("2020-01-01T00:00:00") })], null),
    ).toBeUndefined();
  });

  test("keeps the offset that stands beside the time", () => {
    expect(captureOf([reading("exif", { original: at("2020-01-01T12:00:00.250", 345) })], null)).toEqual({
      capturedLocal: "2020-01-01T12:00:00.250",
      capturedSource: "exif",
      offsetMinutes: 345,
      offsetSource: "exif",
    });
  });

  test("takes the offset of another EXIF time of the same second", () => {
    const exif = reading("exif", { original: at("2020-01-01T12:00:00.5"), modified: at("2020-01-01T12:00:00", -210) });
    expect(captureOf([exif], null)).toMatchObject({ offsetMinutes: -210, offsetSource: "exif" });
  });

  test("does not take the offset of another moment", () => {
    const exif = reading("exif", { original: at("2020-01-01T12:00:00"), modified: at("2020-05-01T18:00:00", 120) });
    expect(captureOf([exif], null)).toMatchObject({ offsetMinutes: null, offsetSource: null });
  });

  test("does not believe XMP's zone for EXIF's time, which is that of the editing computer", () => {
    const readings = [
      reading("exif", { original: at("2020-01-01T12:00:00") }),
      reading("xmp", { original: at("2020-01-01T12:00:00", 540) }),
    ];
    expect(captureOf(readings, null)).toMatchObject({
      capturedSource: "exif",
      offsetMinutes: null,
      offsetSource: null,
    });
  });

  test("infers the offset from the satellites when nothing else tells", () => {
    const exif = reading("exif", { original: at("2020-01-01T12:00:00"), gpsUtc: "2020-01-01T10:01:30" });
    expect(captureOf([exif], 11.9)).toMatchObject({ offsetMinutes: 120, offsetSource: "gps" });
  });

  test("prefers the hour of another tag to a day alone", () => {
    const readings = [
      reading("xmp", { original: { ...at("2006-10-29T00:00:00"), isDayOnly: true } }),
      reading("iptc", { original: at("2006-10-29T06:27:51", -300) }),
    ];
    expect(captureOf(readings, null)).toEqual({
      capturedLocal: "2006-10-29T06:27:51",
      capturedSource: "iptc",
      offsetMinutes: -300,
      offsetSource: "iptc",
    });
  });
});

describe("offsetFrom", () => {
  test.each([
    ["a whole hour", "2020-06-01T12:00:00", "2020-06-01T10:00:00", 11.9, 120],
    ["three quarters", "2020-06-01T12:00:00", "2020-06-01T06:15:00", 85.3, 345],
    ["a clock four minutes off", "2020-06-01T12:04:00", "2020-06-01T10:00:00", 11.9, 120],
    ["a clock seven minutes off", "2020-06-01T12:07:00", "2020-06-01T10:00:00", 11.9, undefined],
    ["a day across the date line", "2020-06-02T00:00:00", "2020-06-01T10:00:00", -157.4, 840],
    ["western China", "2020-06-01T12:00:00", "2020-06-01T04:00:00", 76, 480],
    ["a zone on the other side of the Earth", "2020-06-01T12:00:00", "2020-06-01T10:00:00", -120, undefined],
    ["more than any zone", "2020-06-01T12:00:00", "2020-05-31T14:00:00", null, undefined],
    ["no place to check against", "2020-06-01T12:00:00", "2020-06-01T10:00:00", null, 120],
  ])("of %s", (_, local, utc, longitude, expected) => {
    expect(offsetFrom(local, utc, longitude)).toBe(expected);
  });
});
