import { renameSync } from "node:fs";
import type { Clock } from "@shared/domain/clock";
import { AppError } from "@shared/errors";
import { fromJsonBlob, toJsonBlob } from "@engine/db/json-blob";
import { type Migrations, openSqlite, type WritableDb } from "@shared/sqlite/sqlite";
import type { Log } from "@engine/log";

/** Everything here can be made again from the originals. */
const MIGRATIONS: Migrations = [
  `
  -- 320 px WebP in sRGB, orientation applied.
  CREATE TABLE thumbnail (
    photo_id TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    thumbhash BLOB NOT NULL
  ) STRICT;

  -- Photos of which no picture can be made, and why.
  CREATE TABLE placeholder (
    photo_id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;

  -- The full tag set of an original, as gzipped JSON.
  CREATE TABLE metadata (
    photo_id TEXT PRIMARY KEY,
    tags BLOB NOT NULL
  ) STRICT;
  `,
];

export interface Thumbnail {
  bytes: Buffer;
  widthPx: number;
  heightPx: number;
  /** Placeholder while the picture loads, some 25 bytes (evanw/thumbhash). */
  thumbhash: Buffer;
}

export type Tags = Readonly<Record<string, unknown>>;

export interface RenditionRepository {
  findThumbnail(photoId: string): Thumbnail | undefined;
  findMetadata(photoId: string): Tags | undefined;
  /** Those of the photos that have neither a thumbnail nor a reason for having none. */
  listWithout(photoIds: readonly string[]): string[];
  saveThumbnail(photoId: string, thumbnail: Thumbnail): void;
  savePlaceholder(photoId: string, trouble: { code: string; message: string }): void;
  saveMetadata(photoId: string, tags: Tags): void;
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens the store; one that is damaged or from a newer program is put aside and begun anew. */
export function openRenditions(path: string, clock: Clock, log: Log): RenditionRepository {
  return createRenditionRepository(openOrBegin(path, clock, log));
}

function openOrBegin(path: string, clock: Clock, log: Log): WritableDb {
  const open = () => openSqlite(path, { migrations: MIGRATIONS, synchronous: "NORMAL" });
  try {
    return open();
  } catch (error) {
    const isUseless = error instanceof AppError && ["library_corrupt", "library_newer"].includes(error.code);
    if (!isUseless) throw error;
    log.warn("renditions_begun_anew", { reason: error.code });
    renameSync(path, `${path}.${clock.nowMs()}.aside`);
    return open();
  }
}

function createRenditionRepository(db: WritableDb): RenditionRepository {
  return {
    findThumbnail: (photoId) =>
      db.get<Thumbnail>(
        `SELECT bytes, width_px AS "widthPx", height_px AS "heightPx", thumbhash FROM thumbnail
         WHERE photo_id = $photoId`,
        { photoId },
      ),
    findMetadata: (photoId) => {
      const row = db.get<{ tags: Buffer }>("SELECT tags FROM metadata WHERE photo_id = $photoId", { photoId });
      return row && fromJsonBlob<Tags>(row.tags);
    },
    listWithout: (photoIds) =>
      db
        .all<{ photoId: string }>(
          `SELECT value AS "photoId" FROM json_each($photoIds)
           WHERE value NOT IN (SELECT photo_id FROM thumbnail) AND value NOT IN (SELECT photo_id FROM placeholder)`,
          { photoIds: JSON.stringify(photoIds) },
        )
        .map(({ photoId }) => photoId),
    saveThumbnail: (photoId, { bytes, widthPx, heightPx, thumbhash }) => {
      db.run(
        `INSERT INTO thumbnail (photo_id, bytes, width_px, height_px, thumbhash)
         VALUES ($photoId, $bytes, $widthPx, $heightPx, $thumbhash)
         ON CONFLICT (photo_id) DO UPDATE SET bytes = $bytes, width_px = $widthPx, height_px = $heightPx, thumbhash = $thumbhash`,
        { photoId, bytes, widthPx, heightPx, thumbhash },
      );
      db.run("DELETE FROM placeholder WHERE photo_id = $photoId", { photoId });
    },
    savePlaceholder: (photoId, { code, message }) => {
      db.run(
        `INSERT INTO placeholder (photo_id, code, message) VALUES ($photoId, $code, $message)
         ON CONFLICT (photo_id) DO UPDATE SET code = $code, message = $message`,
        { photoId, code, message },
      );
    },
    saveMetadata: (photoId, tags) => {
      db.run(
        `INSERT INTO metadata (photo_id, tags) VALUES ($photoId, $tags)
         ON CONFLICT (photo_id) DO UPDATE SET tags = $tags`,
        { photoId, tags: toJsonBlob(tags) },
      );
    },
    transaction: (work) => db.transaction(work),
    close: () => db.close(),
  };
}
