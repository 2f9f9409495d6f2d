import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { planSamples, type Shot } from "@shared/media/samples/plan";
import { makeSample } from "@shared/media/samples/sample-file";
import { provideFolder, ROOT } from "@bench/kit/folders";

/** The newest photos, with which the timeline begins, are larger than a window, so that the viewer can show them at full size. */
const LARGE = 3;

/**
 * The 200 sample photos as files, all others a quarter as wide unless they are to be looked at. Painted once for a state of their
 * sources, used again by every later run.
 */
export async function provideSamplePhotos(isFullSize = false): Promise<string> {
  const name = `sample-photos-${isFullSize ? "full" : "small"}-${hashPainter()}`;
  return provideFolder(name, async (folder) => {
    const shots = planSamples();
    for (const [index, shot] of shots.entries()) {
      const path = join(folder, shot.path);
      mkdirSync(dirname(path), { recursive: true });
      const isAsPlanned = isFullSize || index >= shots.length - LARGE;
      writeFileSync(path, await makeSample(isAsPlanned ? shot : { ...shot, camera: toSmall(shot.camera) }));
    }
  });
}

const toSmall = (camera: Shot["camera"]) => ({ ...camera, longPx: camera.longPx / 4, shortPx: camera.shortPx / 4 });

/** Of all that decides how the sample photos look: the code that paints them, and this file. */
function hashPainter(): string {
  const folder = join(ROOT, "shared/media/samples");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  const hash = createHash("sha256");
  for (const name of [...names.sort(), fileURLToPath(import.meta.url)]) {
    hash.update(name).update(readFileSync(resolve(folder, name)));
  }
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
