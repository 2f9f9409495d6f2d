import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./kit/paths.mjs";
import { Problem } from "./kit/problem.mjs";
import { run, runMain } from "./kit/run.mjs";
import { setUp } from "./setup/set-up.mjs";

const TO_BEGIN = `To add a folder of photos, which stay where they are:
  npm start -- <folder>`;

const TO_GO_ON = `To go on:
  npx imgstream list                     every photo
  npx imgstream search 'date:2019..2021' what you are looking for
  npx imgstream status                   what the library holds
  npx imgstream --help                   all that it can do`;

/** Where the person stood: npm itself moves to the checkout. */
const cwd = process.env["INIT_CWD"] ?? process.cwd();

/** `npm start -- <folder…>`: sets up, then imports the folders by reference; without a folder, tells of the library. */
await runMain(async () => {
  const folders = process.argv.slice(2);
  const missing = folders.filter((folder) => !existsSync(path.resolve(cwd, folder)));
  if (missing.length > 0) throw new Problem(`There is no ${missing.join(", ")}. Check the path, then try again.`);
  await setUp({ withBrowser: false });
  if (folders.length === 0) {
    const hasLibrary = (await imgstream("status")) === 0;
    console.log(hasLibrary ? `\n${TO_BEGIN}\n\n${TO_GO_ON}` : `\n${TO_BEGIN}`);
    return 0;
  }
  const code = await imgstream("import", "--reference", ...folders);
  // 1: done, but some files could not be imported; the command has named them.
  if (code <= 1) console.log(`\n${TO_GO_ON}`);
  return code;
});

/**
 * Runs the built command on this terminal, so that its progress shows.
 * @param {readonly string[]} args
 */
function imgstream(...args) {
  return run(process.execPath, [path.join(ROOT, "bin/imgstream.js"), ...args], { cwd });
}
