import { existsSync } from "node:fs";
import { handle, type HandlersOf, type OperationTable } from "@shared/contract/channel";
import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { HOST_OPERATIONS, PICK_OPERATIONS } from "@shared/contract/pick";
import { serveChannels } from "@shared/contract/serve-port";
import { findPhotoIdByPath } from "@shared/catalog/photos";
import { findState } from "@shared/catalog/position";
import { AppError } from "@shared/errors";
import { openCatalogForReading } from "@engine/catalog/catalog-file";
import { createReaders } from "@engine/catalog/readers";
import { createOrders } from "@engine/catalog/orders";
import { libraryHandled } from "@engine/engine";
import { libraryFolderAt } from "@engine/library-folder";
import { createLibraryService } from "@engine/library/library.service";
import type { Engine, EngineOptions } from "@engine/open-engine";
import { toPageHandled } from "@engine/pick/pick-handled";

/**
 * Opens a library that cannot be written, such as one on a disk that is mounted so: its photos can be listed and
 * searched as they were when it was last open, and nothing can be changed. Undefined when there is no catalog to read.
 */
export async function openReadOnly({ root, system, log }: EngineOptions): Promise<Engine | undefined> {
  const folder = libraryFolderAt(root);
  if (!existsSync(folder.catalog)) return undefined;
  const database = await openCatalogForReading(folder);
  if (!database) return undefined;
  const catalog = createReaders(() => database);
  const reader = { read: catalog.use, stream: catalog.stream };
  const orders = createOrders(reader, system.clock);
  const libraryId = (await reader.read((connection) => findState(connection, "library_id"))) ?? "";
  const library = createLibraryService({
    ...{ folder, clock: system.clock, catalog: reader, orders },
    records: {
      libraryId,
      findPhotoId: (path) => reader.read((connection) => findPhotoIdByPath(connection, path)),
      findMetadata: () => undefined,
      countReview: () => 0,
    },
  });
  log.warn("library_opened_read_only", { root });
  const handled = [
    ...libraryHandled({ orders, library }),
    ...handle(STATE_OPERATIONS, {
      ...refusing(STATE_OPERATIONS, root),
      status: () => library.status(),
      show: ({ photo }) => library.show(photo),
      thumbnail: () => null,
      preview: () => null,
    }),
    ...handle(EDIT_OPERATIONS, refusing(EDIT_OPERATIONS, root)),
    ...handle(IMPORT_OPERATIONS, refusing(IMPORT_OPERATIONS, root)),
    ...handle(PICK_OPERATIONS, refusing(PICK_OPERATIONS, root)),
    ...handle(HOST_OPERATIONS, refusing(HOST_OPERATIONS, root)),
  ];
  return {
    serve: (port, access) =>
      serveChannels(port, access === "page" ? toPageHandled(handled) : handled, {
        onBug: (thrown, operation) => log.warn("bug", { operation, error: String(thrown) }),
      }),
    close: () => {
      catalog.close();
      database.close();
      return Promise.resolve();
    },
  };
}

/** Handlers that all say why nothing can be changed here. */
function refusing<Table extends OperationTable>(table: Table, root: string): HandlersOf<Table> {
  const refuse = () => {
    throw new AppError(
      "library_read_only",
      `The library in ${root} cannot be written, so it can only be looked at. Make the disk and the folder writable to change it.`,
    );
  };
  return Object.fromEntries(Object.keys(table).map((key) => [key, refuse])) as unknown as HandlersOf<Table>;
}
