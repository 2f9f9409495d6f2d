import { spawnSync } from "node:child_process";
import { ROOT } from "../kit/paths.mjs";
import { Problem } from "../kit/problem.mjs";

/** Before tests of the whole app: builds what ships, unless it is built. */
export function setup() {
  const built = spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: ROOT, stdio: "inherit" });
  if (built.status !== 0) throw new Problem("Tests of the app need the build, and it failed.");
}
