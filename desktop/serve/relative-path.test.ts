import { expect, test } from "vitest";
import { parseRelativePath } from "@serve/relative-path";

test.each([
  ["a.jpg", ["a.jpg"]],
  ["Trip 2021/Tag 1/ä.jpg", ["Trip 2021", "Tag 1", "ä.jpg"]],
  ["..a/...", ["..a", "..."]],
  ["a\\b:c.jpg", ["a\\b:c.jpg"]],
  [`${"é".repeat(127)}x`, [`${"é".repeat(127)}x`]],
])("%j names %j", (path, names) => {
  expect(parseRelativePath(path, "linux")).toEqual(names);
});

test.each([
  ["", "linux"],
  ["/etc/passwd", "linux"],
  ["../a.jpg", "linux"],
  ["a/../../b.jpg", "linux"],
  ["a/./b.jpg", "linux"],
  ["a//b.jpg", "linux"],
  ["a/", "linux"],
  ["a\0.jpg", "linux"],
  ["é".repeat(128), "linux"],
  [Array(65).fill("a").join("/"), "linux"],
  ["..\\a.jpg", "win32"],
  ["C:\\a.jpg", "win32"],
  ["a.jpg:stream", "win32"],
  ["con", "win32"],
  ["Nul.jpg", "win32"],
  ["a/COM1.txt", "win32"],
  ["a.jpg.", "win32"],
  ["a.jpg ", "win32"],
  ["a\u0007.jpg", "win32"],
] as const)("%j is refused on %s", (path, platform) => {
  expect(() => parseRelativePath(path, platform)).toThrow(expect.objectContaining({ code: "value_invalid" }));
});
