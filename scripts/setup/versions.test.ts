import { expect, test } from "vitest";
import { isAtLeast, requireVersions } from "./versions.mjs";

test.each([
  ["20.19.0", [20, 19], true],
  ["20.20.2", [20, 19], true],
  ["22.0.0", [20, 19], true],
  ["20.18.3", [20, 19], false],
  ["18.20.4", [20, 19], false],
  ["9.9.4", [10], false],
  ["10.0.0-pre", [10], true],
])("%s at least %j: %j", (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});

test("npm is found beside the Node that runs us, whatever the environment lacks", () => {
  expect(requireVersions({})).toEqual({
    cli: expect.stringMatching(/npm-cli\.js$/) as string,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
  });
});
