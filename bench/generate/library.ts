import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { MUTATION_ITEMS_MAX } from "@shared/contract/mutation";
import { createIdSource } from "@shared/domain/uuid";
import { folderOf, nthName } from "@engine/import/original-name";
import { type Journal, openJournal } from "@engine/journal/journal";
import { libraryFolderAt, saveLibraryFolders } from "@engine/library-folder";
import { createSystem, type System } from "@engine/system";
import { type LivedImport, liveThrough } from "./life";
import { createRandom } from "@shared/domain/seeded-random";

/** A system whose time is set by hand and whose ids follow from the seed. */
export interface SetSystem extends System {
  setMs(ms: number): void;
}

export function createSetSystem(seed: number, startMs: number): SetSystem {
  const system = createSystem();
  let nowMs = startMs;
  const clock = { nowMs: () => nowMs, monotonicMs: system.clock.monotonicMs };
  return {
    ...system,
    clock,
    newId: createIdSource(clock, createRandom(seed).bytes),
    setMs: (ms) => {
      nowMs = Math.max(nowMs, ms);
    },
  };
}

/** Writes what imports of a whole life leave in a journal: their mutations, and where the copies lie. */
export function saveLife(root: string, count: number): { system: SetSystem; photoIds: string[] } {
  const folder = libraryFolderAt(root);
  saveLibraryFolders(folder);
  mkdirSync(join(folder.root), { recursive: true });
  const journal = openJournal(folder.journal);
  const system = createSetSystem(count, 0);
  const photoIds: string[] = [];
  const names = new Set<string>();
  for (const lived of liveThrough(count)) {
    system.setMs(lived.atMs);
    journal.transaction(() => saveImport(journal, lived, system, names));
    for (const { photoId } of lived.photos) photoIds.push(photoId);
  }
  journal.close();
  return { system, photoIds };
}

/** As the engine commits an import in copy mode. */
function saveImport(journal: Journal, { photos }: LivedImport, system: System, names: Set<string>): void {
  const atMs = system.clock.nowMs();
  const action = system.newId();
  journal.actions.save({ id: action, label: "Import /media/card", atMs, undoes: null, undoneBy: null });
  for (let from = 0; from < photos.length; from += MUTATION_ITEMS_MAX) {
    const items = photos.slice(from, from + MUTATION_ITEMS_MAX).map(({ photoId, facts }) => ({ k: photoId, f: facts }));
    const n = journal.mutations.findLastN() + 1;
    const mutation = { n, mid: system.newId(), action, atMs, op: "photo.import.bulk" as const, items };
    journal.mutations.save({ mutation, before: null });
  }
  for (const { photoId, facts, capturedMs } of photos) {
    const path = toFreePath(`Originals/${folderOf(facts.capturedLocal)}`, facts.fileName, names);
    const [modifiedNs, fileId] = [BigInt(capturedMs) * 1_000_000n, String(names.size)];
    journal.sources.save({ path, photoId, sizeBytes: facts.sizeBytes, modifiedNs, fileId, volume: "2049" });
  }
}

function toFreePath(folder: string, fileName: string, names: Set<string>): string {
  for (let n = 1; ; n++) {
    const path = `${folder}/${nthName(fileName, n)}`;
    const key = path.toLowerCase();
    if (names.has(key)) continue;
    names.add(key);
    return path;
  }
}
