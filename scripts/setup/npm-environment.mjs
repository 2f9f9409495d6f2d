import { readFileSync } from "node:fs";
import path from "node:path";
import { nodePrefix } from "./versions.mjs";

/** Settings of a user that would make npm compile for another program than the running Node. */
const FOREIGN_TARGET =
  /^npm_(?:config_(?:nodedir|target|target_arch|arch|runtime|node_gyp|build_from_source)|package_config_node_gyp_.*)$/i;

/**
 * The environment for npm: whatever the user's own configuration says, native code is compiled for the Node that runs
 * us, against the headers in its own prefix. Without headers there, node-gyp fetches those of this version.
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} headersPrefix
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment(env, headersPrefix = findHeadersPrefix(nodePrefix(), process.versions.node)) {
  const kept = Object.entries(env).filter(([name]) => !FOREIGN_TARGET.test(name) && name !== "NODE_ENV");
  return {
    ...Object.fromEntries(kept),
    npm_config_nodedir: headersPrefix ?? "",
    // npm takes an empty setting for none and falls back on the user's file; node-gyp lets these win.
    npm_package_config_node_gyp_nodedir: headersPrefix ?? "",
    npm_package_config_node_gyp_disturl: "",
    npm_package_config_node_gyp_dist_url: "",
    npm_config_target: process.versions.node,
    npm_config_runtime: "node",
    npm_config_arch: process.arch,
    npm_config_jobs: "max",
    npm_config_update_notifier: "false",
  };
}

/**
 * The prefix, when it holds the C headers of exactly this version of Node.
 * @param {string} prefix
 * @param {string} version
 */
export function findHeadersPrefix(prefix, version) {
  let header;
  try {
    header = readFileSync(path.join(prefix, "include/node/node_version.h"), "utf8");
  } catch {
    return undefined;
  }
  const [major, minor, patch] = ["MAJOR", "MINOR", "PATCH"].map(
    (part) => new RegExp(`^#define NODE_${part}_VERSION (\\d+)`, "m").exec(header)?.[1],
  );
  return `${major}.${minor}.${patch}` === version ? prefix : undefined;
}
