import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOffset, readWhen, withSubSeconds, type WhenRead } from "@shared/media/tags/when";

const at = (local: string, offsetMinutes: number | null = null) => ({ local, offsetMinutes });
const dayOf = (local: string) => ({ local, offsetMinutes: null, isDayOnly: true });

describe("readWhen", () => {
  test.each<[string, string, WhenRead]>([
    ["EXIF", "2021:03:01 12:34:56", at("2021-03-01T12:34:56")],
    ["XMP with a zone", "2021-03-01T12:34:56+05:45", at("2021-03-01T12:34:56", 345)],
    ["XMP in UTC", "2021-03-01T12:34:56Z", at("2021-03-01T12:34:56", 0)],
    ["XMP without seconds", "2021-03-01T12:34-03:30", at("2021-03-01T12:34:00", -210)],
    ["a fraction", "2021-03-01T12:34:56.7891", at("2021-03-01T12:34:56.789")],
    ["IPTC", "20210301", dayOf("2021-03-01T00:00:00")],
    ["a month alone", "1962-07", dayOf("1962-07-01T00:00:00")],
    ["a year alone", "1962", dayOf("1962-01-01T00:00:00")],
    ["a year before 1970", "1912:04:14 23:40:00", at("1912-04-14T23:40:00")],
    ["a leap day", "2024:02:29 12:00:00", at("2024-02-29T12:00:00")],
    ["a leap second", "2016:12:31 23:59:60", at("2016-12-31T23:59:59")],
    ["a NUL at the end", "2021:03:01 12:34:56\0", at("2021-03-01T12:34:56")],
    ["something after it", "2021-08-19T18:48:53A", at("2021-08-19T18:48:53")],
    ["an offset that is kept nowhere", "2021-03-01T12:34:56+17:00", at("2021-03-01T12:34:56")],
    ["blanks", "    :  :     :  :  ", "blank"],
    ["zeros", "0000:00:00 00:00:00", "blank"],
    ["30 February", "2023:02:30 12:00:00", "impossible"],
    ["month 13", "2023:13:01 12:00:00", "impossible"],
    ["hour 25", "2023:01:01 25:00:00", "impossible"],
    ["words", "yesterday", "impossible"],
    ["half a time", "18:04:", "impossible"],
  ])("reads %s", (_, text, expected) => {
    expect(readWhen(text)).toEqual(expected);
  });

  test("never throws, whatever the text", () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => void readWhen(text)));
  });
});

describe("readOffset", () => {
  test.each([
    ["+00:00", 0],
    ["Z", 0],
    ["-12:00", -720],
    ["+14:00", 840],
    ["+05:45", 345],
    ["-03:30", -210],
    ["+0545", 345],
    ["+9", 540],
    ["-00:00", 0],
    ["+14:15", undefined],
    ["-12:15", undefined],
    ["+05:07", undefined],
    ["+05:75", undefined],
    ["", undefined],
    ["   :  ", undefined],
  ])("reads %j as %j", (text, expected) => {
    expect(readOffset(text)).toBe(expected);
  });
});

test.each([
  ["87", "2021-01-01T00:00:00.870"],
  ["054", "2021-01-01T00:00:00.054"],
  ["1234567", "2021-01-01T00:00:00.123"],
  ["000", "2021-01-01T00:00:00"],
  ["  ", "2021-01-01T00:00:00"],
])("sub-seconds %j make %s", (text, local) => {
  expect(withSubSeconds(at("2021-01-01T00:00:00"), text).local).toBe(local);
});
