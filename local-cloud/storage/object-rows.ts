import type { ReadableDb, WritableDb } from "@shared/sqlite/sqlite";
import { type ObjectMetadata, parseMetadata } from "./object-metadata";

/** A live object. */
export interface ObjectRecord {
  bucket: string;
  name: string;
  /** Microseconds since 1970. */
  generation: number;
  metageneration: number;
  sizeBytes: number;
  /** Base64. */
  crc32c: string;
  /** Base64. */
  md5: string;
  metadata: ObjectMetadata;
  createdAtMs: number;
  updatedAtMs: number;
  /** Of its bytes, below the folder. */
  path: string;
}

export interface ObjectRow {
  bucket: string;
  name: string;
  generation: number;
  metageneration: number;
  size_bytes: number;
  crc32c: string;
  md5: string;
  metadata: string;
  created_at_ms: number;
  updated_at_ms: number;
  path: string;
}

export const OBJECT_COLUMNS =
  "bucket, name, generation, metageneration, size_bytes, crc32c, md5, metadata, created_at_ms, updated_at_ms, path";

export const toRecord = (row: ObjectRow): ObjectRecord => ({
  ...{ bucket: row.bucket, name: row.name, generation: row.generation, metageneration: row.metageneration },
  ...{ sizeBytes: row.size_bytes, crc32c: row.crc32c, md5: row.md5, metadata: parseMetadata(row.metadata) },
  ...{ createdAtMs: row.created_at_ms, updatedAtMs: row.updated_at_ms, path: row.path },
});

const toRow = (record: ObjectRecord): Record<keyof ObjectRow, string | number> => ({
  ...{ bucket: record.bucket, name: record.name, generation: record.generation },
  ...{ metageneration: record.metageneration, size_bytes: record.sizeBytes, crc32c: record.crc32c, md5: record.md5 },
  ...{ metadata: JSON.stringify(record.metadata), created_at_ms: record.createdAtMs },
  ...{ updated_at_ms: record.updatedAtMs, path: record.path },
});

export function findObject(db: ReadableDb, bucket: string, name: string): ObjectRecord | undefined {
  const row = db.get<ObjectRow>(`SELECT ${OBJECT_COLUMNS} FROM object WHERE bucket = $bucket AND name = $name`, {
    ...{ bucket, name },
  });
  return row && toRecord(row);
}

/** Saves an object in place of the one of its name. */
export function saveObject(db: WritableDb, record: ObjectRecord): void {
  db.run(
    `INSERT OR REPLACE INTO object (${OBJECT_COLUMNS}) VALUES (
      $bucket, $name, $generation, $metageneration, $size_bytes, $crc32c, $md5, $metadata, $created_at_ms,
      $updated_at_ms, $path
    )`,
    toRow(record),
  );
  db.run("UPDATE last_generation SET generation = max(generation, $generation)", { generation: record.generation });
}

export function deleteObject(db: WritableDb, { bucket, name }: ObjectRecord): void {
  db.run("DELETE FROM object WHERE bucket = $bucket AND name = $name", { bucket, name });
}

export const hasGeneration = (db: ReadableDb, generation: number): boolean =>
  db.get("SELECT 1 FROM object WHERE generation = $generation", { generation }) !== undefined;

export const findLastGeneration = (db: ReadableDb): number =>
  db.get<{ generation: number }>("SELECT generation FROM last_generation")?.generation ?? 0;
