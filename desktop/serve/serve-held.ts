import { openLibrary } from "@engine/host/open-library";
import { libraryFolderAt } from "@engine/library-folder";
import type { EngineOptions } from "@engine/open-engine";
import { holdLibrary } from "@serve/held-library";
import { type LibraryServer, serveLibrary } from "@serve/serve-library";

/** Opens a library, here or through the process that has it, and serves it; closing lets go of both. Throws as they do. */
export async function serveHeld(
  options: EngineOptions,
  { port, pages }: { port: number; pages: string },
): Promise<LibraryServer> {
  const { root, system, log } = options;
  const library = await holdLibrary((onLeft) => openLibrary(options, onLeft));
  try {
    const server = await serveLibrary({ folder: libraryFolderAt(root), library, port, pages, system, log });
    return {
      address: server.address,
      close: async () => {
        await server.close();
        await library.close();
      },
    };
  } catch (error) {
    await library.close();
    throw error;
  }
}
