import { renameSync, rmSync } from "node:fs";
import { countKeys } from "@shared/catalog/keys";
import { readPosition, type CatalogPosition } from "@shared/catalog/position";
import { CATALOG_VERSION, createCatalog, findCatalogVersion } from "@shared/catalog/schema";
import { type DuckDb, type DuckDbConnection, DuckDbError, openDuckDb } from "@shared/duckdb/duckdb-connection";
import type { LibraryFolder } from "@engine/library-folder";

/** Beyond its limit DuckDB spills to disk. What it must hold grows with the photos, chiefly the index of their ids. */
const MEMORY_LEAST_MB = 128;
const PHOTOS_PER_MB = 5000;
/** A limit is raised when it is so far behind. */
const MEMORY_STEP_MB = 16;
/** While it is not known how many photos there are, and for making a catalog. */
const OPENING_MEMORY_LIMIT_MB = 320;
/** Rows that are updated stay in memory until a checkpoint, and a checkpoint that lacks memory loses the session. */
const BULK_MEMORY_LIMIT_MB = 1536;
const THREADS = 2;

/** An open catalog: one connection writes, others are made for reading as they are needed. */
export interface CatalogFile {
  database: DuckDb;
  writer: DuckDbConnection;
  position: CatalogPosition;
  /** Every photo that was ever in it. */
  photoCount: number;
  memoryLimitMb: number;
  /** Whether it was made from the journal since the library was opened, and nothing was folded into it since. */
  isFresh: boolean;
  /** Whether `makeRoom` was called and `giveRoomBack` not yet. */
  isRoomy: boolean;
}

/**
 * Before very many rows are changed: gives them memory, and lets the write-ahead log grow so that no checkpoint comes
 * between.
 */
export async function makeRoom({ writer }: CatalogFile): Promise<void> {
  await writer.run(`SET memory_limit = '${BULK_MEMORY_LIMIT_MB}MB'`);
  await writer.run(`SET checkpoint_threshold = '${BULK_MEMORY_LIMIT_MB}MB'`);
}

/** Takes back what `makeRoom` gave. Throws DuckDbError while somebody reads what would have to go. */
export async function giveRoomBack({ writer, memoryLimitMb }: CatalogFile): Promise<void> {
  await writer.run("CHECKPOINT");
  await writer.run("RESET checkpoint_threshold");
  await writer.run(`SET memory_limit = '${memoryLimitMb}MB'`);
}

/** Raises the limit to what so many photos need; while a bulk has room of its own, `giveRoomBack` comes to it. */
export async function fitMemory(file: CatalogFile): Promise<void> {
  const wantedMb = memoryLimitMbFor(file.photoCount);
  if (wantedMb >= file.memoryLimitMb + MEMORY_STEP_MB) await giveMemory(file, wantedMb);
}

/** A limit below what is held at the moment is refused; then the old one stands. */
async function giveMemory(file: CatalogFile, limitMb: number): Promise<void> {
  try {
    if (!file.isRoomy) await file.writer.run(`SET memory_limit = '${limitMb}MB'`);
    file.memoryLimitMb = limitMb;
  } catch (error) {
    if (!(error instanceof DuckDbError) || error.isFatal) throw error;
  }
}

function newFile(database: DuckDb, writer: DuckDbConnection): CatalogFile {
  return {
    ...{ database, writer, position: { n: 0, seq: 0 }, photoCount: 0 },
    ...{ memoryLimitMb: OPENING_MEMORY_LIMIT_MB, isFresh: false, isRoomy: false },
  };
}

/** Why a catalog has to be made again. */
export type RebuildReason = "missing" | "damaged" | "other_version" | "ahead_of_journal" | "asked";

const options = (folder: LibraryFolder) => ({
  memoryLimitMb: OPENING_MEMORY_LIMIT_MB,
  threads: THREADS,
  spillFolder: folder.spill,
});

const memoryLimitMbFor = (photoCount: number) => MEMORY_LEAST_MB + Math.ceil(photoCount / PHOTOS_PER_MB);

/**
 * Opens the catalog as it lies there, or says why it cannot be used. Deletes nothing. Throws DuckDbError when the disk is
 * so full that it cannot even be read.
 */
export async function openCatalogFile(folder: LibraryFolder): Promise<CatalogFile | RebuildReason> {
  try {
    return await openAsItLies(folder, { hasCheckpoint: true });
  } catch (error) {
    if (!(error instanceof DuckDbError)) throw error;
    // On a full disk it can still be read; nothing can be written to it either way.
    return error.isDiskFull ? openAsItLies(folder, { hasCheckpoint: false }) : "damaged";
  }
}

async function openAsItLies(
  folder: LibraryFolder,
  { hasCheckpoint }: { hasCheckpoint: boolean },
): Promise<CatalogFile | RebuildReason> {
  const database = await openDuckDb(folder.catalog, options(folder));
  try {
    const writer = await database.connect();
    const version = await findCatalogVersion(writer);
    if (version === CATALOG_VERSION) {
      // Before the first write: after a crash the write-ahead log is folded in first (design/reliability, section 4).
      if (hasCheckpoint) await writer.run("CHECKPOINT");
      const photoCount = await countKeys(writer, "photo");
      const file = { ...newFile(database, writer), position: await readPosition(writer), photoCount };
      await giveMemory(file, memoryLimitMbFor(photoCount));
      return file;
    }
    database.close();
    return version === undefined ? "missing" : "other_version";
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens the catalog as it lies there without writing to its disk; undefined when it cannot be used. */
export async function openCatalogForReading(folder: LibraryFolder): Promise<DuckDb | undefined> {
  const { spillFolder: _, ...memory } = options(folder);
  const database = await openDuckDb(folder.catalog, { ...memory, isReadOnly: true });
  const connection = await database.connect();
  const version = await findCatalogVersion(connection);
  connection.close();
  if (version === CATALOG_VERSION) return database;
  database.close();
  return undefined;
}

/** An empty catalog beside the one in use. */
export async function createCatalogFile(folder: LibraryFolder): Promise<CatalogFile> {
  deleteNewCatalogFile(folder);
  const database = await openDuckDb(newPath(folder), options(folder));
  try {
    const writer = await database.connect();
    await createCatalog(writer);
    return newFile(database, writer);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Puts the catalog that `createCatalogFile` began, now closed, in the place of the one in use. */
export function replaceCatalogFile(folder: LibraryFolder): void {
  deleteCatalog(folder.catalog);
  renameSync(newPath(folder), folder.catalog);
}

/** Takes away what `createCatalogFile` began. */
export function deleteNewCatalogFile(folder: LibraryFolder): void {
  deleteCatalog(newPath(folder));
}

function newPath(folder: LibraryFolder): string {
  return `${folder.catalog}.new`;
}

function deleteCatalog(path: string): void {
  rmSync(`${path}.wal`, { force: true });
  rmSync(path, { force: true, recursive: true });
}
