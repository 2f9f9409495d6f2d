import { createWriteStream } from "node:fs";
import { mkdir, open, rm, utimes, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isDiskFull, toDiskFull } from "@engine/files/disk-full";
import { dropFolderAt, type LibraryFolder } from "@engine/library-folder";
import { AppError } from "@shared/errors";
import { parseRelativePath } from "@serve/relative-path";

/** The most files of one drop. */
export const DROP_FILES_MAX = 250_000;
/** Files of a drop that are taken at once; a page sends four. */
const FILES_AT_ONCE = 16;
/** Two things of one name were dropped together: the second lies in a layer of its own. */
const LAYERS_MAX = 100;

/** A file on its way in. */
export interface SentFile {
  index: number;
  /** Relative, as the page sent it. */
  path: string;
  modifiedAtMs: number | undefined;
  bytes: Readable;
}

/** Files that a page sends because it cannot name where they lie. They wait in the library until they are imported. */
export interface DropStore {
  /** Gives the id of a new drop. */
  begin(): Promise<string>;
  /** Takes a file whole or not at all. Throws AppError `pick_not_found`, `value_invalid`, `too_large`, `disk_full`, `cancelled`. */
  save(drop: string, file: SentFile): Promise<void>;
  /** No more files come. Throws AppError `pick_not_found`, and `bad_request` while some are on their way. */
  end(drop: string): void;
  /** Lets go of a drop and of all that was sent. */
  delete(drop: string): Promise<void>;
  /** Lets go of drops that have not ended. */
  close(): Promise<void>;
}

interface OpenDrop {
  folder: string;
  /** Where each file came to lie, so that one sent again takes its own place. */
  places: Map<number, string>;
  folders: Set<string>;
  controller: AbortController;
  underWay: Set<Promise<void>>;
}

export function createDropStore(library: LibraryFolder, newId: () => string): DropStore {
  const drops = new Map<string, OpenDrop>();
  const requireDrop = (drop: string): OpenDrop => {
    const found = drops.get(drop);
    if (found) return found;
    throw new AppError("pick_not_found", "This drop has ended. Drop the files again.");
  };
  const remove = async (drop: string) => {
    const found = drops.get(drop);
    drops.delete(drop);
    if (!found) return;
    found.controller.abort(new AppError("cancelled", "The drop was cancelled."));
    await Promise.allSettled([...found.underWay]);
    await rm(found.folder, { recursive: true, force: true });
  };
  return {
    begin: async () => {
      const drop = newId();
      const folder = dropFolderAt(library, drop);
      await mkdir(folder, { recursive: true }).catch((error: unknown) => {
        throw toDiskFull(error, library.root);
      });
      drops.set(drop, {
        ...{ folder, places: new Map(), folders: new Set() },
        ...{ controller: new AbortController(), underWay: new Set() },
      });
      return drop;
    },
    save: async (drop, file) => {
      const found = requireDrop(drop);
      if (file.index >= DROP_FILES_MAX) {
        throw new AppError("too_large", `A drop takes ${DROP_FILES_MAX} files. Add the folder instead of dropping it.`);
      }
      if (found.underWay.size >= FILES_AT_ONCE) {
        throw new AppError("too_many_calls", `${FILES_AT_ONCE} files are being taken; send the next when one is done.`);
      }
      const saving = saveFile(found, file, library.root);
      found.underWay.add(saving);
      await saving.finally(() => found.underWay.delete(saving));
    },
    end: (drop) => {
      const found = requireDrop(drop);
      if (found.underWay.size > 0) throw new AppError("bad_request", "Files of this drop are still on their way.");
      drops.delete(drop);
    },
    delete: remove,
    close: async () => {
      for (const drop of [...drops.keys()]) await remove(drop);
    },
  };
}

async function saveFile(drop: OpenDrop, { index, path, modifiedAtMs, bytes }: SentFile, root: string): Promise<void> {
  const names = parseRelativePath(path, process.platform);
  const before = drop.places.get(index);
  if (before !== undefined) await rm(before, { force: true });
  const { handle, place } = await openFree(drop, names).catch((error: unknown) => {
    throw toRefusal(error, root);
  });
  drop.places.set(index, place);
  try {
    // The handle is closed with the stream.
    await pipeline(bytes, createWriteStream(place, { fd: handle }), { signal: drop.controller.signal });
    if (modifiedAtMs !== undefined) await utimes(place, modifiedAtMs / 1000, modifiedAtMs / 1000);
  } catch (error) {
    await rm(place, { force: true });
    drop.controller.signal.throwIfAborted();
    if (isDiskFull(error)) throw toDiskFull(error, root);
    throw new AppError("cancelled", "A file came only in part, and was let go of. Send it again.", { cause: error });
  }
}

/** Never over what is there, and through no link: all in this folder was made here. */
async function openFree(drop: OpenDrop, names: readonly string[]): Promise<{ handle: FileHandle; place: string }> {
  for (let layer = 0; layer < LAYERS_MAX; layer++) {
    const place = join(drop.folder, String(layer), ...names);
    try {
      await makeFolder(drop, dirname(place));
      return { handle: await open(place, "wx", 0o600), place };
    } catch (error) {
      // Also where a file is in the way of a folder, or the other way round.
      if (!["EEXIST", "ENOTDIR", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
  throw new AppError("value_invalid", `More than ${LAYERS_MAX} files of one name were dropped together.`);
}

async function makeFolder({ folders }: OpenDrop, path: string): Promise<void> {
  if (folders.has(path)) return;
  await mkdir(path, { recursive: true });
  folders.add(path);
}

function toRefusal(error: unknown, root: string): unknown {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (["ENAMETOOLONG", "EINVAL", "EILSEQ"].includes(code)) {
    return new AppError(
      "value_invalid",
      "A file cannot be taken by the name it came with: its path is too long here.",
      {
        cause: error,
      },
    );
  }
  return toDiskFull(error, root);
}
