import { CHECKS, LONG_CHECKS } from "./check/steps.mjs";
import { runChecks } from "./check/run-checks.mjs";
import { summaryOf } from "./check/summary.mjs";
import { runMain } from "./kit/run.mjs";
import { elapsed } from "./kit/steps.mjs";
import { setUp } from "./setup/set-up.mjs";

await runMain(async () => {
  const startedAt = performance.now();
  await setUp({ withBrowser: true });
  const outcomes = await runChecks([...CHECKS, ...LONG_CHECKS]);
  console.log(`\n${elapsed(startedAt)} in all\n${summaryOf(outcomes)}`);
  return outcomes.every(({ isOk }) => isOk) ? 0 : 1;
});
