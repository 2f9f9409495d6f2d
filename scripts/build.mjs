import { ROOT } from "./kit/paths.mjs";
import { runMain } from "./kit/run.mjs";
import { elapsed, step } from "./kit/steps.mjs";
import { isBuilt } from "./build/freshness.mjs";

await runMain(async () => {
  const startedAt = performance.now();
  if (isBuilt(ROOT)) {
    console.log(`The build is up to date (${elapsed(startedAt)})`);
    return;
  }
  const { build } = await import("./build/build.mjs");
  await step("Build", () => build(ROOT));
});
