import type { CatalogConnection, SqlParameters } from "@shared/catalog/connection";
import type { OrderSort } from "@shared/contract/view";
import { PHOTO_FLAGS, type PhotoFlag } from "@shared/domain/photo-flags";

/** Rows of an order, sorted; all columns of one length. */
export interface OrderColumns {
  keys: Int32Array;
  /** Milliseconds since 1970 of what the order sorts by, whole numbers. */
  times: Float64Array;
  aspects: Uint16Array;
  flags: Uint16Array;
}

/** A condition over `photo` with its parameters, as the search compiler makes them. */
export interface Condition {
  where: string;
  parameters: SqlParameters;
}

const INITIAL_ROWS = 4096;

/** Photos that are in an order: all but tombstones. */
export const NOT_PURGED: Condition = { where: "state <> 'purged'", parameters: {} };

const FLAG_CONDITIONS: Readonly<Record<PhotoFlag, string>> = {
  favourite: "is_favourite",
  trashed: "state = 'trashed'",
  hidden: "is_hidden",
  archived: "is_archived",
  private: "is_private",
  video: "kind = 'video'",
  raw: "kind = 'raw'",
  live: "live_photo_video_id IS NOT NULL",
  stacked: "stack_id IS NOT NULL",
  picked: "pick IS NOT DISTINCT FROM 'pick'",
  rejected: "pick IS NOT DISTINCT FROM 'reject'",
  backedUp: "is_backed_up",
  placed: "latitude IS NOT NULL AND longitude IS NOT NULL",
};

const FLAGS = (Object.keys(PHOTO_FLAGS) as PhotoFlag[])
  .map((flag) => `((${FLAG_CONDITIONS[flag]})::INTEGER * ${PHOTO_FLAGS[flag]})`)
  .join(" + ");

const ASPECT = `CASE WHEN width_px > 0 AND height_px > 0
  THEN greatest(1, least(65535, round(1000.0 * width_px / height_px)))::INTEGER ELSE 0 END`;

const SORT_COLUMN: Readonly<Record<OrderSort, { time: string; milliseconds: string }>> = {
  captured: { time: "captured_local", milliseconds: "epoch_ms(captured_local)::DOUBLE" },
  imported: { time: "imported_at_ms", milliseconds: "imported_at_ms::DOUBLE" },
};

/** The order of a list and of an order by this sort. The id makes it total. */
export function orderBy(sort: OrderSort): string {
  return `${SORT_COLUMN[sort].time}, photo_id`;
}

/** Every photo of the library that is not purged, in the order of one sort. */
export async function readOrder(connection: CatalogConnection, sort: OrderSort): Promise<OrderColumns> {
  const sql = `SELECT key, ${SORT_COLUMN[sort].milliseconds}, ${ASPECT}, ${FLAGS}
    FROM photo WHERE ${NOT_PURGED.where} ORDER BY ${orderBy(sort)}`;
  const columns = [Int32Array, Float64Array, Uint16Array, Uint16Array].map((Type) => new Type(INITIAL_ROWS));
  const [keys, times, aspects, flags] = await readNumbers(connection, sql, {}, columns);
  return { keys, times, aspects, flags } as OrderColumns;
}

/** A photo's place in an order. */
export interface OrderRow {
  key: number;
  photoId: string;
  /** Milliseconds, as in OrderColumns. */
  time: number;
  aspect: number;
  flags: number;
}

/** The places of some photos, sorted; photos that are purged or unknown are left out. */
export async function readOrderRows(
  connection: CatalogConnection,
  sort: OrderSort,
  keys: readonly number[],
): Promise<OrderRow[]> {
  if (keys.length === 0) return [];
  await stageKeys(connection, keys);
  const rows = await connection.rows(`SELECT key, photo_id AS "photoId", ${SORT_COLUMN[sort].milliseconds} AS time,
      ${ASPECT} AS aspect, ${FLAGS} AS flags
    FROM photo WHERE ${IS_STAGED} ORDER BY ${orderBy(sort)}`);
  return rows as unknown as OrderRow[];
}

/** Aspects and flags of some photos, in no order; photos that are purged or unknown are left out. */
export async function readLooks(
  connection: CatalogConnection,
  keys: readonly number[],
): Promise<Pick<OrderColumns, "keys" | "aspects" | "flags">> {
  await stageKeys(connection, keys);
  const sql = `SELECT key, ${ASPECT}, ${FLAGS} FROM photo WHERE ${IS_STAGED}`;
  const columns = [Int32Array, Uint16Array, Uint16Array].map((Type) => new Type(INITIAL_ROWS));
  const [found, aspects, flags] = await readNumbers(connection, sql, {}, columns);
  return { keys: found, aspects, flags } as Pick<OrderColumns, "keys" | "aspects" | "flags">;
}

const IS_STAGED = `key IN (SELECT key FROM temp.order_stage) AND ${NOT_PURGED.where}`;

async function stageKeys(connection: CatalogConnection, keys: readonly number[]): Promise<void> {
  await connection.run("CREATE OR REPLACE TEMP TABLE order_stage (key INTEGER)");
  await connection.append("temp.order_stage", [{ type: "INTEGER", values: keys }]);
}

/** The dense keys of the photos that a condition names, in no order. */
export async function findKeys(connection: CatalogConnection, { where, parameters }: Condition): Promise<Int32Array> {
  const sql = `SELECT key FROM photo WHERE ${where}`;
  const [keys] = await readNumbers(connection, sql, parameters, [new Int32Array(INITIAL_ROWS)]);
  return keys as Int32Array;
}

type NumberColumn = Int32Array | Float64Array | Uint16Array;

/** A result of numbers, column by column. The columns given are grown by doubling: no one knows the number of rows before. */
async function readNumbers(
  connection: CatalogConnection,
  sql: string,
  parameters: SqlParameters,
  columns: NumberColumn[],
): Promise<NumberColumn[]> {
  let length = 0;
  for await (const chunk of connection.stream(sql, parameters)) {
    const capacity = columns[0]?.length ?? 0;
    if (length + chunk.rowCount > capacity) columns = columns.map(toLarger);
    for (const [index, column] of columns.entries()) {
      const valueAt = chunk.reader(index);
      for (let row = 0; row < chunk.rowCount; row++) column[length + row] = valueAt(row) as number;
    }
    length += chunk.rowCount;
  }
  return columns.map((column) => column.slice(0, length));
}

function toLarger(column: NumberColumn): NumberColumn {
  const larger = new (column.constructor as new (length: number) => NumberColumn)(column.length * 2);
  larger.set(column);
  return larger;
}
