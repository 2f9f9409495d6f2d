import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Electron's program, where its package has been given one. Asked of the files: the package itself would download it.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export function findElectron(root, env) {
  const folder = path.join(root, "node_modules/electron");
  const named = path.join(folder, "path.txt");
  const name = existsSync(named) ? readFileSync(named, "utf8").trim() : "electron";
  const program = path.join(env["ELECTRON_OVERRIDE_DIST_PATH"] ?? path.join(folder, "dist"), name);
  return existsSync(program) ? program : undefined;
}
