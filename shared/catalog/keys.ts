import type { CatalogConnection } from "@shared/catalog/connection";

/** Dense keys of the ids that a batch names. */
export interface DenseKeys {
  /** Throws for an id that was not asked for. */
  keyOf(id: string): number;
  /** Ids that had no key before this batch. */
  newIds: ReadonlySet<string>;
}

const KEY_TABLES = {
  photo: { table: "photo_key", id: "photo_id", key: "key" },
  tag: { table: "tag_key", id: "tag_id", key: "tag_key" },
} as const;

/** Finds the dense keys of ids and gives the next ones to ids that have none, in the order in which they come. */
export async function saveKeys(
  connection: CatalogConnection,
  kind: keyof typeof KEY_TABLES,
  ids: ReadonlySet<string>,
): Promise<DenseKeys> {
  const { table, id, key } = KEY_TABLES[kind];
  const keys = new Map<string, number>();
  const newIds: string[] = [];
  if (ids.size > 0) {
    await connection.run("CREATE OR REPLACE TEMP TABLE key_stage (id VARCHAR)");
    await connection.append("temp.key_stage", [{ type: "VARCHAR", values: [...ids] }]);
    const known = connection.stream(
      `SELECT ${id}, ${key} FROM ${table} WHERE ${id} IN (SELECT id FROM temp.key_stage)`,
    );
    for await (const chunk of known) {
      const idAt = chunk.reader(0);
      const keyAt = chunk.reader(1);
      for (let row = 0; row < chunk.rowCount; row++) keys.set(idAt(row) as string, keyAt(row) as number);
    }
    newIds.push(...[...ids].filter((candidate) => !keys.has(candidate)));
  }
  if (newIds.length > 0) {
    const [counted] = await connection.rows(`SELECT count(*) AS count FROM ${table}`);
    const first = counted?.count as number;
    for (const [index, newId] of newIds.entries()) keys.set(newId, first + index);
    await connection.append(table, [
      { type: "VARCHAR", values: newIds },
      { type: "INTEGER", values: newIds.map((_, index) => first + index) },
    ]);
  }
  return {
    newIds: new Set(newIds),
    keyOf: (wanted) => {
      const found = keys.get(wanted);
      if (found === undefined) throw new Error(`no key was asked for ${kind} ${wanted}`);
      return found;
    },
  };
}
