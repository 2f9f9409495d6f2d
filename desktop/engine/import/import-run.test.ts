import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { PhotoState } from "@shared/contract/photo";
import type { ImportResult } from "@engine/import/import-result";
import { runImport } from "@engine/import/import-run";
import type { FileOutcome, QueuedFile } from "@engine/journal/job-file.repository";
import type { MediaPool } from "@engine/workers/media-pool";
import type { Inspection } from "@engine/workers/media-task";
import { TroubleError } from "@engine/workers/trouble";

const STAMP = { sizeBytes: 1, modifiedNs: 0n, fileId: "1", volume: "1" };

interface GivenFile {
  /** Files of one content have one photo. */
  photoId: string;
  /** How long its copy takes. */
  storeMs?: number;
  isLost?: boolean;
}

/** Runs an import of files `0`, `1`, … over fakes, and gives what was committed. */
async function importGiven(given: readonly GivenFile[]) {
  const states = new Map<string, PhotoState>();
  const outcomes: FileOutcome[] = [];
  const pool: MediaPool = {
    size: 1,
    close: () => undefined,
    run: ((task: { kind: string; path: string }) => {
      const { photoId } = given[Number(task.path)]!;
      const inspection = { kind: "photo", photoId, photo: {}, tags: {}, notes: [], stamp: STAMP };
      return Promise.resolve(inspection as unknown as Inspection);
    }) as MediaPool["run"],
  };
  await runImport(toQueue(given.length), {
    ...{ mode: "copy", pool, inspectRank: () => 0 },
    findStates: (photoIds) => Promise.resolve(new Map([...states].filter(([photoId]) => photoIds.includes(photoId)))),
    findPaths: () => new Map(),
    originals: {
      reserve: ({ path }) => Promise.resolve({ path, isThere: false }),
      release: () => undefined,
      settle: () => Promise.resolve(),
      store: async (original, place) => {
        const { storeMs = 0, isLost = false } = given[Number(original.path)]!;
        await sleep(storeMs);
        if (isLost) throw new TroubleError("vanished", "No longer there.");
        return { original, place, incoming: place.path, stamp: STAMP };
      },
    },
    commit: (results: readonly ImportResult[]) => {
      for (const { outcome, photo } of results) {
        outcomes.push(outcome);
        if (photo?.verdict === "add") states.set(photo.photoId, "live");
      }
      return Promise.resolve();
    },
  });
  return outcomes.map(({ state, photoId }) => [state, photoId]);
}

async function* toQueue(count: number): AsyncGenerator<QueuedFile> {
  for (let at = 0; at < count; at++) {
    yield { ordinal: at + 1, path: String(at), sizeBytes: 1, sidecars: [] };
    await Promise.resolve();
  }
}

test("a copy is a duplicate also when its photo was committed while the rest of its batch was being decided", async () => {
  // Longer than a commit waits for more, so that the first files are committed before the last is decided.
  const others = ["b", "c", "d", "e", "f", "g", "h", "i"];
  const outcomes = await importGiven(["a", ...others, "a"].map((photoId) => ({ photoId, storeMs: 150 })));
  expect(outcomes).toEqual([...["a", ...others].map((photoId) => ["imported", photoId]), ["duplicate", "a"]]);
});

test("a copy becomes the photo when the file that came before it cannot be copied", async () => {
  const outcomes = await importGiven([
    { photoId: "a", storeMs: 50, isLost: true },
    { photoId: "a" },
    { photoId: "b" },
    { photoId: "a" },
  ]);
  expect(outcomes).toEqual([
    ["failed", null],
    ["imported", "b"],
    ["imported", "a"],
    ["duplicate", "a"],
  ]);
});

test("a photo that comes again after its loss is known is taken at once", async () => {
  const pause = Array.from({ length: 6 }, (_, at) => ({ photoId: `pause ${at}`, storeMs: 150 }));
  const outcomes = await importGiven([{ photoId: "a", isLost: true }, ...pause, { photoId: "a" }]);
  expect(outcomes.map(([state]) => state)).toEqual(["failed", ...pause.map(() => "imported"), "imported"]);
});
