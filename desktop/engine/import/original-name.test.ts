import { expect, test } from "vitest";
import { folderOf, nthName, sidecarName } from "@engine/import/original-name";

test.each([
  ["2021-03-01T12:34:56", "2021/03"],
  ["0999-12-31T23:59:59", "0999/12"],
  ["nonsense", "undated"],
])("a photo of %s lies in %s", (capturedLocal, folder) => {
  expect(folderOf(capturedLocal)).toBe(folder);
});

test.each([
  ["a.jpg", 1, "a.jpg"],
  ["a.jpg", 2, "a-2.jpg"],
  ["a.tar.gz", 3, "a.tar-3.gz"],
  ["no_extension", 2, "no_extension-2"],
  [".jpg", 2, ".jpg-2"],
])("%s is tried the %d. time as %s", (name, n, expected) => {
  expect(nthName(name, n)).toBe(expected);
});

test("a name of 255 bytes is shortened by whole characters to make room", () => {
  const name = nthName(`${"é".repeat(125)}x.jpg`, 2);
  expect([name, Buffer.byteLength(name)]).toEqual([`${"é".repeat(124)}-2.jpg`, 254]);
});

test("a name of 251 bytes leaves room for the sidecar beside it", () => {
  const name = nthName(`${"x".repeat(247)}.jpg`, 2, ".xmp".length);
  expect(Buffer.byteLength(`${name}.xmp`)).toBe(255);
});

test.each([
  ["a-2.jpg", "a.jpg", "a.xmp", "a-2.xmp"],
  ["a-2.jpg", "a.jpg", "a.jpg.xmp", "a-2.jpg.xmp"],
  ["IMG_1.JPG", "IMG_1.JPG", "img_1.xmp", "IMG_1.xmp"],
])("beside %s (once %s) the sidecar %s is kept as %s", (kept, photo, sidecar, expected) => {
  expect(sidecarName(kept, photo, sidecar)).toBe(expected);
});
