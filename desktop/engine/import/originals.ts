import { copyFile, mkdir, open, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { toFsPath } from "@engine/files/file-path";
import { hashFile } from "@engine/files/hash-file";
import { folderOf, nthName, sidecarName } from "@engine/import/original-name";
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
  /** Finds a free name. Ask in the order of the walk: the same walk gives the same names. */
  reserve(original: OriginalToKeep): Promise<Place>;
  /** Copies under a passing name; throws TroubleError. */
  store(original: OriginalToKeep, place: Place): Promise<KeptOriginal>;
  /** Gives back a name that is not used after all. */
  release(place: Place): void;
  /** Gives copies their own names, sidecars beside them, and the folders' entries to the disk. */
  settle(kept: readonly KeptOriginal[]): Promise<void>;
}

interface Deps {
  folder: LibraryFolder;
  pool: MediaPool;
  isKnown(keptPath: string): boolean;
  newId(): string;
}

export function createOriginals({ folder, pool, isKnown, newId }: Deps): Originals {
  const reserved = new Set<string>();

  return {
    reserve: async (original) => {
      const target = join(folder.originals, folderOf(original.capturedLocal));
      for (let n = 1; ; n++) {
        const path = join(target, nthName(basename(original.path), n));
        const key = path.toLowerCase();
        if (reserved.has(key)) continue;
        const found = await stat(toFsPath(path)).catch(() => undefined);
        const isOrphan = found !== undefined && !isKnown(toKeptPath(folder, path));
        const isThere =
          isOrphan && found.size === original.sizeBytes && (await hashFile(path)) === original.contentHash;
        if (found !== undefined && !isThere) continue;
        reserved.add(key);
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
    release: ({ path }) => {
      reserved.delete(path.toLowerCase());
    },
    settle: async (keptOriginals) => {
      const folders = new Set(keptOriginals.map(({ place }) => dirname(place.path)));
      for (const path of folders) await mkdir(toFsPath(path), { recursive: true });
      for (const { original, place, incoming } of keptOriginals) {
        if (incoming !== place.path) await rename(toFsPath(incoming), toFsPath(place.path));
        for (const sidecar of original.sidecars) await copySidecar(original.path, place.path, sidecar);
      }
      for (const path of folders) await syncFolder(path);
      for (const { place } of keptOriginals) reserved.delete(place.path.toLowerCase());
    },
  };
}

/** A sidecar that vanished meanwhile is left: what it said was read with the photo. */
async function copySidecar(photo: string, kept: string, sidecar: string): Promise<void> {
  const target = join(dirname(kept), sidecarName(basename(kept), basename(photo), basename(sidecar)));
  const passing = `${target}.incoming`;
  try {
    await copyFile(toFsPath(sidecar), toFsPath(passing));
    await rename(toFsPath(passing), toFsPath(target));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    await unlink(toFsPath(passing)).catch(() => undefined);
  }
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
