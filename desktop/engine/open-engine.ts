import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import type { Handled } from "@shared/contract/channel";
import type { PortAccess } from "@shared/contract/engine-link";
import type { Port } from "@shared/contract/port";
import { serveChannels } from "@shared/contract/serve-port";
import { AppError } from "@shared/errors";
import { serveAddress } from "@engine/address/serve-address";
import { type CatalogHost, openCatalog } from "@engine/catalog/catalog-host";
import { createOrders } from "@engine/catalog/orders";
import { createEditService } from "@engine/edit/edit.service";
import { toHandled } from "@engine/engine";
import { isDiskFull, toDiskFull } from "@engine/files/disk-full";
import { createImportService } from "@engine/import/import.service";
import { type Journal, openJournal } from "@engine/journal/journal";
import type { Reached } from "@engine/kill-points";
import { type LibraryFolder, libraryFolderAt, saveLibraryFolders } from "@engine/library-folder";
import { createLibraryService, type LibraryRecords } from "@engine/library/library.service";
import { createRebuildService } from "@engine/library/rebuild.service";
import type { Log } from "@engine/log";
import { listNewest } from "@shared/catalog/photos";
import { createPickService } from "@engine/pick/pick.service";
import { pickHandled, toPageHandled } from "@engine/pick/pick-handled";
import { sweepIncoming } from "@engine/pick/sweep-incoming";
import { listPlaces, placeOwner } from "@engine/pick/places";
import { createPhotoRenderer } from "@engine/renditions/photo-renderer";
import { createPreviewFiller } from "@engine/renditions/preview-filler";
import { createPreviews } from "@engine/renditions/previews";
import { openRenditions, type RenditionRepository } from "@engine/renditions/rendition.repository";
import { createThumbnailMaker } from "@engine/renditions/thumbnails";
import type { System } from "@engine/system";
import { createSamplesService } from "@engine/samples/samples.service";
import { createMediaPool, type MediaPool, type SpawnWorker } from "@engine/workers/media-pool";

const PREVIEWS_IDLE_MS = 4000;

export interface EngineOptions {
  /** The library's folder. */
  root: string;
  /** Whether a library is made where there is none. */
  mayCreate: boolean;
  system: System;
  log: Log;
  spawnWorker: SpawnWorker;
  /** How many files are read and decoded at once. */
  workers: number;
  /** For crash tests: told of each place that is passed. */
  reached?: Reached;
}

/** A library that this process has open. */
export interface Engine {
  /** Answers the calls that come over a port, all of them or those that a page may make. */
  serve(port: Port, access: PortAccess): void;
  close(): Promise<void>;
}

/**
 * Opens a library for this process alone and answers other processes of the same user at the address in its lock. Throws
 * AppError `library_not_found`, `library_busy` (then `dialEngine` reaches who has it), `library_newer`, `library_read_only`,
 * `library_corrupt`, `disk_full`.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const folder = requireFolder(options);
  const journal = openJournal(folder.journal);
  const opened: { close(): void | Promise<void> }[] = [journal];
  try {
    return await openOver(journal, folder, options, opened);
  } catch (error) {
    for (const each of opened.reverse()) await each.close();
    throw toDiskFull(error, options.root);
  }
}

function requireFolder({ root, mayCreate }: EngineOptions): LibraryFolder {
  const folder = libraryFolderAt(root);
  if (!mayCreate && !existsSync(folder.journal)) {
    throw new AppError(
      "library_not_found",
      `There is no library in ${root}. Make one with "imgstream init" or by importing into it.`,
    );
  }
  try {
    saveLibraryFolders(folder);
    // Said by the system before any file is touched: on a disk mounted read-only SQLite would only report a broken one.
    for (const path of [folder.incoming, folder.journal]) if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch (error) {
    if (isDiskFull(error)) throw toDiskFull(error, root);
    throw new AppError(
      "library_read_only",
      `The library in ${root} cannot be written. Check that the disk and the folder allow it.`,
      { cause: error },
    );
  }
  return folder;
}

async function openOver(
  journal: Journal,
  folder: LibraryFolder,
  options: EngineOptions,
  opened: { close(): void | Promise<void> }[],
): Promise<Engine> {
  const { system, log, reached = () => undefined } = options;
  begin(journal, folder, system);
  const renditions = openRenditions(folder.renditions, system.clock, log);
  opened.push(renditions);
  const { mutations, sources } = journal;
  const catalog = await openCatalog({
    folder,
    log,
    libraryId: requireLibraryId(journal),
    reached,
    tagIdOf: system.tagIdOf,
    findMetadata: renditions.findMetadata,
    sources: { findLastN: mutations.findLastN, listMutationsAfter: mutations.listAfter, findPaths: sources.findPaths },
  });
  opened.push(catalog);
  const pool = createMediaPool(options.spawnWorker, options.workers);
  opened.push(pool);
  const services = createServices({ ...options, reached, folder, journal, renditions, catalog, pool });
  const handled = { owner: services.handled, page: toPageHandled(services.handled) };
  const serve = (port: Port, access: PortAccess) =>
    serveChannels(port, handled[access], { onBug: (thrown, name) => reportBug(log, thrown, name) });
  const stopServing = await serveAddress(folder.lock, system.newToken(), serve);
  return {
    serve,
    close: async () => {
      await stopServing();
      await services.stop();
      for (const each of opened.reverse()) await each.close();
    },
  };
}

/** What a library is given when it is made, and what an earlier process left half done. */
function begin(journal: Journal, folder: LibraryFolder, { newId, clock }: System): void {
  journal.transaction(() => {
    for (const name of ["libraryId", "deviceId"] as const) {
      if (journal.settings.find(name) === undefined) journal.settings.save(name, newId());
    }
  });
  sweepIncoming(folder, journal.jobs, clock);
  mkdirSync(folder.spill, { recursive: true });
}

function requireLibraryId({ settings }: Journal): string {
  const libraryId = settings.find("libraryId");
  if (libraryId === undefined) throw new Error("the library has no id");
  return libraryId;
}

/** What the journal and the renditions say beside the catalog. */
function toRecords({ journal, renditions }: Stores): LibraryRecords {
  return {
    libraryId: requireLibraryId(journal),
    findPhotoId: (path) => Promise.resolve(journal.sources.findPhotoId(path)),
    findMetadata: renditions.findMetadata,
    countReview: journal.jobFiles.countReview,
  };
}

interface Stores extends Required<EngineOptions> {
  folder: LibraryFolder;
  journal: Journal;
  renditions: RenditionRepository;
  catalog: CatalogHost;
  pool: MediaPool;
}

function createServices(stores: Stores): { handled: readonly Handled[]; stop(): Promise<void> } {
  const { folder, journal, renditions, catalog, pool, system } = stores;
  const { clock } = system;
  const orders = createOrders(catalog, clock);
  const renderer = createPhotoRenderer({ folder, pool, sources: journal.sources });
  const thumbnails = createThumbnailMaker(renderer, renditions);
  const previews = createPreviews(folder, renderer);
  const imports = createImportService({ ...stores, orders, thumbnails });
  const filler = createPreviewFiller({
    clock,
    previews,
    idleMs: PREVIEWS_IDLE_MS,
    isBusy: imports.isRunning,
    listNewest: (limit) => catalog.read((connection) => listNewest(connection, limit)),
  });
  const picks = createPickService({
    folder,
    newToken: system.newToken,
    listPlaces: () => listPlaces(placeOwner()),
    imports,
  });
  const samples = createSamplesService({ folder, pool, picks });
  const ofLibrary = toHandled({
    ...{ orders, renditions, previews, imports, samples },
    library: createLibraryService({ folder, clock, catalog, orders, records: toRecords(stores) }),
    edits: createEditService({ ...stores, orders }),
    rebuilds: createRebuildService({ clock, catalog, orders, renditions, thumbnails, workers: pool.size }),
  });
  return {
    handled: [...ofLibrary, ...pickHandled(picks)].map((each) => touching(each, filler.touch)),
    stop: async () => {
      filler.stop();
      await imports.close();
    },
  };
}

/** Tells of every call before it is answered. */
function touching({ operation, handler }: Handled, touch: () => void): Handled {
  const answer = handler as (...asked: unknown[]) => unknown;
  return {
    operation,
    handler: (...asked: unknown[]) => {
      touch();
      return answer(...asked);
    },
  };
}

function reportBug(log: Log, thrown: unknown, operation: string): void {
  log.warn("bug", { operation, error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
}
