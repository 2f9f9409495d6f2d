/** @typedef {import("./run-checks.mjs").Outcome} Outcome */
/** @typedef {import("../kit/vitest-reporter.mjs").Skip} Skip */

const NO_REASON =
  'No reason given. Say it in ctx.skip("reason: how to enable"): a skip without one counts as a failure.';

/**
 * The closing lines of a run: each check with its time, each skipped test with its reason, and the totals.
 * @param {readonly Outcome[]} outcomes
 */
export function summaryOf(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const lines = outcomes.map(({ name, isOk, time }) => `${name.padEnd(width)}  ${isOk ? "ok    " : "failed"}  ${time}`);
  const skipped = outcomes.flatMap(({ tests }) => tests?.skipped ?? []);
  if (skipped.length > 0) lines.push("", "Skipped:", ...skipLines(skipped));
  const failedChecks = outcomes.filter(({ isOk }) => !isOk).length;
  lines.push("", `Checks: ${outcomes.length - failedChecks} passed, ${failedChecks} failed`);
  const counted = outcomes.flatMap(({ tests }) => tests ?? []);
  if (counted.length > 0) {
    const passed = counted.reduce((sum, tests) => sum + tests.passed, 0);
    const failed = counted.reduce((sum, tests) => sum + tests.failed, 0);
    lines.push(`Tests: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  }
  return lines.join("\n");
}

/** Tests that were skipped for one reason stand together. @param {readonly Skip[]} skipped */
function skipLines(skipped) {
  /** @type {Map<string, string[]>} */
  const byReason = new Map();
  for (const { test, note = NO_REASON } of skipped) byReason.set(note, [...(byReason.get(note) ?? []), test]);
  return [...byReason].flatMap(([reason, tests]) => [`  ${reason}`, ...tests.map((test) => `    ${test}`)]);
}
