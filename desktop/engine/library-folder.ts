import { isAbsolute, join } from "node:path";
import { mkdirSync } from "node:fs";

/** Where things lie in a library (design decision 29). Everything but the originals may be shown only to this program. */
export interface LibraryFolder {
  root: string;
  /** Copies of originals, by year and month: `Originals/2021/03/…`. */
  originals: string;
  journal: string;
  catalog: string;
  renditions: string;
  previews: string;
  /** Files on their way into `originals`. Emptied when the library is opened. */
  incoming: string;
  /** What DuckDB puts aside when memory is short. */
  spill: string;
  /** The running engine's address. */
  lock: string;
}

const ORIGINALS = "Originals";
const DROP_PREFIX = "drop-";
/** The folder of a library that is the program's own. */
export const ENGINE_FOLDER = ".imgstream";

export function libraryFolderAt(root: string): LibraryFolder {
  const inside = (name: string) => join(root, ENGINE_FOLDER, name);
  return {
    root,
    originals: join(root, ORIGINALS),
    journal: inside("journal.sqlite"),
    catalog: inside("catalog.duckdb"),
    renditions: inside("renditions.sqlite"),
    previews: inside("previews"),
    incoming: inside("incoming"),
    spill: inside("spill"),
    lock: inside("lock"),
  };
}

/** Where the files of a drop lie until their import has ended. */
export function dropFolderAt({ incoming }: LibraryFolder, drop: string): string {
  return join(incoming, `${DROP_PREFIX}${drop}`);
}

/** A path within what was dropped, without the layer that it lies in; undefined for one that came by no drop. */
export function toDroppedPath({ incoming }: LibraryFolder, path: string): string | undefined {
  const prefix = join(incoming, DROP_PREFIX);
  if (!path.startsWith(prefix)) return undefined;
  return path.slice(prefix.length).replaceAll("\\", "/").split("/").slice(2).join("/");
}

/** Makes the folders of a library that are not there yet. */
export function saveLibraryFolders(folder: LibraryFolder): void {
  for (const path of [folder.originals, folder.previews, folder.incoming]) mkdirSync(path, { recursive: true });
}

/**
 * A path as the journal keeps it: relative when it lies in the library, so that the library may be moved; absolute
 * otherwise.
 */
export function toKeptPath(folder: LibraryFolder, path: string): string {
  const prefix = join(folder.root, "/");
  return path.startsWith(prefix) ? path.slice(prefix.length).replaceAll("\\", "/") : path;
}

/** The inverse of `toKeptPath`. */
export function fromKeptPath(folder: LibraryFolder, kept: string): string {
  return isAbsolute(kept) ? kept : join(folder.root, kept);
}
