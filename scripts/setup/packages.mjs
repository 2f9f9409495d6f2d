import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run, tailOf } from "../kit/run.mjs";
import { Problem } from "../kit/problem.mjs";
import { step } from "../kit/steps.mjs";
import { npmEnvironment } from "./npm-environment.mjs";

/**
 * What a set-up was good for. Written last, so that its presence means that everything before it is done.
 * @typedef {object} Stamp
 * @property {string} lock hash of package-lock.json
 * @property {string} machine platform, architecture and Node's binary interface
 */

/** @typedef {Record<string, { version?: string, integrity?: string, link?: boolean, optional?: boolean, peer?: boolean }>} LockedPackages */

/** @param {string} root */
const stampFile = (root) => path.join(root, "node_modules/.imgstream-setup");
/** There while `npm ci` runs: what it leaves behind when killed must not be taken for an installation. @param {string} root */
const underWayFile = (root) => path.join(root, ".cache/setup/npm-ci-under-way");
/** npm's own record of what lies in node_modules, written when it has finished. @param {string} root */
const hiddenLockFile = (root) => path.join(root, "node_modules/.package-lock.json");

/** @param {string} root */
function stampNow(root) {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  return { lock, machine: `${process.platform} ${process.arch} ${process.versions.modules ?? ""}` };
}

/**
 * How far the packages of this checkout are installed: `complete` was finished by a set-up; `unproven` agrees with the
 * lockfile but has not been tried on this Node; `absent` has to be installed.
 * @param {string} root
 * @returns {"complete" | "unproven" | "absent"}
 */
export function stateOfPackages(root) {
  if (existsSync(underWayFile(root)) || !existsSync(hiddenLockFile(root))) return "absent";
  const have = packagesOf(hiddenLockFile(root));
  if (!areOnDisk(root, have)) return "absent";
  const stamp = readStamp(root);
  const now = stampNow(root);
  if (stamp?.lock === now.lock && stamp.machine === now.machine) return "complete";
  return agree(packagesOf(path.join(root, "package-lock.json")), have) ? "unproven" : "absent";
}

/**
 * Installs exactly what the lockfile says. Install scripts do not run: the one package that has to be compiled is
 * compiled in a step of its own.
 * @param {string} root
 * @param {import("./versions.mjs").Npm} npm
 * @param {NodeJS.ProcessEnv} env
 * @param {(pid: number) => void} onStart
 */
export async function installPackages(root, npm, env, onStart) {
  const log = path.join(root, ".cache/setup/npm-ci.log");
  mkdirSync(path.dirname(underWayFile(root)), { recursive: true });
  writeFileSync(underWayFile(root), "");
  rmSync(stampFile(root), { force: true });
  await step("Install npm packages", async () => {
    const flags = [
      "--ignore-scripts",
      "--include=dev",
      "--include=optional",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
    ];
    const code = await run(process.execPath, [npm.cli, "ci", ...flags], {
      cwd: root,
      env: npmEnvironment(env),
      log,
      onStart,
    });
    if (code !== 0) {
      const advice = "Check the network and the registry that npm uses, then try again.";
      throw new Problem(`npm could not install the packages (whole log: ${log}). ${advice}`, tailOf(log, 15));
    }
  });
  rmSync(underWayFile(root), { force: true });
}

/** Records that all packages are installed and were tried on this Node. @param {string} root */
export function stampPackages(root) {
  const file = stampFile(root);
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(stampNow(root)));
  renameSync(`${file}.${process.pid}`, file);
}

/**
 * @param {string} root
 * @returns {Stamp | undefined}
 */
function readStamp(root) {
  try {
    return JSON.parse(readFileSync(stampFile(root), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} lockfile
 * @returns {LockedPackages}
 */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages ?? {};
}

/**
 * @param {string} root
 * @param {LockedPackages} have
 */
function areOnDisk(root, have) {
  return Object.keys(have).every((folder) => existsSync(path.join(root, folder, "package.json")));
}

/** Our workspaces are linked, not installed. @param {[string, LockedPackages[string]]} entry */
const isInstalledFromRegistry = ([folder, locked]) => folder.includes("node_modules/") && !locked.link;

/**
 * Whether what is installed is what the lockfile asks for. Optional packages, most of them for other platforms, may be missing.
 * @param {LockedPackages} wanted
 * @param {LockedPackages} have
 */
function agree(wanted, have) {
  const isExtra = Object.keys(have).some((folder) => wanted[folder] === undefined);
  if (isExtra) return false;
  return Object.entries(wanted)
    .filter(isInstalledFromRegistry)
    .every(([folder, locked]) => {
      const found = have[folder];
      if (found === undefined) return locked.optional === true || locked.peer === true;
      return found.version === locked.version && found.integrity === locked.integrity;
    });
}
