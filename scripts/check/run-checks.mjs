import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { CACHE } from "../kit/paths.mjs";
import { run } from "../kit/run.mjs";
import { elapsed } from "../kit/steps.mjs";

/** @typedef {import("./steps.mjs").Check} Check */
/** @typedef {import("../kit/vitest-reporter.mjs").TestReport} TestReport */

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {boolean} isOk
 * @property {string} time
 * @property {TestReport | undefined} tests undefined for a check without tests
 */

/** Checks without tests use one core each; tests use all there are. */
const QUIET_AT_ONCE = 2;

/**
 * Runs all of them, whatever fails: first those without tests, then the tests.
 * @param {readonly Check[]} checks
 * @returns {Promise<Outcome[]>}
 */
export async function runChecks(checks) {
  return [...(await runQuietChecks(checks)), ...(await runTestChecks(checks))];
}

/**
 * Those without tests, a few at once. The output of one is shown when it fails.
 * @param {readonly Check[]} checks
 * @returns {Promise<Outcome[]>} in the order of the checks
 */
export async function runQuietChecks(checks) {
  /** @type {Outcome[]} */
  const outcomes = [];
  const waiting = [...checks.filter(({ runsTests }) => !runsTests).entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes[next[0]] = await runQuietly(next[1]);
  };
  await Promise.all(Array.from({ length: QUIET_AT_ONCE }, work));
  return outcomes;
}

/**
 * Those with tests, one project after the other.
 * @param {readonly Check[]} checks
 * @returns {Promise<Outcome[]>}
 */
export async function runTestChecks(checks) {
  const outcomes = [];
  for (const check of checks) if (check.runsTests) outcomes.push(await runTests(check));
  return outcomes;
}

/**
 * @param {Check} check
 * @returns {Promise<Outcome>}
 */
async function runQuietly({ name, args }) {
  const log = path.join(CACHE, "check", `${name.replaceAll(/[^a-z0-9.]+/g, "-")}.log`);
  const startedAt = performance.now();
  console.log(`${name} …`);
  const isOk = (await run(process.execPath, args, { log })) === 0;
  const time = elapsed(startedAt);
  console.log(isOk ? `${name}: ${time}` : `${name}: failed after ${time}\n${readFileSync(log, "utf8")}`);
  return { name, isOk, time, tests: undefined };
}

/**
 * @param {Check} check
 * @returns {Promise<Outcome>}
 */
async function runTests({ name, args }) {
  const totals = path.join(CACHE, "check", `${name}.json`);
  rmSync(totals, { force: true });
  const startedAt = performance.now();
  console.log(`${name} …`);
  const code = await run(process.execPath, args, { env: { ...process.env, IMGSTREAM_TEST_TOTALS: totals } });
  const time = elapsed(startedAt);
  /** @type {TestReport} */
  const tests = existsSync(totals) ? JSON.parse(readFileSync(totals, "utf8")) : { passed: 0, failed: 1, skipped: [] };
  if (code !== 0) tests.failed = Math.max(tests.failed, 1);
  const hasRun = tests.passed + tests.failed + tests.skipped.length > 0;
  const isOk = hasRun && tests.failed === 0 && tests.skipped.every((skip) => skip.note !== undefined);
  console.log(`${name}: ${isOk ? time : `failed after ${time}`}\n`);
  return { name, isOk, time, tests };
}
