import { isBuiltin } from "node:module";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { Problem } from "../kit/problem.mjs";
import { ENTRIES } from "./entries.mjs";
import { hashSources, stampBuild } from "./freshness.mjs";

/**
 * Bundles every entry into `out/`. A file is replaced in one move, so that a program that starts meanwhile meets the old
 * one or the new one; what no entry makes any more is removed.
 * @param {string} root
 */
export async function build(root) {
  const needed = ENTRIES.flatMap(({ entry, page, icon }) => [entry, page, icon]).filter(
    (source) => source !== undefined,
  );
  const missing = needed.filter((file) => !existsSync(path.join(root, file)));
  if (missing.length > 0) throw new Problem(`The build lacks its entry ${missing.join(", ")}.`);
  // Taken before bundling: a source that changes meanwhile makes the next run build again.
  const hash = hashSources(root);
  const results = await Promise.all(ENTRIES.map((entry) => bundle(root, entry)));
  // Its service would live as long as this process.
  await esbuild.stop();
  results.forEach((result, at) => requireDependencies(root, result.metafile, ENTRIES[at]?.electron !== undefined));
  const written = [...results.flatMap((result) => result.outputFiles), ...pagesOf(root)];
  for (const file of written) replace(file.path, file.contents);
  removeOthers(path.join(root, "out"), new Set(written.map((file) => file.path)));
  stampBuild(root, hash);
}

/** @type {esbuild.BuildOptions} */
const FOR_NODE = { platform: "node", target: "node20", packages: "external" };
/** @type {esbuild.BuildOptions} */
const FOR_PRELOAD = { platform: "browser", target: "chrome120", format: "cjs", external: ["electron"] };
/** @type {esbuild.BuildOptions} */
const FOR_BROWSERS = {
  ...{ platform: "browser", target: ["chrome120", "firefox120", "safari17"], jsx: "automatic", minify: true },
  define: { "process.env.NODE_ENV": '"production"' },
};

/**
 * @param {string} root
 * @param {import("./entries.mjs").Entry} entry
 */
async function bundle(root, { entry, outfile, page, electron }) {
  const forRuntime = electron === "preload" ? FOR_PRELOAD : page === undefined ? FOR_NODE : FOR_BROWSERS;
  try {
    return await esbuild.build({
      format: "esm",
      ...forRuntime,
      absWorkingDir: root,
      entryPoints: [entry],
      outfile,
      bundle: true,
      write: false,
      tsconfig: "tsconfig.base.json",
      sourcemap: "linked",
      metafile: true,
      logLevel: "silent",
    });
  } catch (thrown) {
    const { errors } = /** @type {esbuild.BuildFailure} */ (thrown);
    if (errors === undefined) throw thrown;
    const messages = await esbuild.formatMessages(errors, { kind: "error" });
    throw new Problem(`${entry} could not be bundled.`, messages.join(""));
  }
}

/** @param {string} root */
function pagesOf(root) {
  return ENTRIES.flatMap(({ page, icon, outfile }) =>
    [page, icon].flatMap((source) => {
      if (source === undefined) return [];
      const file = path.join(root, path.dirname(outfile), path.basename(source));
      return [{ path: file, contents: readFileSync(path.join(root, source)) }];
    }),
  );
}

/**
 * Throws when a bundle leaves something to Node that no package.json lists under `dependencies`: a package that only
 * development has, or one of our own modules by a name that does not exist.
 * @param {string} root
 * @param {esbuild.Metafile} metafile
 * @param {boolean} isForElectron it may import `electron`, which is there when it runs
 */
function requireDependencies(root, metafile, isForElectron) {
  const { workspaces = [], dependencies } = manifestOf(root);
  const manifests = workspaces.map((/** @type {string} */ folder) => manifestOf(path.join(root, folder)).dependencies);
  const ours = isForElectron ? [{ electron: "" }, dependencies] : [dependencies];
  const allowed = new Set([...ours, ...manifests].flatMap((group) => Object.keys(group ?? {})));
  for (const [source, { imports }] of Object.entries(metafile.inputs)) {
    const outside = imports.filter((found) => found.external && !isBuiltin(found.path));
    const stranger = outside.find((found) => !allowed.has(packageOf(found.path)));
    if (stranger)
      throw new Problem(`${source} imports ${stranger.path}, which is no module of ours and no dependency.`);
    const unfound = outside.find((found) => !isFound(found.path));
    if (unfound)
      throw new Problem(`${source} imports ${unfound.path}, but Node finds no file by that name: write it whole.`);
  }
}

/**
 * Whether Node finds the module when the program runs. It does not try endings, as compilers and bundlers do.
 * @param {string} specifier
 */
function isFound(specifier) {
  try {
    return existsSync(fileURLToPath(import.meta.resolve(specifier)));
  } catch {
    return false;
  }
}

/** @param {string} folder */
const manifestOf = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));

/** `@scope/name/deep/file.js` belongs to `@scope/name`. @param {string} specifier */
const packageOf = (specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

/**
 * @param {string} file
 * @param {Uint8Array} contents
 */
function replace(file, contents) {
  mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, contents);
  renameSync(fresh, file);
}

/**
 * @param {string} folder
 * @param {ReadonlySet<string>} kept
 */
function removeOthers(folder, kept) {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) removeOthers(file, kept);
    else if (!kept.has(file)) rmSync(file);
  }
}
