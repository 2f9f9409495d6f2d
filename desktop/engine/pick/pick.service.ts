import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ImportMode } from "@shared/contract/import";
import type { FolderListing, Pick, PickPlace } from "@shared/contract/pick";
import { AppError } from "@shared/errors";
import { fromPathBytes, toFsPath, toShownName } from "@engine/files/file-path";
import { dropFolderAt } from "@engine/library-folder";
import type { LibraryFolder } from "@engine/library-folder";
import { isReadable, listFolder } from "@engine/pick/list-folder";
import type { Place } from "@engine/pick/places";

interface Deps {
  folder: LibraryFolder;
  newToken(): string;
  listPlaces(): readonly Place[];
  startImport(input: { paths: string[]; mode: ImportMode }): { jobId: string; isResumed: boolean };
}

/** Lets a page name what lies on the disk without paths: it is given handles, which only this engine can tell apart. */
export interface PickService {
  /** Handles for files and folders; what is neither, or not there, is left out. */
  register(paths: readonly string[]): Promise<{ picks: Pick[] }>;
  /** Handles for what lies in a drop. Throws AppError `pick_not_found`. */
  registerDrop(drop: string): Promise<{ picks: Pick[] }>;
  places(): Promise<{ folders: PickPlace[] }>;
  /** Throws AppError `pick_not_found`, `path_not_found`, `folder_unreadable`. */
  folder(handle: string): Promise<FolderListing>;
  /** Throws AppError `pick_not_found`, `bad_request` for a drop that is not to be copied, and as an import does. */
  start(input: { handles: readonly string[]; mode: ImportMode }): { jobId: string; isResumed: boolean };
}

export function createPickService({ folder: library, newToken, listPlaces, startImport }: Deps): PickService {
  const paths = new Map<string, string>();
  const handles = new Map<string, string>();

  const handleOf = (path: string): string => {
    const known = handles.get(path);
    if (known !== undefined) return known;
    const handle = newToken();
    handles.set(path, handle);
    paths.set(handle, path);
    return handle;
  };
  const requirePath = (handle: string): string => {
    const path = paths.get(handle);
    if (path !== undefined) return path;
    throw new AppError("pick_not_found", "What was picked is no longer known here. Pick it again.");
  };
  const toPick = async (path: string): Promise<Pick[]> => {
    const found = await resolvePath(path);
    return found ? [{ handle: handleOf(found.path), name: toShownName(basename(path)), isFolder: found.isFolder }] : [];
  };
  const register = async (wanted: readonly string[]) => {
    const picks: Pick[] = [];
    for (const path of wanted) picks.push(...(await toPick(path)));
    return { picks };
  };

  return {
    register,
    registerDrop: async (drop) => {
      const folder = dropFolderAt(library, drop);
      const names = await readdir(folder, { encoding: "buffer" }).catch(() => undefined);
      if (!names) throw new AppError("pick_not_found", "Nothing of this drop is here. Drop the files again.");
      return register(names.map((name) => join(folder, fromPathBytes(name))));
    },
    places: async () => {
      const found = await Promise.all(
        listPlaces().map(async ({ kind, path: place }): Promise<PickPlace[]> => {
          const [pick] = await toPick(place);
          const isOpen = await isReadable(place);
          if (!pick?.isFolder) return [];
          return [{ handle: pick.handle, name: pick.name === "" ? place : pick.name, isReadable: isOpen, kind }];
        }),
      );
      return { folders: withoutRepeats(found.flat()) };
    },
    folder: async (handle) => {
      const path = requirePath(handle);
      const { folders, photoCount } = await listFolder(path);
      const parent = dirname(path);
      return {
        path: toShownName(path),
        parent: parent === path ? null : handleOf(parent),
        folders: folders.map(({ name, path: below, isReadable: isOpen }) => ({
          ...{ handle: handleOf(below), name, isReadable: isOpen },
        })),
        photoCount,
      };
    },
    start: ({ handles: picked, mode }) => {
      const wanted = picked.map(requirePath);
      const drops = join(library.incoming, "/");
      if (mode === "reference" && wanted.some((path) => path.startsWith(drops))) {
        throw new AppError(
          "bad_request",
          "Files dropped into a browser can only be copied: where they lie on the disk, a browser does not say. " +
            "To leave files where they are, choose their folder instead.",
        );
      }
      return startImport({ paths: wanted, mode });
    },
  };
}

function withoutRepeats(places: readonly PickPlace[]): PickPlace[] {
  return [...new Map(places.toReversed().map((place) => [place.handle, place])).values()].toReversed();
}

/** Where a path leads, links followed; undefined when there is neither a file nor a folder. */
async function resolvePath(path: string): Promise<{ path: string; isFolder: boolean } | undefined> {
  try {
    const real = fromPathBytes(await realpath(toFsPath(path), { encoding: "buffer" }));
    const stats = await stat(toFsPath(real));
    return stats.isFile() || stats.isDirectory() ? { path: real, isFolder: stats.isDirectory() } : undefined;
  } catch {
    return undefined;
  }
}
