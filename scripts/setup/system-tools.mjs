import { accessSync, constants } from "node:fs";
import path from "node:path";
import { ask, run, tailOf } from "../kit/run.mjs";
import { CACHE } from "../kit/paths.mjs";
import { Problem } from "../kit/problem.mjs";
import { step } from "../kit/steps.mjs";

/**
 * @typedef {object} Tool
 * @property {string} what in words
 * @property {string} debianPackage
 * @property {boolean} isRequired set-up cannot go on without it
 * @property {(env: NodeJS.ProcessEnv) => Promise<boolean>} isThere
 */

/** Modules of the full Perl that ExifTool loads and Debian's perl-base leaves out. */
const PERL_MODULES = ["Time::Local", "Compress::Zlib", "Encode", "File::Temp"];

const CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const CHROMIUM_PATHS = ["/usr/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** @type {Tool} */
const PERL = {
  what: "the full Perl, which reads the previews of RAW files",
  debianPackage: "perl",
  isRequired: false,
  isThere: async (env) =>
    (await ask("perl", [...PERL_MODULES.map((name) => `-M${name}`), "-e", "1"], { env })) !== undefined,
};

/** @type {Tool[]} */
const COMPILER = [
  {
    what: "a C++ compiler and make, which build the journal's SQLite",
    debianPackage: "build-essential",
    isRequired: true,
    isThere: async (env) =>
      (await ask("c++", ["--version"], { env })) !== undefined &&
      (await ask("make", ["--version"], { env })) !== undefined,
  },
  {
    what: "Python 3, which that build needs",
    debianPackage: "python3",
    isRequired: true,
    isThere: async (env) => (await ask("python3", ["--version"], { env })) !== undefined,
  },
];

/** @type {Tool} */
const BROWSER = {
  what: "Chromium, which runs the browser tests",
  debianPackage: "chromium",
  isRequired: false,
  isThere: (env) => Promise.resolve(findChromium(env) !== undefined),
};

/**
 * Those of the tools that this machine lacks.
 * @param {{ mustCompile: boolean, withBrowser: boolean }} needs
 * @param {NodeJS.ProcessEnv} env
 */
export async function listMissingTools({ mustCompile, withBrowser }, env) {
  const wanted = [...(mustCompile ? COMPILER : []), PERL, ...(withBrowser ? [BROWSER] : [])];
  const found = await Promise.all(wanted.map((tool) => tool.isThere(env)));
  return wanted.filter((_, index) => !found[index]);
}

/**
 * The Chromium or Chrome of this machine, if there is one.
 * @param {NodeJS.ProcessEnv} env
 */
export function findChromium(env) {
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const onPath = CHROMIUM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...CHROMIUM_PATHS].find(isExecutable);
}

/** Whether this process may install Debian packages. */
export function canInstall() {
  return process.platform === "linux" && process.getuid?.() === 0 && isExecutable("/usr/bin/apt-get");
}

/**
 * The one instruction for a person whose machine lacks tools that we may not install.
 * @param {readonly Tool[]} missing
 */
export function instructionFor(missing) {
  const packages = missing.map((tool) => tool.debianPackage).join(" ");
  const what = missing.map((tool) => tool.what).join("; ");
  const remedy = `\`sudo apt-get install --yes ${packages}\` (on other systems, install the like)`;
  const isRequired = missing.some((tool) => tool.isRequired);
  return `This machine lacks ${what}. ${isRequired ? `Run ${remedy}, then try again.` : `To have it all: ${remedy}.`}`;
}

/**
 * Installs them with apt; only for `canInstall()`.
 * @param {readonly Tool[]} missing
 * @param {NodeJS.ProcessEnv} env
 * @param {(pid: number) => void} onStart
 */
export async function installTools(missing, env, onStart) {
  const packages = missing.map((tool) => tool.debianPackage);
  const aptEnv = {
    ...env,
    DEBIAN_FRONTEND: "noninteractive",
    // dpkg refuses to run when the system folders of root are not on the PATH.
    PATH: [env["PATH"], "/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin"].join(path.delimiter),
  };
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  const log = path.join(CACHE, "setup/apt.log");
  await step(`Install ${packages.join(", ")} with apt`, async () => {
    // An installation that was killed half-way has to be finished first; without one this does nothing.
    await run("dpkg", ["--configure", "-a"], { env: aptEnv, log, onStart });
    await run("apt-get", ["update", ...wait], { env: aptEnv, log: path.join(CACHE, "setup/apt-update.log"), onStart });
    const install = ["install", "--yes", "--no-install-recommends", ...wait, ...packages];
    if ((await run("apt-get", install, { env: aptEnv, log, onStart })) === 0) return;
    throw new Problem(
      `apt could not install ${packages.join(", ")} (whole log: ${log}). Mend what it names, or install them yourself, then try again.`,
      tailOf(log),
    );
  });
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
