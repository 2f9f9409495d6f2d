import { expect, test } from "vitest";
import { matchSidecars, sidecarKindOf } from "@engine/files/sidecars";

test.each<[string, string[], Record<string, string[]>]>([
  ["the full name comes first", ["a.jpg", "a.cr2", "a.jpg.xmp"], { "a.jpg.xmp": ["a.jpg"] }],
  ["a stem means the RAW", ["a.jpg", "a.cr2", "a.xmp"], { "a.xmp": ["a.cr2"] }],
  ["without a RAW a stem means every photo of it", ["a.jpg", "a.mov", "a.aae"], { "a.aae": ["a.jpg", "a.mov"] }],
  ["case does not matter", ["IMG_1.JPG", "img_1.XMP"], { "img_1.XMP": ["IMG_1.JPG"] }],
  ["a sidecar may stand alone", ["a.xmp", "b.jpg"], { "a.xmp": [] }],
  [
    "Takeout's names are known, also cut off",
    ["a.jpg", "b.png", "a.jpg.json", "b.png.supplemental-me.json"],
    { "a.jpg.json": ["a.jpg"], "b.png.supplemental-me.json": ["b.png"] },
  ],
  ["other files are no sidecars", ["a.jpg", "notes.txt", "xmp", "package.json"], {}],
])("%s", (_, names, expected) => {
  expect(Object.fromEntries(matchSidecars(names))).toEqual(expected);
});

test("a photo is never a sidecar", () => {
  expect(["a.jpg", "a.CR2", "json.jpg", "noextension"].map(sidecarKindOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
