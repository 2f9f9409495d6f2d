import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { listMissing } from "./check/spec-rules.mjs";
import { ROOT } from "./kit/paths.mjs";

/** `node scripts/check-spec.mjs`: every rule of docs/spec has a test that cites it, and every citation a rule. */

const SPECS = "docs/spec";
const IS_TEST = /\.(?:test|spec)\.tsx?$/;
const IS_SKIPPED = new Set(["node_modules", "out", "coverage"]);

/** The files below a folder, hidden ones left out. @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || IS_SKIPPED.has(entry.name)) return [];
    const file = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

/** @param {string} file */
const read = (file) => readFileSync(path.join(ROOT, file), "utf8");

const specs = filesBelow(SPECS)
  .filter((file) => file.endsWith(".md"))
  .map((file) => ({ name: path.basename(file, ".md"), text: read(file) }));
const tests = filesBelow(".")
  .filter((file) => IS_TEST.test(file))
  .map((file) => ({ name: file, text: read(file) }));

const missing = listMissing(specs, tests);
for (const line of missing) console.error(line);
process.exitCode = missing.length === 0 ? 0 : 1;
