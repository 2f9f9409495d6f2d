import path from "node:path";
import * as esbuild from "esbuild";
import { ROOT } from "../kit/paths.mjs";
import { setup as build } from "./build-setup.mjs";

/** Before crash tests: builds what ships, then the host that those tests kill, which does not ship. */
export async function setup() {
  build();
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
