import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch } from "./kit/launch.mjs";
import { ROOT } from "./kit/paths.mjs";
import { Problem } from "./kit/problem.mjs";
import { run, runMain, stopped, stopWithParent, throwIfStopped } from "./kit/run.mjs";
import { findChromium } from "./setup/system-tools.mjs";
import { setUp } from "./setup/set-up.mjs";
import { findElectron } from "./start/find-electron.mjs";
import { planWindow } from "./start/plan-window.mjs";

const COMMAND = path.join(ROOT, "bin/imgstream.js");
const MAIN = path.join(ROOT, "out/main/main.js");
/** A window that is gone so soon was never there. */
const WINDOW_FAILED_MS = 3000;

/** Where the person stood: npm itself moves to the checkout. */
const cwd = process.env["INIT_CWD"] ?? process.cwd();

/** `npm start -- <folder…>`: sets up, shows the library, and imports the folders by reference. Runs until Ctrl-C. */
await runMain(async () => {
  stopWithParent();
  const folders = process.argv.slice(2);
  const missing = folders.filter((folder) => !existsSync(path.resolve(cwd, folder)));
  if (missing.length > 0) throw new Problem(`There is no ${missing.join(", ")}. Check the path, then try again.`);
  await setUp({ withBrowser: false });
  const plan = planWindow({
    ...{ platform: process.platform, userId: process.getuid?.(), env: process.env },
    electron: findElectron(ROOT, process.env),
    hasMain: existsSync(MAIN),
    chromium: findChromium(process.env),
  });
  return plan.kind === "electron" ? run(plan.program, [MAIN, ...folders], { cwd }) : await serve(plan, folders);
});

/**
 * @param {Exclude<import("./start/plan-window.mjs").WindowPlan, { kind: "electron" }>} plan
 * @param {readonly string[]} folders
 */
async function serve(plan, folders) {
  const server = launch(process.execPath, [COMMAND, "serve", "--json"], { cwd });
  try {
    const url = await Promise.race([addressOf(server), stopped]);
    throwIfStopped();
    if (url === undefined) return 0;
    console.log(plan.note);
    return plan.kind === "chromium"
      ? await showWindow(plan.program, url, folders, server)
      : await showAddress(url, folders, server);
  } finally {
    await server.stop();
  }
}

/** @param {import("./kit/launch.mjs").Launched} server */
async function addressOf(server) {
  const { url, error } = JSON.parse(await server.firstLine);
  if (error !== undefined) throw new Problem(error.message);
  return url;
}

/**
 * @param {string} url
 * @param {readonly string[]} folders
 * @param {import("./kit/launch.mjs").Launched} server
 */
async function showAddress(url, folders, server) {
  console.log(`\n  ${url}\n\nIt opens the library once, in a browser on this computer. Ctrl-C here ends it.`);
  await importFolders(folders);
  return waitForEnd(server);
}

/**
 * A window of its own, with a profile that is gone with it.
 * @param {string} program
 * @param {string} url
 * @param {readonly string[]} folders
 * @param {import("./kit/launch.mjs").Launched} server
 */
async function showWindow(program, url, folders, server) {
  const profile = mkdtempSync(path.join(tmpdir(), "imgstream-window-"));
  const quiet = ["--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-sync"];
  const window = launch(program, [`--app=${url}`, `--user-data-dir=${profile}`, ...quiet], { isQuiet: true });
  try {
    const failed = await Promise.race([window.ended.then(() => true), stopped, after(WINDOW_FAILED_MS)]);
    throwIfStopped();
    if (failed === true) {
      console.log("The window closed at once. The library is still open: use its address.");
      return await showAddress(url, folders, server);
    }
    console.log("The library is open in its window. Closing it, or Ctrl-C here, ends ImgStream.");
    await importFolders(folders);
    return await waitForEnd(server, window);
  } finally {
    await window.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** By reference, with its progress on this terminal; what it says of files is no reason to end. @param {readonly string[]} folders */
async function importFolders(folders) {
  if (folders.length === 0) return;
  const importing = run(process.execPath, [COMMAND, "import", "--reference", ...folders], { cwd });
  // One that a signal breaks off goes on the next time: to be stopped is how all this ends.
  await importing.catch((thrown) => Promise.race([stopped, Promise.reject(thrown)]));
}

/**
 * Until a signal, the end of the window, or the end of the server, which alone is a failure.
 * @param {import("./kit/launch.mjs").Launched} server
 * @param {import("./kit/launch.mjs").Launched} [window]
 */
async function waitForEnd(server, window) {
  const code = await Promise.race([
    server.ended,
    stopped.then(() => 0),
    ...(window ? [window.ended.then(() => 0)] : []),
  ]);
  return code ?? 1;
}

/** @param {number} ms */
function after(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
