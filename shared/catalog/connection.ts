/** A value as it goes into or comes out of SQL. TIMESTAMP is milliseconds since 1970 as if in UTC; BIGINT a safe integer. */
export type SqlValue = null | boolean | number | string | Uint8Array | readonly string[];

export type SqlParameters = Readonly<Record<string, SqlValue>>;

/** The DuckDB types that the catalog uses. */
export type SqlType =
  "BOOLEAN" | "TINYINT" | "SMALLINT" | "INTEGER" | "BIGINT" | "DOUBLE" | "VARCHAR" | "BLOB" | "TIMESTAMP" | "VARCHAR[]";

/** Where a column of numbers is gathered. */
export type NumberColumn = Int32Array | Float64Array | Uint16Array;

/** A run of result rows, by column. Valid only until the next chunk is asked for. */
export interface SqlChunk {
  readonly rowCount: number;
  /** The values of one column, read one by one; numbers are not boxed into arrays. */
  reader(column: number): (row: number) => SqlValue;
  /** Copies a column of numbers into an array from index `at` on; null becomes 0. For results of a million rows. */
  copyNumbers(column: number, into: NumberColumn, at: number): void;
}

export interface AppendColumn {
  type: SqlType;
  values: readonly SqlValue[];
}

/**
 * All that the catalog asks of a database connection. One connection, used by one caller at a time: the host queues.
 * Implemented over @duckdb/node-api in shared/duckdb.
 */
export interface CatalogConnection {
  /** Runs statements that give nothing back. */
  run(sql: string, parameters?: SqlParameters): Promise<void>;
  /** The whole result as objects by column name. For small results. */
  rows(sql: string, parameters?: SqlParameters): Promise<Record<string, SqlValue>[]>;
  /** The result in chunks, computed as they are asked for. */
  stream(sql: string, parameters?: SqlParameters): AsyncIterable<SqlChunk>;
  /** Appends rows to a table, all of its columns in their order. */
  append(table: string, columns: readonly AppendColumn[]): Promise<void>;
}
