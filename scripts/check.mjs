import { parseArgs } from "node:util";
import { CHECKS } from "./check/steps.mjs";
import { runChecks } from "./check/run-checks.mjs";
import { summaryOf } from "./check/summary.mjs";
import { ROOT } from "./kit/paths.mjs";
import { Problem } from "./kit/problem.mjs";
import { runMain } from "./kit/run.mjs";
import { stateOfPackages } from "./setup/packages.mjs";

/** `npm run check -- --only lint --only unit`; a name stands for all checks that begin with it and a colon, too. */
await runMain(async () => {
  const { only } = parseArgs({ options: { only: { type: "string", multiple: true, default: [] } } }).values;
  const checks = only.length === 0 ? CHECKS : only.flatMap(checksNamed);
  if (stateOfPackages(ROOT) === "absent") {
    throw new Problem("The packages of the lockfile are not installed. Run `npm run setup`, then try again.");
  }
  const outcomes = await runChecks(checks);
  console.log(`\n${summaryOf(outcomes)}`);
  return outcomes.every(({ isOk }) => isOk) ? 0 : 1;
});

/** @param {string} name */
function checksNamed(name) {
  const checks = CHECKS.filter((check) => check.name === name || check.name.startsWith(`${name}:`));
  if (checks.length > 0) return checks;
  throw new Problem(`There is no check ${name}. There are: ${CHECKS.map((check) => check.name).join(", ")}.`);
}
