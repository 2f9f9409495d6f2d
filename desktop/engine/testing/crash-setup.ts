import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { CRASH_HOST } from "@engine/testing/host-process";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Before crash tests: builds what ships, then the host that they kill, which does not. */
export function setup(): void {
  const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  run("scripts/build.mjs");
  run(
    "node_modules/esbuild/bin/esbuild",
    ...["desktop/engine/testing/crash-host.ts", `--outfile=${CRASH_HOST}`, "--bundle", "--platform=node"],
    ...["--format=esm", "--target=node20", "--packages=external", "--tsconfig=tsconfig.base.json"],
    ...["--sourcemap=linked", "--log-level=warning"],
  );
}
