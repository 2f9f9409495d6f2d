import { ROOT, SETUP_LOCK } from "../kit/paths.mjs";
import { Problem } from "../kit/problem.mjs";
import { elapsed, step } from "../kit/steps.mjs";
import { isBuilt } from "../build/freshness.mjs";
import { isLocked, takeLock } from "./lock.mjs";
import { buildNative, loads, requireShippedBinaries } from "./native.mjs";
import { installPackages, stampPackages, stateOfPackages } from "./packages.mjs";
import { canInstall, installTools, instructionFor, listMissingTools } from "./system-tools.mjs";
import { requireVersions } from "./versions.mjs";

/**
 * Brings the checkout to where the program runs: tools of the system, npm packages, native code, the build. Does only what
 * is missing; may be run at any time, also by several processes at once.
 * @param {object} needs
 * @param {boolean} needs.withBrowser also what the browser tests need
 * @param {() => void} [needs.onPackages] called when packages had to be installed and are, while the native ones are still compiled
 */
export async function setUp({ withBrowser, onPackages }) {
  const startedAt = performance.now();
  const env = { ...process.env };
  // An empty HOME would make npm take the checkout for it.
  if (env["HOME"] === "") delete env["HOME"];
  const npm = requireVersions(env);
  const [missing, state] = await Promise.all([
    listMissingTools({ mustCompile: false, withBrowser }, env),
    tryPackages(env),
  ]);
  const isComplete = state === "complete" && isBuilt(ROOT) && (missing.length === 0 || !canInstall());
  if (isLocked(SETUP_LOCK) || !isComplete) {
    const lock = await takeLock(SETUP_LOCK, (pid) => {
      console.error(`Another set-up of this checkout is running (process ${pid}); waiting for it.`);
    });
    try {
      await doWhatIsMissing({ withBrowser, env, npm, onStart: lock.noteGroup, onPackages });
    } finally {
      lock.release();
    }
  } else if (missing.length > 0) console.error(instructionFor(missing));
  console.error(`Set-up is complete (${elapsed(startedAt)})`);
}

/**
 * @param {{ withBrowser: boolean, env: NodeJS.ProcessEnv, npm: import("./versions.mjs").Npm, onStart: (pid: number) => void, onPackages?: (() => void) | undefined }} context
 */
async function doWhatIsMissing({ withBrowser, env, npm, onStart, onPackages }) {
  const state = await tryPackages(env);
  const mustCompile = state !== "complete" && !(await loads(ROOT, "better-sqlite3", env));
  await provideTools({ mustCompile, withBrowser }, env, onStart);
  if (state === "absent") {
    await installPackages(ROOT, npm, env, onStart);
    onPackages?.();
  }
  if (state !== "complete") {
    await buildNative(ROOT, npm, env, onStart);
    await step("Try the native packages", () => requireShippedBinaries(ROOT, env));
    stampPackages(ROOT);
  }
  if (!isBuilt(ROOT)) {
    const { build } = await import("../build/build.mjs");
    await step("Build", () => build(ROOT));
  }
}

/**
 * As `stateOfPackages`, but what was complete is so no more when its compiled part does not load.
 * @param {NodeJS.ProcessEnv} env
 */
async function tryPackages(env) {
  const state = stateOfPackages(ROOT);
  return state === "complete" && !(await loads(ROOT, "better-sqlite3", env)) ? "unproven" : state;
}

/**
 * @param {{ mustCompile: boolean, withBrowser: boolean }} needs
 * @param {NodeJS.ProcessEnv} env
 * @param {(pid: number) => void} onStart
 */
async function provideTools(needs, env, onStart) {
  const missing = await listMissingTools(needs, env);
  if (missing.length === 0) return;
  if (canInstall()) await installTools(missing, env, onStart);
  else if (missing.some((tool) => tool.isRequired)) throw new Problem(instructionFor(missing));
  else console.error(instructionFor(missing));
}
