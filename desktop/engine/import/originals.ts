import { copyFile, mkdir, open, rename, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { toFsPath, toPathBytes } from "@engine/files/file-path";
import { hashFile } from "@engine/files/hash-file";
import { folderOf, nthName, sidecarName } from "@engine/import/original-name";
import type { Reached } from "@engine/kill-points";
import { type LibraryFolder, toKeptPath } from "@engine/library-folder";
import type { FileStamp } from "@engine/workers/media-task";
import type { MediaPool } from "@engine/workers/media-pool";

/** A photo that is to be copied into the library. */
export interface OriginalToKeep {
  path: string;
  contentHash: string;
  capturedLocal: string;
  sizeBytes: number;
  sidecars: readonly string[];
}

/** Where a photo will lie; the name is taken from now on. */
export interface Place {
  path: string;
  /** The very file lies there already: an earlier import was broken off before it could say so. */
  isThere: boolean;
}

/** A copy under a passing name, whole and with the right hash. */
export interface KeptOriginal {
  original: OriginalToKeep;
  place: Place;
  incoming: string;
  stamp: FileStamp;
}

export interface Originals {
  /** Finds a free name, also for its sidecars. Ask in the order of the walk: the same walk gives the same names. */
  reserve(original: OriginalToKeep): Promise<Place>;
  /** Copies under a passing name; throws TroubleError. */
  store(original: OriginalToKeep, place: Place): Promise<KeptOriginal>;
  /** Gives back a name that is not used after all. */
  release(original: OriginalToKeep, place: Place): void;
  /** Gives copies their own names, sidecars beside them, and the folders' entries to the disk. */
  settle(kept: readonly KeptOriginal[]): Promise<void>;
}

interface Deps {
  folder: LibraryFolder;
  pool: MediaPool;
  isKnown(keptPath: string): boolean;
  newId(): string;
  reached: Reached;
}

export function createOriginals({ folder, pool, isKnown, newId, reached }: Deps): Originals {
  const taken = createTakenNames();

  /** The very file, of a photo that no journal knows: an earlier import was broken off. */
  const isOrphan = async (path: string, { sizeBytes, contentHash }: OriginalToKeep) => {
    const found = await stat(toFsPath(path)).catch(() => undefined);
    if (found?.size !== sizeBytes || isKnown(toKeptPath(folder, path))) return false;
    return (await hashFile(path)) === contentHash;
  };

  return {
    reserve: async (original) => {
      const target = join(folder.originals, folderOf(original.capturedLocal));
      for (let n = 1; ; n++) {
        const path = join(target, nthName(basename(original.path), n, longestTail(original)));
        const files = filesAt(path, original);
        if (!files.every(([place, from]) => taken.isFree(place, from))) continue;
        const isThere = await isOrphan(path, original);
        if (!isThere && !(await areFreeOnDisk(files))) continue;
        for (const [place, from] of files) taken.add(place, from);
        return { path, isThere };
      }
    },
    store: async (original, place) => {
      if (place.isThere) return { original, place, incoming: place.path, stamp: await stampOf(place.path) };
      const incoming = join(folder.incoming, newId());
      const { stamp } = await pool.run(
        { kind: "store", from: original.path, to: incoming, contentHash: original.contentHash },
        { rank: 0, sizeBytes: original.sizeBytes },
      );
      return { original, place, incoming, stamp };
    },
    release: (original, { path }) => {
      for (const [place] of filesAt(path, original)) taken.delete(place);
    },
    settle: async (keptOriginals) => {
      const folders = new Set(keptOriginals.map(({ place }) => dirname(place.path)));
      for (const path of folders) await mkdir(toFsPath(path), { recursive: true });
      for (const { original, place, incoming } of keptOriginals) {
        if (incoming !== place.path) await rename(toFsPath(incoming), toFsPath(place.path));
        reached("import.placed");
        const [, ...sidecars] = filesAt(place.path, original);
        for (const [target, from] of sidecars) await copySidecar(from, join(folder.incoming, newId()), target);
      }
      for (const path of folders) await syncFolder(path);
      for (const { original, place } of keptOriginals)
        for (const [path] of filesAt(place.path, original)) taken.delete(path);
    },
  };
}

/** Where a photo and its sidecars come to lie, each with the path that it is copied from. The photo is first. */
function filesAt(path: string, original: OriginalToKeep): [place: string, from: string][] {
  const sidecarAt = (sidecar: string) =>
    join(dirname(path), sidecarName(basename(path), basename(original.path), basename(sidecar)));
  return [[path, original.path], ...original.sidecars.map((from): [string, string] => [sidecarAt(from), from])];
}

/** How many bytes the name of a sidecar has beyond that of its photo. */
function longestTail({ path, sidecars }: OriginalToKeep): number {
  const lengthOf = (file: string) => toPathBytes(basename(file)).length;
  return Math.max(0, ...sidecars.map((sidecar) => lengthOf(sidecar) - lengthOf(path)));
}

/** Nothing lies at the photo's place, and at those of its sidecars at most the same words. */
async function areFreeOnDisk([photo, ...sidecars]: [place: string, from: string][]): Promise<boolean> {
  const exists = ([place]: [string, string]) =>
    stat(toFsPath(place)).then(
      () => true,
      () => false,
    );
  if (photo && (await exists(photo))) return false;
  for (const sidecar of sidecars) {
    if (!(await exists(sidecar))) continue;
    const [there, given] = await Promise.all(sidecar.map((path) => hashFile(path).catch(() => undefined)));
    if (there === undefined || there !== given) return false;
  }
  return true;
}

/** Names that are promised and not yet on the disk, case aside. Photos of one folder may share a sidecar. */
function createTakenNames() {
  const names = new Map<string, { from: string; holders: number }>();
  return {
    isFree: (place: string, from: string) => (names.get(place.toLowerCase())?.from ?? from) === from,
    add: (place: string, from: string) => {
      const holders = names.get(place.toLowerCase())?.holders ?? 0;
      names.set(place.toLowerCase(), { from, holders: holders + 1 });
    },
    delete: (place: string) => {
      const name = names.get(place.toLowerCase());
      if (name && name.holders > 1) name.holders -= 1;
      else names.delete(place.toLowerCase());
    },
  };
}

/** By a passing name, so that no half sidecar is seen. One that vanished meanwhile is left: what it said was read. */
async function copySidecar(from: string, passing: string, target: string): Promise<void> {
  try {
    await copyFile(toFsPath(from), passing);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const copy = await open(passing, "r+");
  await copy.sync().finally(() => copy.close());
  await rename(passing, toFsPath(target));
}

async function stampOf(path: string): Promise<FileStamp> {
  const { size, mtimeNs, ino, dev } = await stat(toFsPath(path), { bigint: true });
  return { sizeBytes: Number(size), modifiedNs: mtimeNs, fileId: String(ino), volume: String(dev) };
}

/** A rename lasts through a power cut only when the folder itself has been written. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(toFsPath(path), "r");
  try {
    await handle.sync();
  } catch (error) {
    // Windows cannot sync a folder, and need not.
    if (!["EPERM", "EISDIR", "EINVAL"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    await handle.close();
  }
}
