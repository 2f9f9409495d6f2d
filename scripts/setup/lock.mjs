import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import path from "node:path";
import { throwIfStopped } from "../kit/run.mjs";

/**
 * Who holds the lock: a process and the process group it has at work. The group counts too, because what it started may
 * outlive it and still be writing.
 * @typedef {object} Holder
 * @property {string} token
 * @property {number} pid
 * @property {string | null} startedAt tells the process from a later one with the same number
 * @property {number | null} group
 */

/**
 * @typedef {object} Lock
 * @property {(pid: number) => void} noteGroup names the process group now at work
 * @property {() => void} release
 */

const POLL_MS = 200;
const HALF_WRITTEN_MS = 5_000;
const HAS_PROC = existsSync("/proc/self/stat");

/**
 * Takes the lock that this file stands for; waits while a living process has it, takes it over from a dead one.
 * @param {string} file
 * @param {(pid: number) => void} onWait called once, before waiting
 * @returns {Promise<Lock>}
 */
export async function takeLock(file, onWait) {
  /** @type {Holder} */
  const mine = {
    token: randomUUID(),
    pid: process.pid,
    startedAt: statOf(process.pid)?.startedAt ?? null,
    group: null,
  };
  mkdirSync(path.dirname(file), { recursive: true });
  for (let hasWaited = false; ;) {
    if (tryToCreate(file, JSON.stringify(mine))) return lockOf(file, mine);
    const holder = readHolder(file);
    if (holder === "gone" || breakIfDead(file, holder)) continue;
    if (!hasWaited && holder !== "unreadable") {
      onWait(holder.pid);
      hasWaited = true;
    }
    throwIfStopped();
    await sleep(POLL_MS);
  }
}

/**
 * Whether a living process has the lock.
 * @param {string} file
 */
export function isLocked(file) {
  const holder = readHolder(file);
  return holder !== "gone" && !isDead(file, holder);
}

/**
 * @param {string} file
 * @param {Holder} mine
 * @returns {Lock}
 */
function lockOf(file, mine) {
  return {
    noteGroup: (pid) => writeFileSync(file, JSON.stringify({ ...mine, group: pid })),
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * @param {string} file
 * @returns {Holder | "gone" | "unreadable"}
 */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (thrown) {
    return /** @type {NodeJS.ErrnoException} */ (thrown).code === "ENOENT" ? "gone" : "unreadable";
  }
}

/**
 * @param {string} file
 * @param {Holder | "unreadable"} holder
 */
function isDead(file, holder) {
  if (holder === "unreadable") return ageMs(file) > HALF_WRITTEN_MS;
  const runs = isAlive(holder.pid) && (statOf(holder.pid)?.startedAt ?? null) === holder.startedAt;
  return !runs && (holder.group === null || !isGroupAlive(holder.group));
}

/**
 * Removes the lock of a dead process. Only one process at a time may: between looking and removing, another could
 * have removed it and taken the lock anew.
 * @param {string} file
 * @param {Holder | "unreadable"} holder
 */
function breakIfDead(file, holder) {
  if (!isDead(file, holder)) return false;
  const breaking = `${file}.break`;
  if (!tryToCreate(breaking, "")) {
    if (ageMs(breaking) > HALF_WRITTEN_MS) rmSync(breaking, { force: true });
    return false;
  }
  try {
    const now = readHolder(file);
    if (now !== "gone" && isDead(file, now)) rmSync(file, { force: true });
    return true;
  } finally {
    rmSync(breaking, { force: true });
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
function tryToCreate(file, content) {
  try {
    writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (thrown) {
    if (/** @type {NodeJS.ErrnoException} */ (thrown).code === "EEXIST") return false;
    throw thrown;
  }
}

/** @param {string} file */
function ageMs(file) {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  const stat = statOf(pid);
  if (stat !== undefined) return stat.state !== "Z";
  return !HAS_PROC && answersSignal(pid);
}

/** Whether any member of the process group still runs. @param {number} group */
function isGroupAlive(group) {
  if (!HAS_PROC) return answersSignal(-group);
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => statOf(Number(pid))).some((stat) => stat?.group === group && stat.state !== "Z");
}

/** @param {number} pid negative for a process group */
function answersSignal(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return /** @type {NodeJS.ErrnoException} */ (thrown).code === "EPERM";
  }
}

/**
 * What the kernel tells of a process (proc(5), stat): state, process group, and the start in ticks since boot.
 * @param {number} pid
 */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command's name in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], group: Number(fields[2]), startedAt: fields[19] ?? null };
  } catch {
    return undefined;
  }
}
