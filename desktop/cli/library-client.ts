import { connect, type Connection } from "@shared/contract/connect";
import { AppError } from "@shared/errors";
import { dialEngine } from "@engine/address/dial";
import { createPortPair } from "@engine/address/port-pair";
import { libraryFolderAt } from "@engine/library-folder";
import { type EngineOptions, openEngine } from "@engine/open-engine";

/** A library that a verb speaks to: open in this process, or in the one that has it. */
export interface LibraryClient extends Connection {
  /** Ends the work that this process began, and lets go of the library. */
  end(): Promise<void>;
}

/** Opens a library here; when another process has it, the verb is done there. Throws as `openEngine` and `dialEngine` do. */
export async function openClient(options: EngineOptions): Promise<LibraryClient> {
  try {
    const engine = await openEngine(options);
    const [here, there] = createPortPair();
    engine.serve(there);
    const connection = connect(here);
    return { ...connection, end: () => engine.close() };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "library_busy") throw error;
    const connection = connect(await dialEngine(libraryFolderAt(options.root).lock));
    return {
      ...connection,
      end: () => {
        connection.close();
        return Promise.resolve();
      },
    };
  }
}
