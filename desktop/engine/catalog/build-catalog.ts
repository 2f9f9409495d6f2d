import { fold, type FoldOutcome } from "@shared/catalog/fold";
import { inTransaction, savePosition, saveState } from "@shared/catalog/position";
import type { Mutation, Patch } from "@shared/contract/mutation";
import { toPatches } from "@shared/sync/to-patches";
import {
  type CatalogFile,
  createCatalogFile,
  deleteNewCatalogFile,
  fitMemory,
  makeRoom,
  openCatalogFile,
  type RebuildReason,
  replaceCatalogFile,
} from "@engine/catalog/catalog-file";
import { isFatal } from "@engine/catalog/catalog-error";
import { savePaths } from "@engine/catalog/photo-paths";
import type { Reached } from "@engine/kill-points";
import type { LibraryFolder } from "@engine/library-folder";
import type { Log } from "@engine/log";

/** What the catalog is made from. */
export interface CatalogSources {
  findLastN(): number;
  listMutationsAfter(n: number, limit: number): Mutation[];
  findPaths(photoIds: readonly string[]): Map<string, string>;
}

export interface CatalogDeps {
  folder: LibraryFolder;
  libraryId: string;
  sources: CatalogSources;
  tagIdOf(path: string): string;
  /** The full tag set of an original, which the view `photos` shows. */
  findMetadata(photoId: string): unknown;
  log: Log;
  reached: Reached;
}

/** How many mutations, of up to 500 items each, are read from the journal for one transaction. */
const BATCH_MUTATIONS = 40;

/** So many rows at once are a bulk: they get room of their own. */
const BULK_ITEMS = 5000;

/** Opens the catalog as it lies there and brings it forward, or makes it again from the journal. */
export async function openOrRebuild(deps: CatalogDeps): Promise<CatalogFile> {
  const opened = await openCatalogFile(deps.folder);
  if (typeof opened === "string") return rebuildCatalog(deps, opened);
  if (opened.position.n > deps.sources.findLastN()) {
    opened.database.close();
    return rebuildCatalog(deps, "ahead_of_journal");
  }
  try {
    await foldNewMutations(deps, opened);
    return opened;
  } catch (error) {
    opened.database.close();
    if (isFatal(error) && !error.isDiskFull) return rebuildCatalog(deps, "damaged");
    throw error;
  }
}

export async function rebuildCatalog(deps: CatalogDeps, reason: RebuildReason): Promise<CatalogFile> {
  await buildCatalog(deps, reason);
  return { ...(await takeBuilt(deps)), isFresh: true };
}

/** Makes a catalog from the journal beside the one that is there. */
export async function buildCatalog(deps: CatalogDeps, reason: RebuildReason): Promise<void> {
  if (reason !== "missing") deps.log.warn("catalog_rebuild", { reason });
  let fresh: CatalogFile | undefined;
  try {
    fresh = await createCatalogFile(deps.folder);
    await saveState(fresh.writer, "library_id", deps.libraryId);
    await foldNewMutations(deps, fresh);
    await fresh.writer.run("CHECKPOINT");
    deps.reached("rebuild.folded");
    fresh.database.close();
  } catch (error) {
    fresh?.database.close();
    // Half a catalog is of no use, and on a full disk it takes the room that is missing.
    deleteNewCatalogFile(deps.folder);
    throw error;
  }
}

/** Puts the catalog that `buildCatalog` made, and nobody has open, in its place. */
export async function takeBuilt(deps: CatalogDeps): Promise<CatalogFile> {
  replaceCatalogFile(deps.folder);
  const opened = await openCatalogFile(deps.folder);
  if (typeof opened === "string") throw new Error(`the catalog just made cannot be opened: ${opened}`);
  return opened;
}

/** Folds what the journal has beyond the catalog. `fresh`: mutations just journaled, to save reading them. */
export async function foldNewMutations(
  deps: CatalogDeps,
  file: CatalogFile,
  fresh: readonly Mutation[] = [],
): Promise<FoldOutcome> {
  const total: FoldOutcome = { newKeys: [], changedKeys: [], movedKeys: [] };
  for (;;) {
    const nextN = file.position.n + 1;
    const from = fresh.findIndex(({ n }) => n === nextN);
    const mutations = from < 0 ? deps.sources.listMutationsAfter(file.position.n, BATCH_MUTATIONS) : fresh.slice(from);
    const last = mutations.at(-1);
    if (!last) return total;
    const outcome = await foldMutations(deps, file, mutations, last.n);
    for (const name of ["newKeys", "changedKeys", "movedKeys"] as const)
      for (const key of outcome[name]) total[name].push(key);
  }
}

async function foldMutations(
  deps: CatalogDeps,
  file: CatalogFile,
  mutations: readonly Mutation[],
  n: number,
): Promise<FoldOutcome> {
  const pending: Patch[] = mutations.flatMap((mutation) => toPatches(mutation, deps));
  const imported = mutations.flatMap(({ op, items }) => (op === "photo.import.bulk" ? items.map(({ k }) => k) : []));
  const position = { ...file.position, n };
  if (!file.isRoomy && pending.length > BULK_ITEMS && imported.length === 0) {
    await makeRoom(file);
    file.isRoomy = true;
  }
  const outcome = await inTransaction(file.writer, async () => {
    const folded = await fold(file.writer, { accepted: [], pending });
    if (imported.length > 0) await savePaths(file.writer, deps.sources.findPaths(imported));
    await savePosition(file.writer, position);
    return folded;
  });
  file.position = position;
  file.isFresh = false;
  file.photoCount += outcome.newKeys.length;
  await fitMemory(file);
  return outcome;
}
