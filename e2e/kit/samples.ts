import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { planSamples, type Shot } from "@shared/media/samples/plan";
import { forkWorkers } from "@engine/workers/fork-worker";
import { createMediaPool } from "@engine/workers/media-pool";
import { provideFolder, ROOT } from "@bench/kit/folders";

/**
 * The 200 sample photos as files. Painted once for a state of their sources, used again by every later run; needs the
 * build.
 */
export async function provideSamplePhotos(): Promise<string> {
  return provideFolder(`sample-photos-${hashFolder(join(ROOT, "shared/media/samples"))}`, async (folder) => {
    const pool = createMediaPool(forkWorkers(join(ROOT, "out/engine/media-worker.js")), availableParallelism());
    const paint = (shot: Shot, index: number) =>
      pool.run({ kind: "sample", index, to: join(folder, shot.path) }, { rank: index, sizeBytes: 0 });
    try {
      await Promise.all(planSamples().map(paint));
    } finally {
      pool.close();
    }
  });
}

function hashFolder(folder: string): string {
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest("hex").slice(0, 12);
}

/** Imports the sample photos into a library by reference. */
export async function importSamples(library: string): Promise<void> {
  await runVerb("import", [await provideSamplePhotos(), "--reference", "--library", library]);
}

/** A library like another one, closed. Its photos stay where they are. */
export function copyLibrary(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

/** Runs a verb of the built command to its end. */
export function runVerb(verb: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["bin/imgstream.js", verb, ...args], { cwd: ROOT });
    const said = { out: "", all: "" };
    child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said.all += chunk.toString()));
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve(said.out);
      else reject(new Error(`imgstream ${verb} ended with ${String(code)}: ${said.all}`));
    });
  });
}
