import type { CatalogConnection } from "@shared/catalog/connection";
import { fold, type FoldOutcome } from "@shared/catalog/fold";
import { inTransaction, savePosition, saveState } from "@shared/catalog/position";
import { showMetadata } from "@shared/catalog/schema";
import type { Mutation, Patch } from "@shared/contract/mutation";
import { type DuckDbConnection, DuckDbError } from "@shared/duckdb/duckdb-connection";
import { addTextFunction } from "@shared/duckdb/text-function";
import { AppError } from "@shared/errors";
import { toPatches } from "@shared/sync/to-patches";
import {
  type CatalogFile,
  createCatalogFile,
  deleteNewCatalogFile,
  fitMemory,
  giveRoomBack,
  makeRoom,
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
  /** The full tag set of an original, which the view `photos` shows. */
  findMetadata(photoId: string): unknown;
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
  /** Makes the catalog again from the journal, unless it was just made and is still as it was. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/** How many mutations, of up to 500 items each, are read from the journal for one transaction. */
const BATCH_MUTATIONS = 40;

/** So many rows at once are a bulk: they get room of their own. */
const BULK_ITEMS = 5000;
/** After a bulk the catalog is settled when nothing was written for so long. */
const QUIET_MS = 5000;

/**
 * Opens the catalog of a library, or makes it again from the journal when it is missing, damaged, of another version or
 * ahead of the journal. It is only ever a view: nothing is lost with it. Throws AppError `disk_full`, as everything that
 * is asked of it may; what it missed then it catches up with when there is room.
 */
export async function openCatalog(deps: Deps): Promise<CatalogHost> {
  const turns = createTurns();
  let file: CatalogFile | undefined = await inOurWords(() => openOrRebuild(deps));
  let isClosed = false;
  /** Opened or made again since the last `catchUp`, which tells of it. */
  let isRemade = false;
  let settling: NodeJS.Timeout | undefined;
  const readers = createReaders(
    () => requireOpen(file).database,
    (connection) => addMetadata(connection, deps),
  );

  const close = () => {
    clearTimeout(settling);
    readers.close();
    file?.database.close();
    file = undefined;
  };

  /** The three that follow run within a turn. Opens it again when it broke at a time when it could not be mended. */
  const opened = async (): Promise<CatalogFile> => {
    if (isClosed) return requireOpen(undefined);
    if (!file) [file, isRemade] = [await openOrRebuild(deps), true];
    return file;
  };

  /** Puts a catalog that broke in use right, unless that was done meanwhile for another question. */
  const mend = async (broken: CatalogFile, error: DuckDbError): Promise<CatalogFile> => {
    if (file !== broken) return opened();
    close();
    if (!error.isDiskFull) [file, isRemade] = [await rebuildCatalog(deps, "damaged"), true];
    return opened();
  };

  /** Some time after the last bulk; while somebody reads, later. */
  const settleSoon = () => {
    clearTimeout(settling);
    settling = setTimeout(() => void turns.take(settle), QUIET_MS).unref();
  };
  const settle = async () => {
    if (!file?.isRoomy) return;
    try {
      await giveRoomBack(file);
      file.isRoomy = false;
    } catch (error) {
      if (!(error instanceof DuckDbError)) throw error;
      if (error.isFatal) await mend(file, error);
      else settleSoon();
    }
  };

  const write = async <T>(work: (file: CatalogFile) => Promise<T>): Promise<T> => {
    const used = await opened();
    try {
      return await work(used);
    } catch (error) {
      if (!isFatal(error)) throw error;
      return work(await mend(used, error));
    }
  };

  /** Runs a question, on a mended catalog if need be. */
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    const used = file ?? (await turns.take(opened));
    try {
      return await question();
    } catch (error) {
      if (!isFatal(error)) throw error;
      await turns.take(() => mend(used, error));
      return question();
    }
  };

  return {
    read: (question) => inOurWords(() => ask(() => readers.use(question))),
    stream: async function* (question) {
      const first = async () => {
        const pages = readers.stream(question);
        return { pages, page: await pages.next() };
      };
      // A damage mostly shows before the first page: sorting reads everything.
      const { pages, page } = await inOurWords(() => ask(first));
      try {
        if (!page.done) yield page.value;
        yield* pages;
      } catch (error) {
        throw toOurWords(error);
      } finally {
        await pages.return(undefined);
      }
    },
    catchUp: (fresh = []) =>
      turns.take(async () => {
        const outcome = await inOurWords(() => write((used) => foldNewMutations(deps, used, fresh)));
        if (file?.isRoomy) settleSoon();
        if (!isRemade) return outcome;
        isRemade = false;
        return "remade";
      }),
    refreshPaths: (photoIds) =>
      turns.take(async () => {
        const paths = deps.sources.findPaths(photoIds);
        await inOurWords(() => write(({ writer }) => inTransaction(writer, () => savePaths(writer, paths))));
      }),
    rebuild: () =>
      turns.take(() =>
        inOurWords(async () => {
          // Opening a library without a catalog has just done it.
          if (file?.isFresh) return;
          await buildCatalog(deps, "asked");
          close();
          file = await takeBuilt(deps);
        }),
      ),
    close: () =>
      turns.take(() => {
        close();
        isClosed = true;
        return Promise.resolve();
      }),
  };
}

async function addMetadata(connection: DuckDbConnection, { findMetadata }: Deps): Promise<void> {
  // JSON has no undefined: a photo without tags is NULL.
  addTextFunction(connection, "metadata_of", (photoId) => JSON.stringify(findMetadata(photoId)));
  await showMetadata(connection, "metadata_of");
}

function requireOpen(file: CatalogFile | undefined): CatalogFile {
  if (!file) throw new AppError("engine_closed", "The catalog of the library is closed. Open the library again.");
  return file;
}

function isFatal(error: unknown): error is DuckDbError {
  return error instanceof DuckDbError && error.isFatal;
}

async function inOurWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toOurWords(error);
  }
}

function toOurWords(error: unknown): unknown {
  if (!(error instanceof DuckDbError) || !error.isDiskFull) return error;
  return new AppError(
    "disk_full",
    "The disk is full: the catalog of the library cannot grow. Free some space and try again.",
    { cause: error },
  );
}

async function openOrRebuild(deps: Deps): Promise<CatalogFile> {
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

async function rebuildCatalog(deps: Deps, reason: RebuildReason): Promise<CatalogFile> {
  await buildCatalog(deps, reason);
  return takeBuilt(deps);
}

/** Makes a catalog from the journal beside the one that is there. */
async function buildCatalog(deps: Deps, reason: RebuildReason): Promise<void> {
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

async function takeBuilt(deps: Deps): Promise<CatalogFile> {
  replaceCatalogFile(deps.folder);
  const opened = await openCatalogFile(deps.folder);
  if (typeof opened === "string") throw new Error(`the catalog just made cannot be opened: ${opened}`);
  return { ...opened, isFresh: true };
}

async function foldNewMutations(deps: Deps, file: CatalogFile, fresh: readonly Mutation[] = []): Promise<FoldOutcome> {
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
  deps: Deps,
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
