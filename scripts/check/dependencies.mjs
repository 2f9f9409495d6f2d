import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../kit/paths.mjs";
import { listGaps } from "./dependency-notes.mjs";

/** @param {string} file */
const read = (file) => readFileSync(path.join(ROOT, file), "utf8");

const root = JSON.parse(read("package.json"));
const manifests = [
  root,
  ...root.workspaces.map((/** @type {string} */ folder) => JSON.parse(read(`${folder}/package.json`))),
];
const gaps = listGaps(manifests, read("docs/dependencies.md"));
for (const gap of gaps) console.error(gap);
process.exitCode = gaps.length === 0 ? 0 : 1;
