import type { PortAccess } from "@shared/contract/engine-link";
import type { Port } from "@shared/contract/port";
import { AppError } from "@shared/errors";
import { dialEngine } from "@engine/address/dial";
import { libraryFolderAt } from "@engine/library-folder";
import { type EngineOptions, openEngine } from "@engine/open-engine";
import { openReadOnly } from "@engine/open-read-only";

/** A library for windows: open here, or in another process of this user. */
export interface OpenLibrary {
  serve(port: Port, access: PortAccess): void;
  close(): Promise<void>;
}

/**
 * Opens a library; where another process has it, ports are passed on to that one, and `onLeft` is called when it is gone;
 * where it cannot be written, it is opened to be looked at. Throws as `openEngine` and `dialEngine` do.
 */
export async function openLibrary(options: EngineOptions, onLeft: () => void): Promise<OpenLibrary> {
  try {
    return await openEngine(options);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "library_busy") return openRelay(libraryFolderAt(options.root).lock, onLeft);
    const readOnly = error.code === "library_read_only" ? await openReadOnly(options) : undefined;
    if (!readOnly) throw error;
    return readOnly;
  }
}

async function openRelay(lockPath: string, onLeft: () => void): Promise<OpenLibrary> {
  const first = await dialEngine(lockPath, "page");
  first.onClose(onLeft);
  return {
    serve: (port, access) => {
      void dialEngine(lockPath, access).then(
        (far) => join(port, far),
        () => port.close(),
      );
    },
    close: () => {
      first.close();
      return Promise.resolve();
    },
  };
}

function join(port: Port, far: Port): void {
  port.onMessage((message) => far.post(message));
  far.onMessage((message) => port.post(message));
  port.onClose(far.close);
  far.onClose(port.close);
}
