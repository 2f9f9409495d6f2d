import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Outcome } from "./run-checks.mjs";

/** What these checks come to, and what is shown meanwhile. */
function runAll(checks: object[]): { outcomes: Outcome[]; shown: string } {
  const module = JSON.stringify(new URL("./run-checks.mjs", import.meta.url).href);
  const script = `
    import { runChecks } from ${module};
    const outcomes = await runChecks(${JSON.stringify(checks)});
    console.log("\\0" + JSON.stringify(outcomes));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  const [shown = "", outcomes = "[]"] = stdout.split("\0");
  return { outcomes: JSON.parse(outcomes) as Outcome[], shown };
}

const time = expect.stringMatching(/^\d+\.\d s$/) as string;

/** Stands for vitest: writes these totals, if any, and ends with the exit code. */
const fakeTests = (totals: object | undefined, exitCode: number) => [
  "-e",
  `if (${totals !== undefined}) require("fs").writeFileSync(process.env.IMGSTREAM_TEST_TOTALS, ${JSON.stringify(JSON.stringify(totals))}); process.exitCode = ${exitCode};`,
];

test("all checks run even when one fails, and only the failed one shows what it printed", () => {
  const { outcomes, shown } = runAll([
    { name: "planted-bad", args: ["-e", "console.log('what is wrong'); process.exitCode = 2"] },
    { name: "planted-good", args: ["-e", "console.log('chatter')"] },
  ]);
  expect(outcomes).toEqual([
    { name: "planted-bad", isOk: false, time },
    { name: "planted-good", isOk: true, time },
  ]);
  const lines = shown
    .replaceAll(/\d+\.\d s/g, "T")
    .split("\n")
    .filter((line) => line !== "");
  expect(lines.slice(0, 2)).toEqual(["planted-bad …", "planted-good …"]);
  // They run at once: either may end first.
  expect(lines.slice(2).sort()).toEqual(["planted-bad: failed after T", "planted-good: T", "what is wrong"]);
});

test.each([
  ["passed", { passed: 2, failed: 0, skipped: [] }, 0, true, { passed: 2, failed: 0, skipped: [] }],
  ["failed", { passed: 1, failed: 1, skipped: [] }, 1, false, { passed: 1, failed: 1, skipped: [] }],
  ["died before they could tell", undefined, 134, false, { passed: 0, failed: 1, skipped: [] }],
  [
    "told of no failure, but ended with one",
    { passed: 1, failed: 0, skipped: [] },
    1,
    false,
    { passed: 1, failed: 1, skipped: [] },
  ],
  ["never ran", { passed: 0, failed: 0, skipped: [] }, 0, false, { passed: 0, failed: 0, skipped: [] }],
  [
    "were skipped with a reason",
    { passed: 1, failed: 0, skipped: [{ test: "a", note: "no camera: plug one in" }] },
    0,
    true,
    { passed: 1, failed: 0, skipped: [{ test: "a", note: "no camera: plug one in" }] },
  ],
  [
    "were skipped without one",
    { passed: 1, failed: 0, skipped: [{ test: "a" }] },
    0,
    false,
    { passed: 1, failed: 0, skipped: [{ test: "a" }] },
  ],
])("tests that %s", (_, totals, exitCode, isOk, tests) => {
  const { outcomes } = runAll([{ name: "planted-tests", args: fakeTests(totals, exitCode), runsTests: true }]);
  expect(outcomes).toEqual([{ name: "planted-tests", isOk, time, tests }]);
});
