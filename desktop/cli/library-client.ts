import { connect, type Connection } from "@shared/contract/connect";
import { AppError } from "@shared/errors";
import { dialEngine } from "@engine/address/dial";
import { createPortPair } from "@engine/address/port-pair";
import { libraryFolderAt } from "@engine/library-folder";
import { type Engine, type EngineOptions, openEngine } from "@engine/open-engine";
import { openReadOnly } from "@engine/open-read-only";

/** A library that a verb speaks to: open in this process, or in the one that has it. */
export interface LibraryClient extends Connection {
  /** Ends the work that this process began, and lets go of the library. */
  end(): Promise<void>;
}

/**
 * Opens a library here; when another process has it, the verb is done there; when it cannot be written, it is opened to be
 * looked at. Throws as `openEngine` and `dialEngine` do.
 */
export async function openClient(options: EngineOptions): Promise<LibraryClient> {
  try {
    return toClient(await openEngine(options));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "library_busy") {
      const connection = connect(await dialEngine(libraryFolderAt(options.root).lock, "owner"));
      return { ...connection, end: () => Promise.resolve().then(connection.close) };
    }
    const readOnly = error.code === "library_read_only" ? await openReadOnly(options) : undefined;
    if (!readOnly) throw error;
    return toClient(readOnly);
  }
}

function toClient(engine: Engine): LibraryClient {
  const [here, there] = createPortPair();
  engine.serve(there, "owner");
  return { ...connect(here), end: () => engine.close() };
}
