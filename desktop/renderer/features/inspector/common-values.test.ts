import { expect, test } from "vitest";
import type { Photo } from "@shared/contract/photo";
import { libraryPhoto } from "@shared/testing/library-photo";
import { commonOf, countKeywords, filterLines, toMetadataLines } from "@renderer/features/inspector/common-values";

const rated = (rating: number | null): Photo => libraryPhoto("a", { rating }).photo;
const tagged = (...keywords: string[]): Photo => libraryPhoto("a", { keywords }).photo;

test.each([
  [[rated(3)], { kind: "same", value: 3 }],
  [[rated(3), rated(3)], { kind: "same", value: 3 }],
  [[rated(null), rated(null)], { kind: "same", value: null }],
  [[rated(3), rated(null)], { kind: "mixed" }],
  [[], { kind: "mixed" }],
])("the rating of %# is %o", (photos, common) => {
  expect(commonOf(photos, ({ rating }) => rating)).toEqual(common);
});

test("keywords that all photos have come first, each once", () => {
  expect(countKeywords([tagged("sea", "Japan|Kyoto", "sea"), tagged("Japan|Kyoto", "dog")])).toEqual([
    { path: "Japan|Kyoto", count: 2 },
    { path: "sea", count: 1 },
    { path: "dog", count: 1 },
  ]);
});

test("metadata of any depth becomes lines, and what is empty is left out", () => {
  const metadata = {
    Make: "Canon",
    GPS: { Latitude: 1.5, Ref: { Name: "N" } },
    Keywords: ["a", 2],
    Faces: [{ Name: "Ann" }],
    Nothing: null,
    Empty: "",
    Flash: false,
  };
  expect(toMetadataLines(metadata)).toEqual([
    { name: "Make", value: "Canon" },
    { name: "GPS.Latitude", value: "1.5" },
    { name: "GPS.Ref.Name", value: "N" },
    { name: "Keywords", value: "a, 2" },
    { name: "Faces.0.Name", value: "Ann" },
    { name: "Flash", value: "false" },
  ]);
});

test.each([
  ["", ["Make", "GPS.Latitude"]],
  [" canon ", ["Make"]],
  ["gps", ["GPS.Latitude"]],
  ["sony", []],
])("the filter %j leaves %j", (text, names) => {
  const lines = [
    { name: "Make", value: "Canon" },
    { name: "GPS.Latitude", value: "1.5" },
  ];
  expect(filterLines(lines, text).map(({ name }) => name)).toEqual(names);
});
