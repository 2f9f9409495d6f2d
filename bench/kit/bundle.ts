import { join } from "node:path";
import * as esbuild from "esbuild";
import { ROOT } from "./folders";

/** Bundles lie below the checkout, so that packages are found from there. */
const OUT = join(ROOT, ".cache/bench");

const made = new Map<string, Promise<string>>();

/** Bundles a source as the build does, once a run: what is measured is plain JavaScript in a plain Node. Gives its path. */
export function bundle(entry: string): Promise<string> {
  const known = made.get(entry) ?? write(entry);
  made.set(entry, known);
  return known;
}

async function write(entry: string): Promise<string> {
  const outfile = join(OUT, entry.replaceAll("/", "-").replace(/\.ts$/, ".js"));
  await esbuild.build({
    ...{ absWorkingDir: ROOT, entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node" },
    ...{ target: "node20", packages: "external", tsconfig: "tsconfig.base.json", logLevel: "warning" },
  });
  return outfile;
}
