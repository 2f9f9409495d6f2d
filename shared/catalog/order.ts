import type { CatalogConnection, NumberColumn, SqlParameters } from "@shared/catalog/connection";
import { inTransaction } from "@shared/catalog/position";
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

/** What sets a flag: a column that is true, a column that has this word, or columns that have any value. */
type FlagTest = { isTrue: string } | { column: string; word: string } | { known: readonly string[] };

const FLAG_TESTS: Readonly<Record<PhotoFlag, FlagTest>> = {
  favourite: { isTrue: "is_favourite" },
  trashed: { column: "state", word: "trashed" },
  hidden: { isTrue: "is_hidden" },
  archived: { isTrue: "is_archived" },
  private: { isTrue: "is_private" },
  video: { column: "kind", word: "video" },
  raw: { column: "kind", word: "raw" },
  live: { known: ["live_photo_video_id"] },
  stacked: { known: ["stack_id"] },
  picked: { column: "pick", word: "pick" },
  rejected: { column: "pick", word: "reject" },
  backedUp: { isTrue: "is_backed_up" },
  placed: { known: ["latitude", "longitude"] },
};

/** Each column is looked at once: the flags of a million photos are a third of what reading an order costs. */
function toFlagsSql(): string {
  const words = new Map<string, string[]>();
  const terms: string[] = [];
  for (const flag of Object.keys(PHOTO_FLAGS) as PhotoFlag[]) {
    const [test, bit] = [FLAG_TESTS[flag], PHOTO_FLAGS[flag]];
    if ("isTrue" in test) terms.push(`${test.isTrue}::INTEGER * ${bit}`);
    else if ("known" in test) {
      const isMissing = test.known.map((column) => `${column} IS NULL`).join(" OR ");
      terms.push(`CASE WHEN ${isMissing} THEN 0 ELSE ${bit} END`);
    } else words.set(test.column, [...(words.get(test.column) ?? []), `WHEN '${test.word}' THEN ${bit}`]);
  }
  for (const [column, cases] of words) terms.push(`CASE ${column} ${cases.join(" ")} ELSE 0 END`);
  return terms.join(" + ");
}

const FLAGS = toFlagsSql();

interface Sorting {
  time: string;
  milliseconds: string;
  /** Most photos share their time with others. */
  isShared: boolean;
}

const SORT_COLUMN: Readonly<Record<OrderSort, Sorting>> = {
  captured: { time: "captured_local", milliseconds: "epoch_ms(captured_local)::DOUBLE", isShared: false },
  imported: { time: "imported_at_ms", milliseconds: "imported_at_ms::DOUBLE", isShared: true },
};

/** The order of a list and of an order by this sort. The id makes it total. */
export function orderBy(sort: OrderSort): string {
  return `${SORT_COLUMN[sort].time}, photo_id`;
}

/** What an order keeps of each photo; width and height make the aspect. */
function selectPlaces(sort: OrderSort, where: string, order: string): string {
  return `SELECT key, ${SORT_COLUMN[sort].milliseconds}, width_px, height_px, ${FLAGS}
    FROM photo WHERE ${where} ORDER BY ${order}`;
}

/** Every photo of the library that is not purged, in the order of one sort. */
export function readOrder(connection: CatalogConnection, sort: OrderSort): Promise<OrderColumns> {
  if (!SORT_COLUMN[sort].isShared) return readByTime(connection, sort);
  return readPlaces(connection, selectPlaces(sort, NOT_PURGED.where, orderBy(sort)));
}

/** Sorts by time alone, then by id only the photos that share one: ids take twice as long to sort as times. */
function readByTime(connection: CatalogConnection, sort: OrderSort): Promise<OrderColumns> {
  return inTransaction(connection, async () => {
    const places = await readPlaces(connection, selectPlaces(sort, NOT_PURGED.where, SORT_COLUMN[sort].time));
    const tied = findTied(places.times);
    if (tied.length === 0) return places;
    await stageKeys(
      connection,
      tied.map((row) => places.keys[row] ?? 0),
    );
    const sorted = await readPlaces(connection, selectPlaces(sort, IS_STAGED, orderBy(sort)));
    for (const name of ["keys", "times", "aspects", "flags"] as const) {
      const [into, from] = [places[name], sorted[name]];
      for (const [index, row] of tied.entries()) into[row] = from[index] ?? 0;
    }
    return places;
  });
}

async function readPlaces(connection: CatalogConnection, sql: string): Promise<OrderColumns> {
  const types = [Int32Array, Float64Array, Int32Array, Int32Array, Uint16Array];
  const [keys, times, widths, heights, flags] = await readNumbers(connection, sql, {}, types);
  return { keys, times, aspects: toAspects(widths, heights), flags } as OrderColumns;
}

/** Width to height in thousandths, 1 to 65535; 0 when the size is unknown. */
function toAspect(widthPx: number | null | undefined, heightPx: number | null | undefined): number {
  if (!widthPx || !heightPx) return 0;
  return Math.min(65_535, Math.max(1, Math.round((1000 * widthPx) / heightPx)));
}

function toAspects(widths: NumberColumn | undefined, heights: NumberColumn | undefined): Uint16Array {
  const aspects = new Uint16Array(widths?.length ?? 0);
  for (let row = 0; row < aspects.length; row++) aspects[row] = toAspect(widths?.[row], heights?.[row]);
  return aspects;
}

/** The rows whose time is that of the row before or after them. Rows are sorted by time. */
function findTied(times: Float64Array): number[] {
  const tied: number[] = [];
  for (let row = 0; row < times.length; row++) {
    const time = times[row];
    if (time === times[row - 1] || time === times[row + 1]) tied.push(row);
  }
  return tied;
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
      width_px AS "widthPx", height_px AS "heightPx", ${FLAGS} AS flags
    FROM photo WHERE ${IS_STAGED} ORDER BY ${orderBy(sort)}`);
  return rows.map(({ widthPx, heightPx, ...row }) => {
    return { ...row, aspect: toAspect(widthPx as number | null, heightPx as number | null) } as OrderRow;
  });
}

/** Aspects and flags of some photos, in no order; photos that are purged or unknown are left out. */
export async function readLooks(
  connection: CatalogConnection,
  keys: readonly number[],
): Promise<Pick<OrderColumns, "keys" | "aspects" | "flags">> {
  await stageKeys(connection, keys);
  const sql = `SELECT key, width_px, height_px, ${FLAGS} FROM photo WHERE ${IS_STAGED}`;
  const types = [Int32Array, Int32Array, Int32Array, Uint16Array];
  const [found, widths, heights, flags] = await readNumbers(connection, sql, {}, types);
  return { keys: found, aspects: toAspects(widths, heights), flags } as Pick<
    OrderColumns,
    "keys" | "aspects" | "flags"
  >;
}

const IS_STAGED = `key IN (SELECT key FROM temp.order_stage) AND ${NOT_PURGED.where}`;

async function stageKeys(connection: CatalogConnection, keys: readonly number[]): Promise<void> {
  await connection.run("CREATE OR REPLACE TEMP TABLE order_stage (key INTEGER)");
  await connection.append("temp.order_stage", [{ type: "INTEGER", values: keys }]);
}

/** The dense keys of the photos that a condition names, in no order. */
export async function findKeys(connection: CatalogConnection, { where, parameters }: Condition): Promise<Int32Array> {
  const sql = `SELECT key FROM photo WHERE ${where}`;
  const [keys] = await readNumbers(connection, sql, parameters, [Int32Array]);
  return keys as Int32Array;
}

type NumberColumnType = new (length: number) => NumberColumn;

/** A result of numbers, column by column; grown by doubling, since no one knows the number of rows before. */
async function readNumbers(
  connection: CatalogConnection,
  sql: string,
  parameters: SqlParameters,
  types: readonly NumberColumnType[],
): Promise<NumberColumn[]> {
  let columns = types.map((Type) => new Type(INITIAL_ROWS));
  let length = 0;
  for await (const chunk of connection.stream(sql, parameters)) {
    const capacity = columns[0]?.length ?? 0;
    if (length + chunk.rowCount > capacity) columns = columns.map(toLarger);
    for (const [index, column] of columns.entries()) chunk.copyNumbers(index, column, length);
    length += chunk.rowCount;
  }
  return columns.map((column) => column.slice(0, length));
}

function toLarger(column: NumberColumn): NumberColumn {
  const larger = new (column.constructor as NumberColumnType)(column.length * 2);
  larger.set(column);
  return larger;
}
