import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportMode } from "@shared/contract/import";
import { deleteCatalog, findProblems, listPhotos, toTimeless } from "@engine/testing/auditor";
import type { HostLine, Scenario } from "@engine/testing/crash-scenario";
import { runHost, startHost } from "@engine/testing/host-process";
import { readJournalImage } from "@engine/testing/library-image";
import { type PhotoFolder, savePhotoFolder } from "@engine/testing/photo-folder";
import { type SeededRandom, withSeed } from "@engine/testing/seeded-random";

/** Of each import; with those beside it and of the other mode they are 200. Those that wait for the disk leave time to the others. */
const KILLS = 25;
const SIDE_BY_SIDE = [1, 2, 3, 4];
const PHOTOS = 200;
/** The longest that a process lives, as a part of what a whole import takes on this machine when nothing else runs. */
const LIFE = 0.25;
/** One in so many dies while it opens the library, the others at work. */
const OPENINGS = 4;

interface KilledImport {
  mode: ImportMode;
  place: string;
  folder: PhotoFolder;
}

/** Tests, for the file that calls it, imports of one mode that are killed at random moments. */
export function testRandomKills(mode: ImportMode): void {
  let killed: KilledImport;
  let undisturbed: Awaited<ReturnType<typeof importUndisturbed>>;

  beforeAll(async () => {
    const place = mkdtempSync(join(tmpdir(), "imgstream-kills-"));
    killed = { mode, place, folder: await savePhotoFolder(join(place, "photos"), PHOTOS) };
    undisturbed = await importUndisturbed(killed);
  });
  afterAll(() => rmSync(killed.place, { recursive: true, force: true }));

  test.concurrent.each(SIDE_BY_SIDE)(
    `an import (${mode}, %d) that is killed at random moments loses, doubles and half-shows nothing, and ends as if undisturbed`,
    async (line) => {
      const { tookMs, ...expected } = undisturbed;
      await withSeed(async (random) => {
        for (let kills = 0, round = 1; kills < KILLS; round++) {
          const root = join(killed.place, `${line}-${round}`);
          mkdirSync(root);
          kills += await importKilled(killed, root, tookMs * LIFE, random);
          const ended = await resultOf(killed, root);
          expect(ended).toEqual(expected);
          const before = await listPhotos(root);
          deleteCatalog(root);
          expect(await listPhotos(root)).toEqual(before);
          rmSync(root, { recursive: true });
        }
      });
    },
  );
}

const toScenario = ({ folder, mode }: KilledImport, root: string): Scenario => {
  return { root, steps: [{ kind: "import", paths: [folder.root], mode }], workers: 1 };
};

/** What an import has made of a library, times aside. */
async function resultOf({ folder }: KilledImport, root: string) {
  const { jobFiles } = readJournalImage(root);
  return {
    photos: toTimeless(await listPhotos(root)),
    files: jobFiles.map(({ path, state, code, photoId }) => [relative(folder.root, path), state, code, photoId]),
  };
}

async function importUndisturbed(killed: KilledImport) {
  const { mode, folder } = killed;
  const root = join(killed.place, "undisturbed");
  const startedMs = performance.now();
  const host = await runHost(toScenario(killed, root));
  const tookMs = performance.now() - startedMs;
  const problems = await findProblems({ root, mode, folder, told: host.lines, opens: "itself", isRebuilt: true });
  expect({ problems, ended: host.told("imported").map(({ state }) => state) }).toEqual({
    problems: [],
    ended: ["finished"],
  });
  return { ...(await resultOf(killed, root)), tookMs };
}

/** Imports into one library, killed again and again, until a process lives to say that it is done. Gives the kills. */
async function importKilled(killed: KilledImport, root: string, lifeMs: number, random: SeededRandom): Promise<number> {
  const told: HostLine[] = [];
  for (let kills = 0; ; kills++) {
    const host = startHost(toScenario(killed, root));
    const isAtOpening = random.below(OPENINGS) === 0;
    await host.waitFor(isAtOpening ? "ready" : "opened");
    if (kills < KILLS) await Promise.race([sleep(lifeMs * random.next()), host.waitFor("done")]);
    else await host.waitFor("done");
    host.signal("SIGKILL");
    const signal = await host.end();
    told.push(...host.lines);
    const opens = (["itself", "copy", "nothing", "nothing"] as const)[random.below(4)] ?? "itself";
    const problems = await findProblems({ ...killed, root, told, opens, isRebuilt: random.below(2) === 0 });
    expect(problems, `after kill ${kills + 1} of ${root}`).toEqual([]);
    if (host.told("imported").length > 0 || signal === null) return kills;
  }
}
