import type { CatalogConnection } from "@shared/catalog/connection";
import type { FoldOutcome } from "@shared/catalog/fold";
import { inTransaction } from "@shared/catalog/position";
import { showMetadata } from "@shared/catalog/schema";
import type { Mutation } from "@shared/contract/mutation";
import { type DuckDbConnection, DuckDbError } from "@shared/duckdb/duckdb-connection";
import { addTextFunction } from "@shared/duckdb/text-function";
import { AppError } from "@shared/errors";
import {
  buildCatalog,
  type CatalogDeps,
  foldNewMutations,
  openOrRebuild,
  rebuildCatalog,
  takeBuilt,
} from "@engine/catalog/build-catalog";
import { inOurWords, isFatal, toOurWords } from "@engine/catalog/catalog-error";
import { type CatalogFile, giveRoomBack } from "@engine/catalog/catalog-file";
import { savePaths } from "@engine/catalog/photo-paths";
import { createReaders } from "@engine/catalog/readers";
import { createTurns } from "@engine/catalog/turns";

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

/** After a bulk the catalog is settled when nothing was written for so long. */
const QUIET_MS = 5000;

/**
 * Opens the catalog of a library, or makes it again from the journal when it is missing, damaged, of another version or
 * ahead of the journal. It is only ever a view: nothing is lost with it. Throws AppError `disk_full`, as everything that
 * is asked of it may; what it missed then it catches up with when there is room.
 */
export async function openCatalog(deps: CatalogDeps): Promise<CatalogHost> {
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

async function addMetadata(connection: DuckDbConnection, { findMetadata }: CatalogDeps): Promise<void> {
  // JSON has no undefined: a photo without tags is NULL.
  addTextFunction(connection, "metadata_of", (photoId) => JSON.stringify(findMetadata(photoId)));
  await showMetadata(connection, "metadata_of");
}

function requireOpen(file: CatalogFile | undefined): CatalogFile {
  if (!file) throw new AppError("engine_closed", "The catalog of the library is closed. Open the library again.");
  return file;
}
