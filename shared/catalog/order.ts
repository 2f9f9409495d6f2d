import type { CatalogConnection, SqlParameters } from "@shared/catalog/connection";
import type { OrderSort } from "@shared/contract/view";
import { PHOTO_FLAGS, type PhotoFlag } from "@shared/domain/photo-flags";

/** Rows of an order as packed columns, all of one length. */
export interface OrderColumns {
  keys: Int32Array;
  minutes: Int32Array;
  aspects: Uint16Array;
  flags: Uint16Array;
}

/** A condition over `photo` with its parameters, as the search compiler makes them. */
export interface Condition {
  where: string;
  parameters: SqlParameters;
}

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

const SORT_COLUMN: Readonly<Record<OrderSort, { time: string; minutes: string }>> = {
  captured: { time: "captured_local", minutes: "floor(epoch_ms(captured_local) / 60000)::INTEGER" },
  imported: { time: "imported_at_ms", minutes: "floor(imported_at_ms / 60000)::INTEGER" },
};

/** The order of a list and of an order by this sort. The id makes it total. */
export function orderBy(sort: OrderSort): string {
  return `${SORT_COLUMN[sort].time}, photo_id`;
}

/** Rows of an order, sorted: of the whole library, or of the photos that a condition names. */
export async function readOrder(
  connection: CatalogConnection,
  sort: OrderSort,
  condition: Condition = NOT_PURGED,
): Promise<OrderColumns> {
  const sql = `SELECT key, ${SORT_COLUMN[sort].minutes}, ${ASPECT}, ${FLAGS}
    FROM photo WHERE ${condition.where} ORDER BY ${orderBy(sort)}`;
  const columns = await readInts(connection, sql, condition.parameters, 4);
  const [keys, minutes, aspects, flags] = columns as [Int32Array, Int32Array, Int32Array, Int32Array];
  return { keys, minutes, aspects: Uint16Array.from(aspects), flags: Uint16Array.from(flags) };
}

/** The dense keys of the photos that a condition names, in no order. */
export async function findKeys(connection: CatalogConnection, { where, parameters }: Condition): Promise<Int32Array> {
  const [keys] = await readInts(connection, `SELECT key FROM photo WHERE ${where}`, parameters, 1);
  return keys ?? new Int32Array();
}

/** A result of whole numbers, column by column. Grows by doubling: the number of rows is not known before. */
async function readInts(connection: CatalogConnection, sql: string, parameters: SqlParameters, width: number) {
  let columns = Array.from({ length: width }, () => new Int32Array(4096));
  let length = 0;
  for await (const chunk of connection.stream(sql, parameters)) {
    const capacity = columns[0]?.length ?? 0;
    if (length + chunk.rowCount > capacity) columns = columns.map((column) => grown(column));
    for (const [index, column] of columns.entries()) {
      const valueAt = chunk.reader(index);
      for (let row = 0; row < chunk.rowCount; row++) column[length + row] = valueAt(row) as number;
    }
    length += chunk.rowCount;
  }
  return columns.map((column) => column.slice(0, length));
}

function grown(column: Int32Array) {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
