import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { planSamples, type Shot } from "@shared/media/samples/plan";
import { makeSample } from "@shared/media/samples/sample-file";
import { provideFolder, ROOT } from "@bench/kit/folders";

/**
 * The 200 sample photos as files, a quarter as wide unless they are to be looked at. Painted once for a state of their
 * sources, used again by every later run.
 */
export async function provideSamplePhotos(isFullSize = false): Promise<string> {
  const name = `sample-photos-${isFullSize ? "full" : "small"}-${hashFolder(join(ROOT, "shared/media/samples"))}`;
  return provideFolder(name, async (folder) => {
    for (const shot of planSamples()) {
      const path = join(folder, shot.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, await makeSample(isFullSize ? shot : { ...shot, camera: toSmall(shot.camera) }));
    }
  });
}

const toSmall = (camera: Shot["camera"]) => ({ ...camera, longPx: camera.longPx / 4, shortPx: camera.shortPx / 4 });

function hashFolder(folder: string): string {
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest("hex").slice(0, 12);
}

/** Imports the sample photos into a library by reference. */
export async function importSamples(library: string, isFullSize = false): Promise<void> {
  await runVerb("import", [await provideSamplePhotos(isFullSize), "--reference", "--library", library]);
}

/** A library like another one, closed. Its photos stay where they are. */
export function copyLibrary(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

/** Runs a verb of the built command to its end, which has to be one of `codes`. */
export function runVerb(verb: string, args: readonly string[], codes: readonly number[] = [0]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["bin/imgstream.js", verb, ...args], { cwd: ROOT });
    const said = { out: "", all: "" };
    child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said.all += chunk.toString()));
    child.once("error", reject);
    child.once("exit", (code) => {
      if (codes.includes(code ?? -1)) resolve(said.out);
      else reject(new Error(`imgstream ${verb} ended with ${String(code)}: ${said.all}`));
    });
  });
}
