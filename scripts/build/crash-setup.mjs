import { spawnSync } from "node:child_process";
import path from "node:path";
import * as esbuild from "esbuild";
import { ROOT } from "../kit/paths.mjs";
import { Problem } from "../kit/problem.mjs";

/** Before crash tests: builds what ships, then the host that those tests kill, which does not ship. */
export async function setup() {
  const built = spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: ROOT, stdio: "inherit" });
  if (built.status !== 0) throw new Problem("Crash tests need the build, and it failed.");
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ["desktop/engine/testing/crash-host.ts"],
    outfile: path.join(ROOT, ".cache/crash/crash-host.js"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    tsconfig: "tsconfig.base.json",
    sourcemap: "linked",
  });
}
