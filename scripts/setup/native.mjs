import path from "node:path";
import { ask, run, tailOf } from "../kit/run.mjs";
import { Problem } from "../kit/problem.mjs";
import { step } from "../kit/steps.mjs";
import { npmEnvironment } from "./npm-environment.mjs";

/** Packages with native code, each with a line that uses it. */
const TRIALS = {
  "better-sqlite3": "new (require('better-sqlite3'))(':memory:').exec('SELECT 1')",
  sharp: "require('sharp').versions.vips",
  "@duckdb/node-api": "require('@duckdb/node-api').version()",
};

/**
 * Whether the package loads in the running Node. Tried in a process of its own: native code that fits another Node may
 * take its process down.
 * @param {string} root
 * @param {keyof typeof TRIALS} name
 * @param {NodeJS.ProcessEnv} env
 */
export async function loads(root, name, env) {
  return (await ask(process.execPath, ["-e", TRIALS[name]], { cwd: root, env })) !== undefined;
}

/**
 * Compiles better-sqlite3 for the running Node, unless it loads already. Its own install script takes a ready-made
 * binary where one can be had.
 * @param {string} root
 * @param {import("./versions.mjs").Npm} npm
 * @param {NodeJS.ProcessEnv} env
 * @param {(pid: number) => void} onStart
 */
export async function buildNative(root, npm, env, onStart) {
  if (await loads(root, "better-sqlite3", env)) return;
  const log = path.join(root, ".cache/setup/better-sqlite3.log");
  await step("Build better-sqlite3 for this Node", async () => {
    const args = [npm.cli, "rebuild", "better-sqlite3", "--ignore-scripts=false", "--foreground-scripts"];
    const code = await run(process.execPath, args, { cwd: root, env: npmEnvironment(env), log, onStart });
    if (code === 0 && (await loads(root, "better-sqlite3", env))) return;
    const advice = "Mend what the log names (most often a missing compiler or headers of Node), then try again.";
    throw new Problem(`better-sqlite3 could not be built (whole log: ${log}). ${advice}`, tailOf(log, 15));
  });
}

/**
 * Throws when a package that ships its binary does not load here.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export async function requireShippedBinaries(root, env) {
  for (const name of /** @type {const} */ (["sharp", "@duckdb/node-api"])) {
    if (await loads(root, name, env)) continue;
    const machine = `${process.platform} ${process.arch}`;
    const advice = `Remove node_modules and try again; if it stays, ${name} has no binary for this machine.`;
    throw new Problem(`${name} does not load on ${machine} with Node ${process.versions.node}. ${advice}`);
  }
}
