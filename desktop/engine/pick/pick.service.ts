import { readdir, realpath, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ImportMode } from "@shared/contract/import";
import type { FolderListing, Pick, PickPlace } from "@shared/contract/pick";
import { AppError } from "@shared/errors";
import { fromPathBytes, toFsPath, toShownName } from "@engine/files/file-path";
import { dropFolderAt } from "@engine/library-folder";
import type { LibraryFolder } from "@engine/library-folder";
import { isReadable, listFolder } from "@engine/pick/list-folder";
import { dropsOf } from "@engine/pick/sweep-incoming";
import type { Place } from "@engine/pick/places";

interface Deps {
  folder: LibraryFolder;
  newToken(): string;
  listPlaces(): readonly Place[];
  imports: {
    start(input: { paths: string[]; mode: ImportMode }): { jobId: string; isResumed: boolean };
    watch(jobId: string, signal: AbortSignal): AsyncIterable<{ state: string }>;
  };
}

/** A drop of more loose files is one pick, by the name of the first: an import keeps its paths. */
const DROP_PICKS_MAX = 200;

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

export function createPickService({ folder: library, newToken, listPlaces, imports }: Deps): PickService {
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
  const toPick = async (path: string, resolve: (path: string) => Promise<string>): Promise<Pick[]> => {
    const found = await look(path, resolve);
    return found ? [{ handle: handleOf(found.path), name: toShownName(basename(path)), isFolder: found.isFolder }] : [];
  };
  const register = async (wanted: readonly string[], resolve = toRealPath) => {
    const picks: Pick[] = [];
    for (const path of wanted) picks.push(...(await toPick(path, resolve)));
    return { picks };
  };

  const deleteWhenImported = async (jobId: string, drops: readonly string[]): Promise<void> => {
    let state = "";
    for await (const progress of imports.watch(jobId, new AbortController().signal)) state = progress.state;
    // One that stopped goes on from there, also after a restart.
    if (state !== "finished") return;
    for (const drop of drops) await rm(join(library.incoming, drop), { recursive: true, force: true });
  };

  return {
    register: (wanted) => register(wanted),
    registerDrop: async (drop) => {
      const folder = dropFolderAt(library, drop);
      const layers = await listPaths(folder);
      const dropped = (await Promise.all(layers.map(listPaths))).flat();
      if (dropped.length === 0) {
        throw new AppError("pick_not_found", "Nothing of this drop is here. Drop the files again.");
      }
      if (dropped.length <= DROP_PICKS_MAX) return register(dropped, asItIs);
      const { picks } = await register([folder], asItIs);
      return { picks: picks.map((pick) => ({ ...pick, name: toShownName(basename(dropped[0] ?? "")) })) };
    },
    places: async () => {
      const found = await Promise.all(
        listPlaces().map(async ({ kind, path: place }): Promise<PickPlace[]> => {
          const [pick] = await toPick(place, toRealPath);
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
      const input = { paths: wanted, mode };
      const drops = dropsOf({ input }, library);
      if (mode === "reference" && drops.length > 0) {
        throw new AppError(
          "bad_request",
          "Files dropped into a browser can only be copied: where they lie on the disk, a browser does not say. " +
            "To leave files where they are, choose their folder instead.",
        );
      }
      const started = imports.start(input);
      // What cannot be deleted now is when the library is next opened.
      if (drops.length > 0) deleteWhenImported(started.jobId, drops).catch(() => undefined);
      return started;
    },
  };
}

/** What lies in a folder, in the order of the names; nothing where there is no such folder. */
async function listPaths(folder: string): Promise<string[]> {
  const names = await readdir(toFsPath(folder), { encoding: "buffer" }).catch(() => []);
  return names.sort((a, b) => a.compare(b)).map((name) => join(folder, fromPathBytes(name)));
}

function withoutRepeats(places: readonly PickPlace[]): PickPlace[] {
  return [...new Map(places.toReversed().map((place) => [place.handle, place])).values()].toReversed();
}

/** Where a path leads; undefined when there is neither a file nor a folder. */
async function look(
  path: string,
  resolve: (path: string) => Promise<string>,
): Promise<{ path: string; isFolder: boolean } | undefined> {
  try {
    const found = await resolve(path);
    const stats = await stat(toFsPath(found));
    return stats.isFile() || stats.isDirectory() ? { path: found, isFolder: stats.isDirectory() } : undefined;
  } catch {
    return undefined;
  }
}

async function toRealPath(path: string): Promise<string> {
  return fromPathBytes(await realpath(toFsPath(path), { encoding: "buffer" }));
}

/** A drop is of our own making, and known by where it lies. */
const asItIs = (path: string) => Promise.resolve(path);
