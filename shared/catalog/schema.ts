import type { CatalogConnection, SqlType } from "@shared/catalog/connection";
import { ROW_COLUMNS, TABLES, type Table } from "@shared/catalog/tables";

/** Raised with every change of the tables below. A catalog of another version is not migrated but rebuilt. */
export const CATALOG_VERSION = 1;

const line = ({ column, type }: { column: string; type: SqlType }) => `${column} ${type}`;

/** All columns of a table, in their order. */
export function columnsOf(table: Table): { column: string; type: SqlType }[] {
  return [...table.identity, ...table.columns, ...ROW_COLUMNS];
}

function createTable(name: string, table: Table): string {
  return `CREATE TABLE ${name} (${columnsOf(table).map(line).join(", ")})`;
}

/**
 * The accepted image of a row that has pending changes lies in `<table>_canonical`; the table itself is merged
 * (design decision 24). No secondary index anywhere, and a primary key only where rows are never updated
 * (design/reliability: updates beside an index broke the file after a crash).
 */
const STATEMENTS = [
  "CREATE TABLE catalog_state (name VARCHAR, value VARCHAR)",
  // Dense keys in the order in which ids first came; never reused.
  "CREATE TABLE photo_key (photo_id VARCHAR PRIMARY KEY, key INTEGER)",
  "CREATE TABLE tag_key (tag_id VARCHAR PRIMARY KEY, tag_key INTEGER)",
  ...Object.values(TABLES).flatMap((table) => [
    createTable(table.name, table),
    createTable(`${table.name}_canonical`, table),
  ]),
  // Where the original lies on this device. Not part of what devices share; the engine fills it.
  "CREATE TABLE photo_path (key INTEGER, path VARCHAR, path_folded VARCHAR)",
  `CREATE VIEW photos AS ${photosView("NULL::JSON")}`,
  `CREATE VIEW users AS SELECT value AS id FROM catalog_state WHERE name = 'owner_user_id'`,
];

/** The data model's own names over ours (docs/data-model.md). `metadata` is an SQL expression over `photo`. */
function photosView(metadata: string): string {
  const owner = "(SELECT value FROM catalog_state WHERE name = 'owner_user_id')";
  return `SELECT photo_id AS id, ${owner} AS user_id, title, description, file_name AS filename, content_type,
    size_bytes, width_px AS width, height_px AS height, keywords AS tags, is_private AS private,
    make_timestamp_ms(imported_at_ms) AS upload_date, make_timestamp_ms(updated_at_ms) AS updated_date,
    CASE WHEN is_backed_up THEN 'photos/' || ${owner} || '/' || photo_id || '.' || format END AS storage_path,
    CASE WHEN is_backed_up THEN 'thumbnails/' || ${owner} || '/' || photo_id || '_thumb.webp' END AS thumbnail_path,
    ${metadata} AS metadata
    FROM main.photo WHERE state <> 'purged'`;
}

/** Makes the tables in an empty database. */
export async function createCatalog(connection: CatalogConnection): Promise<void> {
  await connection.run("BEGIN");
  for (const statement of STATEMENTS) await connection.run(statement);
  await connection.run("INSERT INTO catalog_state VALUES ('version', $version)", { version: String(CATALOG_VERSION) });
  await connection.run("COMMIT");
}

/** The version of the catalog in a database; undefined when it is not a catalog. */
export async function findCatalogVersion(connection: CatalogConnection): Promise<number | undefined> {
  const tables = await connection.rows(
    "SELECT table_name FROM information_schema.tables WHERE table_name = 'catalog_state'",
  );
  if (tables.length === 0) return undefined;
  const [row] = await connection.rows("SELECT value FROM catalog_state WHERE name = 'version'");
  return row === undefined ? undefined : Number(row.value);
}

/**
 * Lets `photos.metadata` be read in this session. `metadataOf` is the name of an SQL function from photo id to JSON
 * text that the host has registered (the full tag set lies in the rendition store, design decision 26); other programs
 * that open the file see NULL there.
 */
export async function showMetadata(connection: CatalogConnection, metadataOf: string): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP VIEW photos AS ${photosView(`${metadataOf}(photo_id)::JSON`)}`);
}
