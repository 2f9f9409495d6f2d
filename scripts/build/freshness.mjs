import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ENTRIES } from "./entries.mjs";

/** What a bundle depends on: our sources, the versions in the lockfile (esbuild's too), and how we bundle. */
const SOURCES = ["shared", "desktop", "scripts/build", "tsconfig.base.json", "package-lock.json"];
const IS_SOURCE = /(?<!\.(?:test|spec))\.(?:ts|tsx|mjs|json|css|html|svg)$/;

/** @param {string} root */
const stampFile = (root) => path.join(root, "out/.stamp");

/** Whether `out/` is what the sources of now give. @param {string} root */
export function isBuilt(root) {
  if (!existsSync(stampFile(root))) return false;
  if (readFileSync(stampFile(root), "utf8") !== hashSources(root)) return false;
  return ENTRIES.every(({ outfile }) => existsSync(path.join(root, outfile)));
}

/**
 * Records that `out/` was built from sources with this hash.
 * @param {string} root
 * @param {string} hash
 */
export function stampBuild(root, hash) {
  writeFileSync(stampFile(root), hash);
}

/** Changes when the content or name of any source does; times do not count. @param {string} root */
export function hashSources(root) {
  const hash = createHash("sha256");
  const present = SOURCES.filter((source) => existsSync(path.join(root, source)));
  for (const file of present.flatMap((source) => listSources(root, source))) {
    const content = createHash("sha256")
      .update(readFileSync(path.join(root, file)))
      .digest("hex");
    hash.update(`${file} ${content}\n`);
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} source a file or folder, relative
 * @returns {string[]}
 */
function listSources(root, source) {
  if (IS_SOURCE.test(source)) return [source];
  const entries = readdirSync(path.join(root, source), { withFileTypes: true });
  return entries
    .filter((entry) => entry.name !== "node_modules" && (entry.isDirectory() || IS_SOURCE.test(entry.name)))
    .map((entry) => path.posix.join(source, entry.name))
    .sort()
    .flatMap((file) => listSources(root, file));
}
