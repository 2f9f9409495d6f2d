import { spawn } from "node:child_process";
import { setInterval } from "node:timers";
import { constants } from "node:os";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { Problem } from "./problem.mjs";
import { ROOT } from "./paths.mjs";

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {string} [log] file that takes what the command prints; without it the command prints on our own terminal
 * @property {(pid: number) => void} [onStart]
 */

const HAS_GROUPS = process.platform !== "win32";
const KILL_AFTER_MS = 10_000;

/** Children under way, and whether each leads a process group of its own. @type {Map<import("node:child_process").ChildProcess, boolean>} */
const running = new Map();

/** @type {NodeJS.Signals | undefined} */
let stoppedBy;

/**
 * Runs a command to its end and gives its exit code. A command with a log runs in a process group of its own, so that
 * stopping us stops whatever it started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export async function run(command, args, { env = process.env, cwd = ROOT, log, onStart } = {}) {
  throwIfStopped();
  if (log !== undefined) mkdirSync(path.dirname(log), { recursive: true });
  const output = log === undefined ? undefined : openSync(log, "w");
  const leadsGroup = HAS_GROUPS && output !== undefined;
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd,
        env,
        detached: leadsGroup,
        stdio: output === undefined ? "inherit" : ["ignore", output, output],
      });
      running.set(child, leadsGroup);
      child.once("spawn", () => onStart?.(child.pid ?? 0));
      child.once("error", (cause) => {
        running.delete(child);
        reject(new Problem(`Could not run ${command}: ${cause.message}.`));
      });
      child.once("exit", (code, signal) => {
        running.delete(child);
        resolve(code ?? exitCodeOf(signal));
      });
    });
  } finally {
    if (output !== undefined) closeSync(output);
    throwIfStopped();
  }
}

/**
 * Runs a command and gives what it printed on its standard output, or undefined when it is not there or failed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string | undefined>}
 */
export function ask(command, args, { env = process.env, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "ignore"] });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.once("error", () => resolve(undefined));
    child.once("close", (code) => resolve(code === 0 ? Buffer.concat(chunks).toString() : undefined));
  });
}

/**
 * The last lines of a log, for the person who has to find out what went wrong.
 * @param {string} log
 */
export function tailOf(log, lines = 30) {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

/**
 * Runs a script's main function: signals are handed on to every child, a `Problem` becomes one message and exit code 1.
 * @param {() => Promise<number | void>} main its result is the exit code, 0 when nothing
 */
export async function runMain(main) {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => stop(signal));
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (thrown) {
    if (stoppedBy !== undefined) process.exitCode = exitCodeOf(stoppedBy);
    else if (thrown instanceof Problem) {
      if (thrown.output) console.error(thrown.output);
      console.error(thrown.message);
      process.exitCode = 1;
    } else throw thrown;
  }
}

/** @type {() => void} */
let tellStopped = () => undefined;

/** Resolves when a signal has asked us to end. @type {Promise<void>} */
export const stopped = new Promise((resolve) => (tellStopped = resolve));

const PARENT_LOOK_MS = 500;

/** Ends us when what started us has ended: the shell between npm and us dies of a signal without handing it on. */
export function stopWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop("SIGTERM");
  }, PARENT_LOOK_MS).unref();
}

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  stoppedBy ??= signal;
  tellStopped();
  for (const [child, leadsGroup] of running) {
    // A terminal sends Ctrl-C to every process in front of it: a child that shares ours has it already.
    if (!leadsGroup && signal === "SIGINT" && process.stdin.isTTY) continue;
    // What a shell has put into the background does not hear SIGINT.
    kill(child, leadsGroup, leadsGroup ? "SIGTERM" : signal);
    if (leadsGroup) setTimeout(() => kill(child, leadsGroup, "SIGKILL"), KILL_AFTER_MS).unref();
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {boolean} leadsGroup
 * @param {NodeJS.Signals} signal
 */
function kill(child, leadsGroup, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(leadsGroup ? -child.pid : child.pid, signal);
  } catch {
    // It ended between the check and the signal.
  }
}

/** Ends what is being done when a signal has asked for it. */
export function throwIfStopped() {
  if (stoppedBy !== undefined) throw new Problem(`Stopped by ${stoppedBy}.`);
}

/** What a shell reports for a command that a signal ended. @param {NodeJS.Signals | null} signal */
function exitCodeOf(signal) {
  return 128 + (signal === null ? 0 : (constants.signals[signal] ?? 0));
}
