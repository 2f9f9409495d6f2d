import type { CatalogConnection, SqlChunk, SqlType, SqlValue } from "@shared/catalog/connection";
import type { Condition } from "@shared/catalog/order";
import { PHOTO_COLUMNS } from "@shared/catalog/tables";
import { KEY_SEPARATOR, type CellWriter } from "@shared/contract/mutation";
import { formatLocal } from "@shared/domain/capture-time";

/** A row as an author sees it before writing: the values of some fields, and who wrote each. */
export interface RowCells {
  /** As patches name the row. */
  k: string;
  /** As on the wire. */
  values: Readonly<Record<string, SqlValue>>;
  writerOf(field: string): CellWriter | undefined;
}

/** A tag of a photo, or one that it once had. */
export interface TagCells extends RowCells {
  photoId: string;
}

const WRITERS = "writer, stamp_ms, meta";

/** Fields of the photos that a condition names, by wall time, then photoId. */
export async function readPhotoCells(
  connection: CatalogConnection,
  fields: readonly string[],
  { where, parameters }: Condition,
): Promise<RowCells[]> {
  const columns = fields
    .map((field) => PHOTO_COLUMNS.find((column) => column.field === field))
    .filter((c) => c !== undefined);
  const selected = ["photo_id", ...columns.map(({ column }) => column), WRITERS].join(", ");
  const sql = `SELECT ${selected} FROM photo WHERE ${where} ORDER BY captured_local, photo_id`;
  const rows: RowCells[] = [];
  for await (const chunk of connection.stream(sql, parameters)) {
    const readers = columns.map(({ field, type }, index) => [field, toWire(chunk.reader(index + 1), type)] as const);
    const [idAt, writersAt] = [chunk.reader(0), writersReader(chunk, columns.length + 1)];
    for (let row = 0; row < chunk.rowCount; row++) {
      const values: Record<string, SqlValue> = {};
      for (const [field, valueAt] of readers) values[field] = valueAt(row);
      rows.push({ k: idAt(row) as string, values, writerOf: writersAt(row) });
    }
  }
  return rows;
}

/** The tags, also those taken away, of the photos that a condition names. */
export async function readTagCells(
  connection: CatalogConnection,
  { where, parameters }: Condition,
): Promise<TagCells[]> {
  const sql = `SELECT pk.photo_id, tk.tag_id, t.path, t.is_in, t.position, t.text, t.writer, t.stamp_ms, t.meta
    FROM photo_tag t JOIN photo_key pk ON pk.key = t.key JOIN tag_key tk ON tk.tag_key = t.tag_key
    WHERE t.key IN (SELECT photo.key FROM photo WHERE ${where})`;
  const rows = await connection.rows(sql, parameters);
  return rows.map(({ photo_id, tag_id, path, is_in, position, text, writer, stamp_ms, meta }) => ({
    k: [photo_id, tag_id].join(KEY_SEPARATOR),
    photoId: photo_id as string,
    values: { path: path ?? null, isIn: is_in ?? null, position: position ?? null, text: text ?? null },
    writerOf: toWriterOf(writer, stamp_ms, meta),
  }));
}

type Reader = (row: number) => SqlValue;

function toWire(valueAt: Reader, type: SqlType): Reader {
  if (type !== "TIMESTAMP") return valueAt;
  return (row) => {
    const localMs = valueAt(row);
    return localMs === null ? null : formatLocal(localMs as number);
  };
}

function writersReader(chunk: SqlChunk, first: number): (row: number) => RowCells["writerOf"] {
  const [writerAt, stampAt, metaAt] = [chunk.reader(first), chunk.reader(first + 1), chunk.reader(first + 2)];
  return (row) => toWriterOf(writerAt(row), stampAt(row), metaAt(row));
}

/** Writers of cells: of those that were edited from `meta`, of all others the row's own. */
function toWriterOf(writer: unknown, stampMs: unknown, meta: unknown): RowCells["writerOf"] {
  const whole = typeof writer === "string" ? { w: writer, ts: stampMs as number } : undefined;
  if (typeof meta !== "string") return () => whole;
  const cells = JSON.parse(meta) as Record<string, CellWriter>;
  return (field) => cells[field] ?? whole;
}

/**
 * Runs work with a condition that names photos by id, of whatever number: the ids lie in a table of this connection while
 * the work runs.
 */
export async function withPhotoIds<T>(
  connection: CatalogConnection,
  photoIds: readonly string[],
  work: (condition: Condition) => Promise<T>,
): Promise<T> {
  await connection.run("CREATE OR REPLACE TEMP TABLE photo_scope (photo_id VARCHAR)");
  await connection.append("temp.photo_scope", [{ type: "VARCHAR", values: [...new Set(photoIds)] }]);
  const where =
    "photo.key IN (SELECT k.key FROM photo_key k WHERE k.photo_id IN (SELECT photo_id FROM temp.photo_scope))";
  return work({ where: `${where} AND photo.state <> 'purged'`, parameters: {} });
}
