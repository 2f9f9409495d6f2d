import type { AppendColumn, CatalogConnection, SqlType, SqlValue } from "@shared/catalog/connection";
import type { RowPatch } from "@shared/catalog/merge-patches";
import { columnsOf } from "@shared/catalog/schema";
import { type Column, type IdentityColumn, ROW_COLUMNS, type Table } from "@shared/catalog/tables";
import { parseLocalMs } from "@shared/domain/capture-time";
import { parseHex } from "@shared/domain/hex";

/** A row's changes with the row named as the table names it: in the order of its identity columns. */
export interface ResolvedRow {
  row: RowPatch;
  identity: readonly SqlValue[];
}

const IDENTITY_STAGE = "temp.fold_identity";
const PATCH_STAGE = "temp.fold_patch";
const PATCH_NUMBER = { column: "patch_number", type: "INTEGER" } as const;
const STAGED = `(SELECT * FROM ${IDENTITY_STAGE} JOIN ${PATCH_STAGE} USING (${PATCH_NUMBER.column}))`;

/** A field's value on the wire as its column keeps it. */
function toSql(value: unknown, type: SqlType): SqlValue {
  if (value === null || value === undefined) return null;
  if (type === "TIMESTAMP") return parseLocalMs(value as string) ?? null;
  return type === "BLOB" ? parseHex(value as string) : (value as SqlValue);
}

function valueOf({ set, derived }: RowPatch, field: string): unknown {
  return field in set ? set[field] : derived[field];
}

function sets({ set, derived }: RowPatch, field: string): boolean {
  return field in set || field in derived;
}

function rowColumns(rows: readonly ResolvedRow[]): AppendColumn[] {
  const values: Record<(typeof ROW_COLUMNS)[number]["column"], SqlValue[]> = {
    writer: rows.map(({ row }) => row.whole?.w ?? null),
    stamp_ms: rows.map(({ row }) => row.whole?.ts ?? null),
    accepted_seq: rows.map(({ row }) => (row.seq > 0 ? row.seq : null)),
    meta: toMetas(rows),
  };
  return ROW_COLUMNS.map(({ column, type }) => ({ type, values: values[column] }));
}

/** As JSON; rows that one mutation wrote share the object. */
function toMetas(rows: readonly ResolvedRow[]): (string | null)[] {
  const texts = new Map<RowPatch["cells"], string | null>();
  return rows.map(({ row: { cells } }) => {
    const known = texts.get(cells);
    if (known !== undefined) return known;
    const text = Object.keys(cells).length === 0 ? null : JSON.stringify(cells);
    texts.set(cells, text);
    return text;
  });
}

function identityColumns(table: Table, rows: readonly ResolvedRow[]): AppendColumn[] {
  return table.identity.map(({ type }, index) => ({ type, values: rows.map((row) => row.identity[index] ?? null) }));
}

/** Adds rows that are known not to be there: no staging, no join. */
export async function appendNewRows(connection: CatalogConnection, table: Table, rows: readonly ResolvedRow[]) {
  const columns = table.columns.map(({ field, type, initial }): AppendColumn => {
    const first = initial ?? (type === "VARCHAR[]" ? [] : null);
    return { type, values: rows.map(({ row }) => (sets(row, field) ? toSql(valueOf(row, field), type) : first)) };
  });
  await connection.append(table.name, [...identityColumns(table, rows), ...columns, ...rowColumns(rows)]);
}

/**
 * Writes rows by joins with staging tables: once for each set of fields that rows of the batch have in common. What is
 * written is staged once for all rows that are written alike. Rows that are not there are made, except photos of which
 * only a part is known.
 */
export async function upsertRows(
  connection: CatalogConnection,
  table: Table,
  target: string,
  rows: readonly ResolvedRow[],
): Promise<void> {
  for (const group of groupByFields(rows)) {
    const [first] = group;
    const columns = table.columns.filter(({ field }) => first && sets(first.row, field));
    const { distinct, numbers } = numberPatches(group);
    await stage(
      connection,
      IDENTITY_STAGE,
      [...table.identity, PATCH_NUMBER],
      [...identityColumns(table, group), { type: PATCH_NUMBER.type, values: numbers }],
    );
    await stage(
      connection,
      PATCH_STAGE,
      [PATCH_NUMBER, ...columns, ...ROW_COLUMNS],
      [
        { type: PATCH_NUMBER.type, values: distinct.map((_, number) => number) },
        ...columns.map(({ field, type }) => ({
          type,
          values: distinct.map(({ row }) => toSql(valueOf(row, field), type)),
        })),
        ...rowColumns(distinct),
      ],
    );
    await connection.run(updateFromStage(table, target, columns));
    const isPartial = table.name === "photo" && !columns.some(({ field }) => field === "contentHash");
    if (!isPartial) await connection.run(insertFromStage(table, target, columns));
  }
}

/** Rows that share the objects of a patch are written alike. */
function numberPatches(rows: readonly ResolvedRow[]): { distinct: ResolvedRow[]; numbers: number[] } {
  const distinct: ResolvedRow[] = [];
  const known = new Map<RowPatch["set"], number>();
  const numbers = rows.map((resolved) => {
    const { set, cells, whole, seq } = resolved.row;
    const number = known.get(set);
    const like = number === undefined ? undefined : distinct[number]?.row;
    if (number !== undefined && like?.cells === cells && like.whole === whole && like.seq === seq) return number;
    known.set(set, distinct.length);
    return distinct.push(resolved) - 1;
  });
  return { distinct, numbers };
}

function groupByFields(rows: readonly ResolvedRow[]): ResolvedRow[][] {
  const groups = new Map<string, ResolvedRow[]>();
  const known = new Map<RowPatch["set"], ResolvedRow[]>();
  for (const resolved of rows) {
    const { set } = resolved.row;
    const signature = () => Object.keys(set).sort().join();
    const group = known.get(set) ?? provide(groups, signature());
    known.set(set, group);
    group.push(resolved);
  }
  return [...groups.values()];
}

function provide(groups: Map<string, ResolvedRow[]>, signature: string): ResolvedRow[] {
  const group = groups.get(signature) ?? [];
  groups.set(signature, group);
  return group;
}

async function stage(
  connection: CatalogConnection,
  name: string,
  columns: readonly { column: string; type: SqlType }[],
  values: readonly AppendColumn[],
): Promise<void> {
  const lines = columns.map(({ column, type }) => `${column} ${type}`).join(", ");
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${name.slice("temp.".length)} (${lines})`);
  await connection.append(name, values);
}

function matches(identity: readonly IdentityColumn[], left: string, right: string): string {
  return identity.map(({ column }) => `${left}.${column} = ${right}.${column}`).join(" AND ");
}

function updateFromStage(table: Table, target: string, columns: readonly Column[]): string {
  const assignments = [
    ...columns.map(({ column }) => `${column} = s.${column}`),
    `writer = coalesce(s.writer, ${target}.writer)`,
    `stamp_ms = coalesce(s.stamp_ms, ${target}.stamp_ms)`,
    `accepted_seq = coalesce(s.accepted_seq, ${target}.accepted_seq)`,
    `meta = CASE WHEN s.writer IS NOT NULL THEN s.meta WHEN s.meta IS NULL THEN ${target}.meta
       ELSE json_merge_patch(coalesce(${target}.meta, '{}'), s.meta)::VARCHAR END`,
  ];
  return `UPDATE ${target} SET ${assignments.join(", ")} FROM ${STAGED} s WHERE ${matches(table.identity, target, "s")}`;
}

function insertFromStage(table: Table, target: string, columns: readonly Column[]): string {
  const staged = new Set(columns.map(({ column }) => column));
  const initials = new Map(table.columns.map(({ column, type, initial }) => [column, toLiteral(initial, type)]));
  const values = columnsOf(table).map(({ column }) =>
    staged.has(column) || !initials.has(column) ? `s.${column}` : initials.get(column),
  );
  return `INSERT INTO ${target} SELECT ${values.join(", ")} FROM ${STAGED} s
    WHERE NOT EXISTS (SELECT 1 FROM ${target} t WHERE ${matches(table.identity, "t", "s")})`;
}

/** Initial values are constants of ours, never a user's text. */
function toLiteral(initial: SqlValue | undefined, type: SqlType): string {
  if (type === "VARCHAR[]") return "[]::VARCHAR[]";
  if (initial === undefined || initial === null) return "NULL";
  return typeof initial === "string" ? `'${initial}'` : String(initial);
}

/** The accepted image of rows that are about to get pending changes on top. Rows nothing has accepted have none. */
export async function keepCanonical(connection: CatalogConnection, table: Table, rows: readonly ResolvedRow[]) {
  await stage(connection, IDENTITY_STAGE, table.identity, identityColumns(table, rows));
  await connection.run(`INSERT INTO ${table.name}_canonical
    SELECT t.* FROM ${table.name} t JOIN ${IDENTITY_STAGE} s ON ${matches(table.identity, "t", "s")}
    WHERE t.accepted_seq IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ${table.name}_canonical c WHERE ${matches(table.identity, "c", "s")})`);
}

/** Puts rows back to their accepted image. */
export async function resetToCanonical(connection: CatalogConnection, table: Table, rows: readonly ResolvedRow[]) {
  await stage(connection, IDENTITY_STAGE, table.identity, identityColumns(table, rows));
  const isStaged = (name: string) =>
    `EXISTS (SELECT 1 FROM ${IDENTITY_STAGE} s WHERE ${matches(table.identity, name, "s")})`;
  await connection.run(`DELETE FROM ${table.name} WHERE ${isStaged(table.name)}
    AND EXISTS (SELECT 1 FROM ${table.name}_canonical c WHERE ${matches(table.identity, "c", table.name)})`);
  await connection.run(`INSERT INTO ${table.name} SELECT c.* FROM ${table.name}_canonical c WHERE ${isStaged("c")}`);
}

/** Forgets the accepted image of rows that have no pending changes any more: the table itself is it. */
export async function dropCanonical(connection: CatalogConnection, table: Table, rows: readonly ResolvedRow[]) {
  if (rows.length === 0) return;
  await stage(connection, IDENTITY_STAGE, table.identity, identityColumns(table, rows));
  const canonical = `${table.name}_canonical`;
  await connection.run(`DELETE FROM ${canonical}
    WHERE EXISTS (SELECT 1 FROM ${IDENTITY_STAGE} s WHERE ${matches(table.identity, canonical, "s")})`);
}
