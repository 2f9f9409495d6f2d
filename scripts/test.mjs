import { CHECKS, LONG_CHECKS } from "./check/steps.mjs";
import { runQuietChecks, runTestChecks } from "./check/run-checks.mjs";
import { summaryOf } from "./check/summary.mjs";
import { runMain } from "./kit/run.mjs";
import { elapsed } from "./kit/steps.mjs";
import { setUp } from "./setup/set-up.mjs";

await runMain(async () => {
  const startedAt = performance.now();
  /** @type {ReturnType<typeof runQuietChecks> | undefined} */
  let quiet;
  // They need no more than the packages; what is compiled meanwhile takes one core.
  await setUp({ withBrowser: true, onPackages: () => (quiet = runQuietChecks(CHECKS)) });
  const outcomes = [
    ...(await (quiet ?? runQuietChecks(CHECKS))),
    ...(await runTestChecks([...CHECKS, ...LONG_CHECKS])),
  ];
  console.log(`\n${elapsed(startedAt)} in all\n${summaryOf(outcomes)}`);
  return outcomes.every(({ isOk }) => isOk) ? 0 : 1;
});
