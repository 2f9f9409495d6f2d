import { expect, test } from "vitest";
import { summaryOf } from "./summary.mjs";

const NO_CHROMIUM = "Chromium is not on this machine: install it";

test("the closing lines name each check, each skip with its reason, and the totals", () => {
  const lines = summaryOf([
    { name: "lint", isOk: false, time: "12.0 s", tests: undefined },
    { name: "unit", isOk: true, time: "3.1 s", tests: { passed: 40, failed: 0, skipped: [] } },
    {
      name: "browser",
      isOk: false,
      time: "9.9 s",
      tests: {
        passed: 1,
        failed: 2,
        skipped: [
          { test: "browser › a.spec.ts › opens", note: NO_CHROMIUM },
          { test: "browser › a.spec.ts › waits", note: undefined },
          { test: "browser › b.spec.ts › closes", note: NO_CHROMIUM },
        ],
      },
    },
  ]);
  expect(lines.split("\n")).toEqual([
    "lint     failed  12.0 s",
    "unit     ok      3.1 s",
    "browser  failed  9.9 s",
    "",
    "Skipped:",
    `  ${NO_CHROMIUM}`,
    "    browser › a.spec.ts › opens",
    "    browser › b.spec.ts › closes",
    '  No reason given. Say it in ctx.skip("reason: how to enable"): a skip without one counts as a failure.',
    "    browser › a.spec.ts › waits",
    "",
    "Checks: 1 passed, 2 failed",
    "Tests: 41 passed, 2 failed, 3 skipped",
  ]);
});

test("checks without tests have no line of tests", () => {
  expect(summaryOf([{ name: "format", isOk: true, time: "1.0 s", tests: undefined }])).toBe(
    "format  ok      1.0 s\n\nChecks: 1 passed, 0 failed",
  );
});
