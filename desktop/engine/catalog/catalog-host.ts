import type { CatalogConnection } from "@shared/catalog/connection";
import { fold, type FoldOutcome } from "@shared/catalog/fold";
import { inTransaction, savePosition, saveState } from "@shared/catalog/position";
import type { Mutation, Patch } from "@shared/contract/mutation";
import { DuckDbError } from "@shared/duckdb/duckdb-connection";
import { toPatches } from "@shared/sync/to-patches";
import {
  type CatalogFile,
  createCatalogFile,
  openCatalogFile,
  type RebuildReason,
  replaceCatalogFile,
} from "@engine/catalog/catalog-file";
import { savePaths } from "@engine/catalog/photo-paths";
import { createReaders } from "@engine/catalog/readers";
import { createTurns } from "@engine/catalog/turns";
import type { Reached } from "@engine/kill-points";
import type { LibraryFolder } from "@engine/library-folder";
import type { Log } from "@engine/log";

/** What the catalog is made from. */
export interface CatalogSources {
  findLastN(): number;
  listMutationsAfter(n: number, limit: number): Mutation[];
  findPaths(photoIds: readonly string[]): Map<string, string>;
}

interface Deps {
  folder: LibraryFolder;
  libraryId: string;
  sources: CatalogSources;
  tagIdOf(path: string): string;
  log: Log;
  reached: Reached;
}

/** Says that the catalog was made again: whoever keeps something of it has to read it anew. */
export type CatalogChange = FoldOutcome | "remade";

/** The catalog as those see it who only ask. */
export interface CatalogReader {
  /** Asks the catalog on a connection of its own; a slow question holds nobody up. */
  read<T>(ask: (connection: CatalogConnection) => Promise<T>): Promise<T>;
  /** As `read`, for results that are taken piece by piece. */
  stream<T>(ask: (connection: CatalogConnection) => AsyncIterable<T>): AsyncGenerator<T>;
}

export interface CatalogHost extends CatalogReader {
  /** Folds what the journal has beyond the catalog's position. `fresh`: mutations just journaled, to save reading them. */
  catchUp(fresh?: readonly Mutation[]): Promise<CatalogChange>;
  /** Renews what the catalog knows of where photos lie. */
  refreshPaths(photoIds: readonly string[]): Promise<void>;
  /** Makes the catalog again from the journal. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/** How many mutations, of up to 500 items each, are folded in one transaction. */
const BATCH_MUTATIONS = 40;

const isFatal = (error: unknown) => error instanceof DuckDbError && error.isFatal;

/**
 * Opens the catalog of a library, or makes it again from the journal when it is missing, damaged, of another version or
 * ahead of the journal. It is only ever a view: nothing is lost with it.
 */
export async function openCatalog(deps: Deps): Promise<CatalogHost> {
  const turns = createTurns();
  let file = await openOrRebuild(deps);
  const readers = createReaders(() => file.database);

  const remake = async (reason: RebuildReason) => {
    readers.close();
    file.database.close();
    file = await rebuildCatalog(deps, reason);
  };

  /** A catalog that breaks in use is made again, and then holds what the work would have brought. */
  const orRemade = async <T>(work: () => Promise<T>): Promise<T | "remade"> => {
    try {
      return await work();
    } catch (error) {
      if (!isFatal(error)) throw error;
      await remake("damaged");
      return "remade";
    }
  };

  const read = async <T>(ask: (connection: CatalogConnection) => Promise<T>): Promise<T> => {
    try {
      return await readers.use(ask);
    } catch (error) {
      if (!isFatal(error)) throw error;
      await turns.take(() => remake("damaged"));
      return readers.use(ask);
    }
  };

  return {
    read,
    stream: (ask) => readers.stream(ask),
    catchUp: (fresh = []) => turns.take(() => orRemade(() => foldNewMutations(deps, file, fresh))),
    refreshPaths: (photoIds) =>
      turns.take(async () => {
        const paths = deps.sources.findPaths(photoIds);
        await orRemade(() => inTransaction(file.writer, () => savePaths(file.writer, paths)));
      }),
    rebuild: () => turns.take(() => remake("asked")),
    close: () =>
      turns.take(() => {
        readers.close();
        file.database.close();
        return Promise.resolve();
      }),
  };
}

async function openOrRebuild(deps: Deps): Promise<CatalogFile> {
  const opened = await openCatalogFile(deps.folder);
  if (typeof opened === "string") return rebuildCatalog(deps, opened);
  if (opened.position.n > deps.sources.findLastN()) {
    opened.database.close();
    return rebuildCatalog(deps, "ahead_of_journal");
  }
  await foldNewMutations(deps, opened);
  return opened;
}

async function rebuildCatalog(deps: Deps, reason: RebuildReason): Promise<CatalogFile> {
  if (reason !== "missing") deps.log.warn("catalog_rebuild", { reason });
  const fresh = await createCatalogFile(deps.folder);
  try {
    await saveState(fresh.writer, "library_id", deps.libraryId);
    await foldNewMutations(deps, fresh);
    await fresh.writer.run("CHECKPOINT");
    deps.reached("rebuild.folded");
  } finally {
    fresh.database.close();
  }
  replaceCatalogFile(deps.folder);
  const opened = await openCatalogFile(deps.folder);
  if (typeof opened === "string") throw new Error(`the catalog just made cannot be opened: ${opened}`);
  return opened;
}

async function foldNewMutations(deps: Deps, file: CatalogFile, fresh: readonly Mutation[] = []): Promise<FoldOutcome> {
  const total: FoldOutcome = { newKeys: [], changedKeys: [], movedKeys: [] };
  for (;;) {
    const nextN = file.position.n + 1;
    const from = fresh.findIndex(({ n }) => n === nextN);
    const mutations =
      from < 0
        ? deps.sources.listMutationsAfter(file.position.n, BATCH_MUTATIONS)
        : fresh.slice(from, from + BATCH_MUTATIONS);
    const last = mutations.at(-1);
    if (!last) return total;
    const outcome = await foldMutations(deps, file, mutations, last.n);
    for (const name of ["newKeys", "changedKeys", "movedKeys"] as const)
      for (const key of outcome[name]) total[name].push(key);
  }
}

async function foldMutations(
  deps: Deps,
  file: CatalogFile,
  mutations: readonly Mutation[],
  n: number,
): Promise<FoldOutcome> {
  const pending: Patch[] = mutations.flatMap((mutation) => toPatches(mutation, deps));
  const imported = mutations.flatMap(({ op, items }) => (op === "photo.import.bulk" ? items.map(({ k }) => k) : []));
  const position = { ...file.position, n };
  const outcome = await inTransaction(file.writer, async () => {
    const folded = await fold(file.writer, { accepted: [], pending });
    if (imported.length > 0) await savePaths(file.writer, deps.sources.findPaths(imported));
    await savePosition(file.writer, position);
    return folded;
  });
  file.position = position;
  return outcome;
}
