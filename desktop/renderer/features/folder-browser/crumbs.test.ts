import { expect, test } from "vitest";
import { toFolderName, toFolderPath } from "./crumbs";

test.each([
  ["/home/ann/Pictures", "Pictures", "/home/ann"],
  ["C:\\Users\\Ann", "Ann", "C:\\Users"],
  ["/media/card/", "card", "/media/card"],
  ["/a.jpg", "a.jpg", "/"],
  ["/", "/", "/"],
  ["a.jpg", "a.jpg", ""],
])("of %s the name is %s, and it lies in %j", (path, name, folder) => {
  expect([toFolderName(path), toFolderPath(path)]).toEqual([name, folder]);
});
