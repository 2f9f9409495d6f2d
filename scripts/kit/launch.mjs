import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { ROOT } from "./paths.mjs";
import { Problem } from "./problem.mjs";

const HAS_GROUPS = process.platform !== "win32";
const KILL_AFTER_MS = 10_000;

/**
 * A program that runs beside us until it is stopped.
 * @typedef {object} Launched
 * @property {Promise<number | null>} ended its exit code; null when a signal ended it
 * @property {Promise<string>} firstLine of its standard output; rejects when it ends without one
 * @property {() => Promise<void>} stop asks it to end, ends it hard when it does not, and waits for that
 */

/**
 * Starts a program in a process group of its own: Ctrl-C at the terminal does not reach it, stopping it reaches all that it
 * started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, isQuiet?: boolean }} [options] `isQuiet`: what it says on its error output is dropped
 * @returns {Launched}
 */
export function launch(command, args, { cwd = ROOT, env = process.env, isQuiet = false } = {}) {
  const errors = isQuiet ? "ignore" : "inherit";
  const child = spawn(command, args, { cwd, env, detached: HAS_GROUPS, stdio: ["ignore", "pipe", errors] });
  let hasEnded = false;
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", resolve);
  });
  void ended.then(() => (hasEnded = true));
  const lines = createInterface({ input: child.stdout });
  /** @type {Promise<string>} */
  const firstLine = new Promise((resolve, reject) => {
    lines.once("line", resolve);
    void ended.then(() => reject(new Problem(`${command} ended before it was ready.`)));
  });
  // Who does not wait for it need not hear that it never came.
  firstLine.catch(() => undefined);
  /** @param {NodeJS.Signals} signal */
  const kill = (signal) => {
    if (child.pid === undefined) return;
    try {
      process.kill(HAS_GROUPS ? -child.pid : child.pid, signal);
    } catch {
      // All of the group have ended.
    }
  };
  return {
    ended,
    firstLine,
    stop: async () => {
      kill("SIGTERM");
      const timer = setTimeout(() => kill("SIGKILL"), KILL_AFTER_MS);
      if (!hasEnded) await ended;
      clearTimeout(timer);
    },
  };
}
