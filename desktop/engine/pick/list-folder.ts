import { constants, type Dirent } from "node:fs";
import { access, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { formatByName } from "@shared/domain/media-type";
import { AppError } from "@shared/errors";
import { fromPathBytes, toFsPath, toShownName } from "@engine/files/file-path";

export interface ListedFolder {
  name: string;
  path: string;
  isReadable: boolean;
}

/** Folders that are looked at at once. */
const LOOKS = 64;
const byName = new Intl.Collator(undefined, { numeric: true });

/** The folders in a folder and how many files in it look like photos. Throws AppError `folder_unreadable`, `path_not_found`. */
export async function listFolder(path: string): Promise<{ folders: ListedFolder[]; photoCount: number }> {
  const entries = await readEntries(path);
  const seen = entries.map((entry) => ({ entry, name: fromPathBytes(entry.name) }));
  const shown = seen.filter(({ name }) => !isHidden(name));
  const folders: ListedFolder[] = [];
  for (let at = 0; at < shown.length; at += LOOKS) {
    const looked = shown.slice(at, at + LOOKS).map(({ entry, name }) => toFolder(path, name, entry));
    folders.push(...(await Promise.all(looked)).filter((folder) => folder !== undefined));
  }
  return {
    folders: folders.sort((a, b) => byName.compare(a.name, b.name)),
    photoCount: shown.filter(({ entry, name }) => !entry.isDirectory() && formatByName(name) !== undefined).length,
  };
}

/** By custom everywhere; system folders of Windows begin with a dollar sign. */
function isHidden(name: string): boolean {
  return name.startsWith(".") || name.startsWith("$");
}

async function readEntries(path: string): Promise<Dirent<Buffer>[]> {
  try {
    return await readdir(toFsPath(path), { withFileTypes: true, encoding: "buffer" });
  } catch (cause) {
    const shown = toShownName(path);
    const { code = "" } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new AppError("path_not_found", `${shown} is no longer there. Check that its drive is connected.`, {
        cause,
      });
    }
    const why =
      code === "EACCES" || code === "EPERM" ? "You have no permission to look into" : "The system cannot read";
    throw new AppError("folder_unreadable", `${why} ${shown}. Choose another folder.`, { cause });
  }
}

/** Undefined for what is no folder. A link counts as what it leads to. */
async function toFolder(parent: string, name: string, entry: Dirent<Buffer>): Promise<ListedFolder | undefined> {
  const path = join(parent, name);
  if (!entry.isDirectory()) {
    if (!entry.isSymbolicLink()) return undefined;
    const target = await stat(toFsPath(path)).catch(() => undefined);
    if (!target?.isDirectory()) return undefined;
  }
  return { name: toShownName(name), path, isReadable: await isReadable(path) };
}

export async function isReadable(folder: string): Promise<boolean> {
  return access(toFsPath(folder), constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
