import type { CatalogConnection, SqlChunk, SqlValue } from "@shared/catalog/connection";
import { type Condition, NOT_PURGED, orderBy } from "@shared/catalog/order";
import { PHOTO_COLUMNS, PHOTO_DERIVED } from "@shared/catalog/tables";
import type { Photo, PhotoState } from "@shared/contract/photo";
import type { Histogram } from "@shared/contract/view";
import { formatLocal } from "@shared/domain/capture-time";
import { toHex } from "@shared/domain/hex";

const DERIVED = new Set(PHOTO_DERIVED.map(({ field }) => field));
const LISTED = PHOTO_COLUMNS.filter(({ field }) => !DERIVED.has(field));

/** Photos of a condition with their paths. The condition stands alone, so that its columns need no table's name. */
function selectPhotos(where: string): string {
  return `SELECT ${LISTED.map(({ column }) => `photo.${column}`).join(", ")}, photo_path.path, photo.key
    FROM (SELECT * FROM photo WHERE ${where}) photo LEFT JOIN photo_path ON photo_path.key = photo.key`;
}

/** A photo with its dense key. */
export interface KeyedPhoto {
  key: number;
  photo: Photo;
}

/** Columns that a Photo shows in another form than the catalog keeps. */
type Kept = Omit<Photo, "contentHash" | "capturedLocal" | "backedUp" | "trashed"> & {
  contentHash: Uint8Array;
  capturedLocal: number;
  isBackedUp: boolean;
  state: PhotoState;
};

function toPhoto(kept: Kept): Photo {
  const { isBackedUp, state, contentHash, capturedLocal, ...photo } = kept;
  return {
    ...photo,
    contentHash: toHex(contentHash),
    capturedLocal: formatLocal(capturedLocal),
    backedUp: isBackedUp,
    trashed: state === "trashed",
  };
}

function toPhotos(chunk: SqlChunk): KeyedPhoto[] {
  const readers = [...LISTED.map(({ field }) => field), "path", "key"].map(
    (field, column) => [field, chunk.reader(column)] as const,
  );
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const kept: Record<string, SqlValue> = {};
    for (const [field, valueAt] of readers) kept[field] = valueAt(row);
    const { key, ...columns } = kept;
    return { key: key as number, photo: toPhoto(columns as unknown as Kept) };
  });
}

/** Photos that a condition names, by local wall time, then photoId, computed as they are taken. */
export async function* listPhotos(connection: CatalogConnection, condition: Condition): AsyncGenerator<KeyedPhoto[]> {
  const sql = `${selectPhotos(condition.where)} ORDER BY ${orderBy("captured")}`;
  for await (const chunk of connection.stream(sql, condition.parameters)) yield toPhotos(chunk);
}

/** Details of photos by dense key, in no order; keys without a photo are left out. */
export async function findPhotosByKey(connection: CatalogConnection, keys: readonly number[]): Promise<KeyedPhoto[]> {
  if (keys.length === 0) return [];
  const photos: KeyedPhoto[] = [];
  for await (const chunk of connection.stream(selectPhotos(`key IN (${toList(keys)}) AND ${NOT_PURGED.where}`))) {
    photos.push(...toPhotos(chunk));
  }
  return photos;
}

/** The state of photos by id; photos that never were here are left out. */
export async function findStates(
  connection: CatalogConnection,
  photoIds: readonly string[],
): Promise<Map<string, PhotoState>> {
  if (photoIds.length === 0) return new Map();
  const rows = await connection.rows(
    `SELECT k.photo_id, p.state FROM photo_key k JOIN photo p ON p.key = k.key
     WHERE k.photo_id IN (SELECT unnest($photoIds))`,
    { photoIds },
  );
  return new Map(rows.map((row) => [row.photo_id as string, row.state as PhotoState]));
}

/** The newest live photos with the size of their originals, newest first. */
export async function listNewest(
  connection: CatalogConnection,
  limit: number,
): Promise<{ photoId: string; sizeBytes: number }[]> {
  const rows = await connection.rows(
    `SELECT photo_id AS "photoId", size_bytes AS "sizeBytes" FROM photo WHERE state = 'live'
     ORDER BY captured_local DESC, photo_id LIMIT $limit`,
    { limit },
  );
  return rows as unknown as { photoId: string; sizeBytes: number }[];
}

/** The photo that lies at a path of this device, as kept. */
export async function findPhotoIdByPath(connection: CatalogConnection, path: string): Promise<string | undefined> {
  const [row] = await connection.rows(
    "SELECT k.photo_id FROM photo_path p JOIN photo_key k ON k.key = p.key WHERE p.path = $path",
    { path },
  );
  return row?.photo_id as string | undefined;
}

/** The ids of photos by dense key. */
export async function findIds(connection: CatalogConnection, keys: readonly number[]): Promise<Map<number, string>> {
  if (keys.length === 0) return new Map();
  const rows = await connection.rows(`SELECT key, photo_id FROM photo_key WHERE key IN (${toList(keys)})`);
  return new Map(rows.map((row) => [row.key as number, row.photo_id as string]));
}

/** Numbers only, so they may stand in the statement: a list of constants is answered from zone maps. */
function toList(keys: readonly number[]): string {
  return keys.map((key) => String(Math.trunc(key))).join(", ");
}

/** The dense keys of photos by id; ids without one are left out. */
export async function findKeysById(
  connection: CatalogConnection,
  photoIds: readonly string[],
): Promise<Map<string, number>> {
  if (photoIds.length === 0) return new Map();
  const rows = await connection.rows(
    "SELECT photo_id, key FROM photo_key WHERE photo_id IN (SELECT unnest($photoIds))",
    { photoIds },
  );
  return new Map(rows.map((row) => [row.photo_id as string, row.key as number]));
}

/** How many photos a condition names. */
export async function countPhotos(connection: CatalogConnection, { where, parameters }: Condition): Promise<number> {
  const [row] = await connection.rows(`SELECT count(*) AS count FROM photo WHERE ${where}`, parameters);
  return row?.count as number;
}

/** How many photos of a condition each month has, by local wall time; months without any are left out. */
export async function countMonths(connection: CatalogConnection, { where, parameters }: Condition): Promise<Histogram> {
  const rows = await connection.rows(
    `SELECT year(captured_local)::INTEGER AS year, month(captured_local)::INTEGER AS month, count(*)::INTEGER AS count
     FROM photo WHERE ${where} GROUP BY ALL ORDER BY year, month`,
    parameters,
  );
  return { months: rows as Histogram["months"] };
}
