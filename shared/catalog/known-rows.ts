import type { CatalogConnection } from "@shared/catalog/connection";
import { KEY_TABLES } from "@shared/catalog/keys";
import { type IdentityColumn, TABLES } from "@shared/catalog/tables";
import { type CellWriter, partOf, type PatchTable } from "@shared/contract/mutation";
import type { KnownRow } from "@shared/sync/decide";

/** Who wrote the cells of some rows of a table; rows that are not there are left out. One statement, however many. */
export async function readKnownRows(
  connection: CatalogConnection,
  t: PatchTable,
  ks: readonly string[],
): Promise<Map<string, KnownRow>> {
  const rows = new Map<string, KnownRow>();
  if (ks.length === 0) return rows;
  const { identity } = TABLES[t];
  await stage(connection, identity, ks);
  const sql = `SELECT s.place, r.writer, r.stamp_ms, r.meta, ${isPurgedSql(t, identity)} AS is_purged
    FROM temp.known_stage s ${identity.map(joinKey).join(" ")} JOIN ${t} r ON ${identity.map(sameKey).join(" AND ")}
    ${ofPhoto(t, identity) ? "LEFT JOIN photo p ON p.key = r.key" : ""}`;
  for await (const chunk of connection.stream(sql)) {
    const [placeAt, writerAt, stampAt, metaAt, purgedAt] = [0, 1, 2, 3, 4].map((column) => chunk.reader(column));
    for (let row = 0; row < chunk.rowCount; row++) {
      const k = ks[placeAt?.(row) as number];
      const meta = metaAt?.(row) as string | null;
      const whole = { w: writerAt?.(row) as string | null, ts: stampAt?.(row) as number };
      if (k !== undefined) rows.set(k, toKnownRow(whole, meta, purgedAt?.(row) === true));
    }
  }
  return rows;
}

async function stage(connection: CatalogConnection, identity: readonly IdentityColumn[], ks: readonly string[]) {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE known_stage (place INTEGER, ${identity.map(({ part }) => `id_${part} VARCHAR`).join(", ")})`,
  );
  await connection.append("temp.known_stage", [
    { type: "INTEGER", values: ks.map((_, place) => place) },
    ...identity.map(({ part }) => ({ type: "VARCHAR" as const, values: ks.map((k) => partOf(k, part)) })),
  ]);
}

function joinKey({ part, names }: IdentityColumn): string {
  if (names === "text") return "";
  const { table, id } = KEY_TABLES[names];
  return `JOIN ${table} k_${part} ON k_${part}.${id} = s.id_${part}`;
}

function sameKey({ column, part, names }: IdentityColumn): string {
  return names === "text" ? `r.${column} = s.id_${part}` : `r.${column} = k_${part}.${KEY_TABLES[names].key}`;
}

const ofPhoto = (t: PatchTable, identity: readonly IdentityColumn[]) =>
  t !== "photo" && identity.some(({ names }) => names === "photo");

function isPurgedSql(t: PatchTable, identity: readonly IdentityColumn[]): string {
  if (t === "photo") return "r.state = 'purged'";
  return ofPhoto(t, identity) ? "coalesce(p.state = 'purged', false)" : "false";
}

function toKnownRow(whole: { w: string | null; ts: number }, meta: string | null, isPurged: boolean): KnownRow {
  const cells = meta === null ? {} : (JSON.parse(meta) as Record<string, CellWriter>);
  const row = whole.w === null ? undefined : { w: whole.w, ts: whole.ts };
  return { isPurged, writerOf: (field) => cells[field] ?? row };
}
