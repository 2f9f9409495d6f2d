import { ROOT, SETUP_LOCK } from "./kit/paths.mjs";
import { runMain } from "./kit/run.mjs";
import { elapsed, step } from "./kit/steps.mjs";
import { takeLock } from "./setup/lock.mjs";
import { isBuilt } from "./build/freshness.mjs";

await runMain(async () => {
  const startedAt = performance.now();
  if (isBuilt(ROOT)) {
    console.log(`The build is up to date (${elapsed(startedAt)})`);
    return;
  }
  const { build } = await import("./build/build.mjs");
  const lock = await takeLock(SETUP_LOCK, (pid) =>
    console.error(`Set-up is running (process ${pid}); waiting for it.`),
  );
  try {
    await step("Build", () => build(ROOT));
  } finally {
    lock.release();
  }
});
