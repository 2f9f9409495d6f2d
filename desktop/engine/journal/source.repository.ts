import type { ReadableDb, WritableDb } from "@shared/sqlite/sqlite";

/** A file that holds the bytes of a photo, as it was when they were read. */
export interface Source {
  /** As kept: relative when it lies in the library. */
  path: string;
  photoId: string;
  sizeBytes: number;
  /** Since 1970. */
  modifiedNs: bigint;
  fileId: string;
  volume: string;
}

export interface SourceRepository {
  /** The path of each photo's first source. Photos without one are left out. */
  findPaths(photoIds: readonly string[]): Map<string, string>;
  /** All sources of a photo, the one that is shown first. */
  listPaths(photoId: string): string[];
  /** Every photo's first path, in the order in which they came. */
  iteratePaths(): IterableIterator<{ photoId: string; path: string }>;
  isKnown(path: string): boolean;
  findPhotoId(path: string): string | undefined;
  /** Adds a source, or renews what is known of the file at its path. */
  save(source: Source): void;
}

export function createSourceRepository(db: WritableDb & ReadableDb): SourceRepository {
  return {
    findPaths: (photoIds) => {
      const rows = db.all<{ photo_id: string; path: string }>(
        `SELECT photo_id, path FROM source WHERE id IN (
           SELECT min(id) FROM source WHERE photo_id IN (SELECT value FROM json_each($photoIds)) GROUP BY photo_id)`,
        { photoIds: JSON.stringify(photoIds) },
      );
      return new Map(rows.map((row) => [row.photo_id, row.path]));
    },
    listPaths: (photoId) =>
      db
        .all<{ path: string }>("SELECT path FROM source WHERE photo_id = $photoId ORDER BY id", { photoId })
        .map(({ path }) => path),
    iteratePaths: () =>
      db.iterate<{ photoId: string; path: string }>(
        `SELECT s.photo_id AS "photoId", s.path FROM source s
         WHERE NOT EXISTS (SELECT 1 FROM source o WHERE o.photo_id = s.photo_id AND o.id < s.id) ORDER BY s.id`,
      ),
    isKnown: (path) => db.get("SELECT 1 AS known FROM source WHERE path = $path", { path }) !== undefined,
    findPhotoId: (path) =>
      db.get<{ photoId: string }>(`SELECT photo_id AS "photoId" FROM source WHERE path = $path`, { path })?.photoId,
    save: ({ path, photoId, sizeBytes, modifiedNs, fileId, volume }) => {
      db.run(
        `INSERT INTO source (path, photo_id, size_bytes, modified_ns, file_id, volume)
         VALUES ($path, $photoId, $sizeBytes, $modifiedNs, $fileId, $volume)
         ON CONFLICT (path) DO UPDATE SET photo_id = $photoId, size_bytes = $sizeBytes, modified_ns = $modifiedNs,
           file_id = $fileId, volume = $volume`,
        { path, photoId, sizeBytes, modifiedNs, fileId, volume },
      );
    },
  };
}
