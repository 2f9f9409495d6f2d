import { expect, test } from "vitest";
import { toRefusal } from "./refusal";

const usual = { platform: "linux", userId: 1000, hasSwitch: () => false } as const;

test("a person may open a window", () => {
  expect(toRefusal(usual)).toBeUndefined();
  expect(toRefusal({ ...usual, platform: "win32", userId: undefined })).toBeUndefined();
});

test("root may not", () => {
  expect(toRefusal({ ...usual, userId: 0 })).toContain("as root");
});

test.each([
  "no-sandbox",
  "disable-web-security",
  "allow-running-insecure-content",
  "remote-allow-origins",
  "load-extension",
])("nobody may with --%s", (name) => {
  expect(toRefusal({ ...usual, hasSwitch: (asked) => asked === name })).toContain(`--${name}`);
});
