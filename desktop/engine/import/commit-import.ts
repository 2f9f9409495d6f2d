import { MUTATION_ITEMS_MAX, type Mutation } from "@shared/contract/mutation";
import type { System } from "@engine/system";
import type { CatalogHost } from "@engine/catalog/catalog-host";
import type { Orders } from "@engine/catalog/orders";
import type { ImportCounter } from "@engine/import/import-counter";
import type { ImportedPhoto, ImportResult } from "@engine/import/import-result";
import type { Originals } from "@engine/import/originals";
import type { Verdict } from "@engine/import/outcome";
import type { ImportJob } from "@engine/journal/job.repository";
import type { Journal } from "@engine/journal/journal";
import type { Reached } from "@engine/kill-points";
import { type LibraryFolder, toKeptPath } from "@engine/library-folder";
import type { RenditionRepository } from "@engine/renditions/rendition.repository";

interface Deps {
  folder: LibraryFolder;
  system: System;
  journal: Journal;
  renditions: RenditionRepository;
  catalog: CatalogHost;
  orders: Orders;
  originals: Originals;
  reached: Reached;
}

/**
 * Makes a batch of files part of the library. The journal's transaction is the moment: before it nothing has happened
 * that is not done again or adopted by the next run, after it everything follows from the journal.
 */
export async function commitImport(
  job: ImportJob,
  results: readonly ImportResult[],
  counter: ImportCounter,
  deps: Deps,
): Promise<void> {
  const { journal, renditions, originals, reached } = deps;
  const photos = results.flatMap(({ photo }) => (photo ? [photo] : []));
  reached("import.stored");
  await originals.settle(photos.flatMap(({ kept }) => (kept ? [kept] : [])));
  reached("import.settled");
  renditions.transaction(() => {
    for (const { photoId, verdict, tags } of photos) if (verdict === "add") renditions.saveMetadata(photoId, tags);
  });
  reached("import.metadata_saved");
  journal.transaction(() => saveBatch(job, results, photos, deps));
  reached("import.journaled");
  await deps.orders.follow(await deps.catalog.catchUp());
  reached("import.folded");
  for (const { file, outcome, photo } of results) counter.addDone(file.sizeBytes, outcome, needsThumbnail(photo));
}

function needsThumbnail(photo: ImportedPhoto | null): boolean {
  return photo?.verdict === "add";
}

function saveBatch(
  job: ImportJob,
  results: readonly ImportResult[],
  photos: readonly ImportedPhoto[],
  deps: Deps,
): void {
  const { folder, journal } = deps;
  for (const mutation of toMutations(job, photos, deps)) {
    if (!journal.actions.find(job.actionId)) saveAction(job, mutation.atMs, journal);
    journal.mutations.save({ mutation, before: null });
  }
  for (const { photoId, source } of photos) {
    if (source) journal.sources.save({ ...source.stamp, photoId, path: toKeptPath(folder, source.path) });
  }
  for (const { file, outcome, photo } of results) {
    journal.jobFiles.saveOutcome(job.id, file.ordinal, { ...outcome, needsThumbnail: needsThumbnail(photo) });
  }
}

function saveAction({ actionId, input }: ImportJob, atMs: number, journal: Journal): void {
  const label = `Import ${input.paths.join(", ")}`;
  journal.actions.save({ id: actionId, label, atMs, undoes: null, undoneBy: null });
}

/** New photos, and photos that come back, as numbered mutations. */
function toMutations(job: ImportJob, photos: readonly ImportedPhoto[], { journal, system }: Deps): Mutation[] {
  const of = (verdict: Verdict) => photos.filter((photo) => photo.verdict === verdict);
  const bodies = [
    ...toChunks(of("add").map(({ photoId, facts }) => ({ k: photoId, f: facts }))).map((items) => ({
      op: "photo.import.bulk" as const,
      items,
    })),
    ...toChunks(of("revive").map(({ photoId }) => ({ k: photoId, f: {} }))).map((items) => ({
      op: "photo.restore.bulk" as const,
      items,
    })),
  ];
  const lastN = journal.mutations.findLastN();
  const atMs = system.clock.nowMs();
  return bodies.map((body, index) => ({
    n: lastN + 1 + index,
    mid: system.newId(),
    action: job.actionId,
    atMs,
    ...body,
  }));
}

function toChunks<T>(items: T[]): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < items.length; from += MUTATION_ITEMS_MAX)
    chunks.push(items.slice(from, from + MUTATION_ITEMS_MAX));
  return chunks;
}
