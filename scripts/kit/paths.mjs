import { fileURLToPath } from "node:url";
import path from "node:path";

/** The checkout that these scripts belong to. */
export const ROOT = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** Where the scripts keep logs, reports and locks; may be deleted at any time. */
export const CACHE = path.join(ROOT, ".cache");

/** Held by whoever changes `node_modules` or `out`. */
export const SETUP_LOCK = path.join(CACHE, "setup/lock");

/**
 * The JavaScript file behind a command of an installed package, to be run by the same Node that runs us.
 * @param {string} relative below node_modules
 */
export function installed(relative) {
  return path.join(ROOT, "node_modules", relative);
}
