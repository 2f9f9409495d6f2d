import type { CatalogConnection } from "@shared/catalog/connection";

/** Dense keys of the ids that a batch names. */
export interface DenseKeys {
  /** Throws for an id that was not asked for. */
  keyOf(id: string): number;
  /** Every id that was asked for, with its key. */
  entries(): Iterable<[string, number]>;
  /** Ids that had no key before this batch. */
  newIds: ReadonlySet<string>;
}

/** Where the dense keys of a kind of id are. */
export const KEY_TABLES = {
  photo: { table: "photo_key", id: "photo_id", key: "key" },
  tag: { table: "tag_key", id: "tag_id", key: "tag_key" },
} as const;

const NONE = -1;

/** The key of each id, or NONE. The ids' own places come back with the keys: numbers are read much faster than texts. */
async function findKeys(
  connection: CatalogConnection,
  kind: keyof typeof KEY_TABLES,
  ids: readonly string[],
): Promise<Int32Array> {
  const { table, id, key } = KEY_TABLES[kind];
  const found = new Int32Array(ids.length).fill(NONE);
  if (ids.length === 0) return found;
  await connection.run("CREATE OR REPLACE TEMP TABLE key_stage (id VARCHAR, place INTEGER)");
  await connection.append("temp.key_stage", [
    { type: "VARCHAR", values: ids },
    { type: "INTEGER", values: ids.map((_, place) => place) },
  ]);
  const sql = `SELECT s.place, t.${key} FROM ${table} t JOIN temp.key_stage s ON t.${id} = s.id`;
  for await (const chunk of connection.stream(sql)) {
    const [places, keys] = [new Int32Array(chunk.rowCount), new Int32Array(chunk.rowCount)];
    chunk.copyNumbers(0, places, 0);
    chunk.copyNumbers(1, keys, 0);
    for (const [row, place] of places.entries()) found[place] = keys[row] ?? NONE;
  }
  return found;
}

/** Finds the dense keys of ids and gives the next ones to ids that have none, in the order in which they come. */
export async function saveKeys(
  connection: CatalogConnection,
  kind: keyof typeof KEY_TABLES,
  ids: ReadonlySet<string>,
): Promise<DenseKeys> {
  const { table } = KEY_TABLES[kind];
  const wantedIds = [...ids];
  const found = await findKeys(connection, kind, wantedIds);
  const keys = new Map<string, number>();
  const newIds: string[] = [];
  for (const [index, wanted] of wantedIds.entries()) {
    const known = found[index] ?? NONE;
    if (known === NONE) newIds.push(wanted);
    else keys.set(wanted, known);
  }
  if (newIds.length > 0) {
    const first = await countKeys(connection, kind);
    for (const [index, newId] of newIds.entries()) keys.set(newId, first + index);
    await connection.append(table, [
      { type: "VARCHAR", values: newIds },
      { type: "INTEGER", values: newIds.map((_, index) => first + index) },
    ]);
  }
  return {
    newIds: new Set(newIds),
    entries: () => keys.entries(),
    keyOf: (wanted) => {
      const known = keys.get(wanted);
      if (known === undefined) throw new Error(`no key was asked for ${kind} ${wanted}`);
      return known;
    },
  };
}

/** How many ids of a kind have a key: also those of rows that are gone. */
export async function countKeys(connection: CatalogConnection, kind: keyof typeof KEY_TABLES): Promise<number> {
  const [counted] = await connection.rows(`SELECT count(*) AS count FROM ${KEY_TABLES[kind].table}`);
  return counted?.count as number;
}
