import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { Problem } from "../kit/problem.mjs";

const NODE_AT_LEAST = [20, 19];
const NPM_AT_LEAST = [10];

/**
 * How npm is run: by the Node that runs us, so that what it compiles fits that Node.
 * @typedef {{ cli: string, version: string }} Npm
 */

/**
 * Throws when Node or npm is too old or npm cannot be found.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Npm}
 */
export function requireVersions(env) {
  if (!isAtLeast(process.versions.node, NODE_AT_LEAST)) {
    throw new Problem(
      `ImgStream needs Node ${NODE_AT_LEAST.join(".")} or newer; this is ${process.versions.node} (${process.execPath}). Install Node 20 or newer, then try again.`,
    );
  }
  const npm = findNpm(env);
  if (npm === undefined) {
    throw new Problem("npm was not found beside Node. Install npm 10 or 11 (it comes with Node), then try again.");
  }
  if (!isAtLeast(npm.version, NPM_AT_LEAST)) {
    throw new Problem(
      `ImgStream needs npm 10 or newer; this is ${npm.version} (${npm.cli}). Run \`npm install --global npm@10\`, then try again.`,
    );
  }
  return npm;
}

/**
 * The npm that started us, or else the one beside Node, or else the first on the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Npm | undefined}
 */
function findNpm(env) {
  const prefix = nodePrefix();
  const besideNode = [
    path.join(prefix, "lib/node_modules/npm"),
    path.join(path.dirname(process.execPath), "node_modules/npm"),
  ];
  const onPath = (env["PATH"] ?? "").split(path.delimiter).flatMap((folder) => {
    const command = path.join(folder, "npm");
    return folder !== "" && existsSync(command) ? [path.dirname(path.dirname(realpathSync(command)))] : [];
  });
  const started = env["npm_execpath"]?.endsWith("npm-cli.js") ? [path.dirname(path.dirname(env["npm_execpath"]))] : [];
  for (const folder of [...started, ...besideNode, ...onPath]) {
    const cli = path.join(folder, "bin/npm-cli.js");
    if (existsSync(cli))
      return { cli, version: JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")).version };
  }
  return undefined;
}

/** The folder that the running Node was installed into: `/usr` for `/usr/bin/node`. */
export function nodePrefix() {
  return path.dirname(path.dirname(realpathSync(process.execPath)));
}

/**
 * @param {string} version
 * @param {readonly number[]} least
 */
export function isAtLeast(version, least) {
  const parts = version.split(".").map((part) => Number.parseInt(part, 10));
  for (const [index, wanted] of least.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
