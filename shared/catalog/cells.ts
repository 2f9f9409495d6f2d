import type { CatalogConnection, SqlType, SqlValue } from "@shared/catalog/connection";
import type { PickedPhotos } from "@shared/catalog/picked";
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

type WriterOf = RowCells["writerOf"];

/**
 * Few writers have written many rows, and texts are slow to read: each that occurs is read once, and rows name it by
 * number.
 */
const WRITERS = ["writer", "stamp_ms", "meta"] as const;
const TAG_NAMES = ["tag_key", "path", "text"] as const;

/** Fields of the picked photos, in the order in which they were named, else by wall time, then photoId. */
export async function readPhotoCells(
  connection: CatalogConnection,
  fields: readonly string[],
  picked: PickedPhotos,
): Promise<RowCells[]> {
  const columns = fields
    .map((field) => PHOTO_COLUMNS.find((column) => column.field === field))
    .filter((c) => c !== undefined);
  const writers = await readWriters(connection, "photo");
  const selected = ["p.place", picked.ids ? "NULL" : "t.photo_id", "w.number", ...columns.map((c) => `t.${c.column}`)];
  const sql = `SELECT ${selected.join(", ")} FROM photo t JOIN temp.picked p ON t.key = p.key
    JOIN temp.cell_writer w ON ${isSame(WRITERS, "w")} WHERE t.state <> 'purged'
    ORDER BY ${picked.ids ? "p.place" : "t.captured_local, t.photo_id"}`;
  const rows: RowCells[] = [];
  for await (const chunk of connection.stream(sql)) {
    const readers = columns.map(({ field, type }, index) => [field, toWire(chunk.reader(index + 3), type)] as const);
    const [idAt, writerAt] = [picked.idReader(chunk), chunk.reader(2)];
    for (let row = 0; row < chunk.rowCount; row++) {
      const values: Record<string, SqlValue> = {};
      for (const [field, valueAt] of readers) values[field] = valueAt(row);
      rows.push({ k: idAt(row), values, writerOf: writers[writerAt(row) as number] ?? nobody });
    }
  }
  return rows;
}

/** The tags, also those taken away, of the picked photos. */
export async function readTagCells(connection: CatalogConnection, picked: PickedPhotos): Promise<TagCells[]> {
  const writers = await readWriters(connection, "photo_tag");
  const names = await readTagNames(connection);
  const sql = `SELECT p.place, ${picked.ids ? "NULL" : "pk.photo_id"}, w.number, n.number, t.is_in, t.position
    FROM photo_tag t JOIN temp.picked p ON t.key = p.key JOIN photo_key pk ON pk.key = t.key
    JOIN temp.cell_writer w ON ${isSame(WRITERS, "w")} JOIN temp.tag_name n ON ${isSame(TAG_NAMES, "n")}`;
  const rows: TagCells[] = [];
  for await (const chunk of connection.stream(sql)) {
    const [idAt, writerAt, nameAt] = [picked.idReader(chunk), chunk.reader(2), chunk.reader(3)];
    const [isInAt, positionAt] = [chunk.reader(4), chunk.reader(5)];
    for (let row = 0; row < chunk.rowCount; row++) {
      const name = names[nameAt(row) as number];
      if (!name) throw new Error("a tag has no name");
      const photoId = idAt(row);
      rows.push({
        k: photoId + KEY_SEPARATOR + name.tagId,
        photoId,
        values: { path: name.path, isIn: isInAt(row), position: positionAt(row), text: name.text },
        writerOf: writers[writerAt(row) as number] ?? nobody,
      });
    }
  }
  return rows;
}

const nobody: WriterOf = () => undefined;

type Reader = (row: number) => SqlValue;

function toWire(valueAt: Reader, type: SqlType): Reader {
  if (type !== "TIMESTAMP") return valueAt;
  return (row) => {
    const localMs = valueAt(row);
    return localMs === null ? null : formatLocal(localMs as number);
  };
}

function isSame(columns: readonly string[], numbered: string): string {
  return columns.map((column) => `t.${column} IS NOT DISTINCT FROM ${numbered}.${column}`).join(" AND ");
}

/** Numbers what occurs in some columns of the picked photos' rows, in a table of the connection. */
async function number(connection: CatalogConnection, name: string, table: string, columns: readonly string[]) {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT (row_number() OVER () - 1)::INTEGER AS number, * FROM
    (SELECT DISTINCT ${columns.join(", ")} FROM ${table} WHERE key IN (SELECT key FROM temp.picked))`);
}

async function readWriters(connection: CatalogConnection, table: string): Promise<WriterOf[]> {
  await number(connection, "cell_writer", table, WRITERS);
  const writers: WriterOf[] = [];
  for await (const chunk of connection.stream(`SELECT number, ${WRITERS.join(", ")} FROM temp.cell_writer`)) {
    const [numberAt, writerAt] = [chunk.reader(0), chunk.reader(1)];
    const [stampAt, metaAt] = [chunk.reader(2), chunk.reader(3)];
    for (let row = 0; row < chunk.rowCount; row++) {
      writers[numberAt(row) as number] = toWriterOf(writerAt(row), stampAt(row), metaAt(row));
    }
  }
  return writers;
}

/** Writers of cells: of those that were edited from `meta`, of all others the row's own. */
function toWriterOf(writer: unknown, stampMs: unknown, meta: unknown): WriterOf {
  const whole = typeof writer === "string" ? { w: writer, ts: stampMs as number } : undefined;
  if (typeof meta !== "string") return () => whole;
  const cells = JSON.parse(meta) as Record<string, CellWriter>;
  return (field) => cells[field] ?? whole;
}

interface TagName {
  tagId: string;
  path: string | null;
  text: string | null;
}

async function readTagNames(connection: CatalogConnection): Promise<TagName[]> {
  await number(connection, "tag_name", "photo_tag", TAG_NAMES);
  const rows = await connection.rows(
    "SELECT n.number, tk.tag_id, n.path, n.text FROM temp.tag_name n JOIN tag_key tk ON tk.tag_key = n.tag_key",
  );
  const names: TagName[] = [];
  for (const { number: at, tag_id, path, text } of rows) {
    names[at as number] = { tagId: tag_id as string, path: path as string | null, text: text as string | null };
  }
  return names;
}
