import { expect, test } from "vitest";
import { toRemoteHost } from "./picks";

test.each([
  [String.raw`\\server\share\photos`, "server"],
  ["//server/share/photos", "server"],
  [String.raw`\\?\UNC\server\share`, "server"],
  [String.raw`\\10.0.0.7\share`, "10.0.0.7"],
  [String.raw`C:\photos\a.jpg`, undefined],
  [String.raw`\\?\C:\photos`, undefined],
  [String.raw`\\.\PhysicalDrive0`, undefined],
  ["/home/ada/photos", undefined],
])("%s lies on %s", (path, host) => {
  expect(toRemoteHost(path)).toBe(host);
});
