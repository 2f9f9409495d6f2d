import {
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBInstance,
  DuckDBIntegerVector,
  DuckDBVector,
  type DuckDBConnection,
} from "@duckdb/node-api";
import type {
  AppendColumn,
  CatalogConnection,
  NumberColumn,
  SqlChunk,
  SqlParameters,
  SqlValue,
} from "@shared/catalog/connection";
import { DUCKDB_TYPES, fromDuckDb, toBindings, toDuckDb } from "./duckdb-values";

/** An error of DuckDB with the statement that met it. */
export class DuckDbError extends Error {
  override readonly name = "DuckDbError";
  /** The database can no longer be used and has to be opened, or rebuilt, again. */
  readonly isFatal: boolean;
  /** There was no room on the disk. When it is fatal too, the file is as it was before: only the session is lost. */
  readonly isDiskFull: boolean;

  constructor(sql: string, cause: unknown) {
    const message = cause instanceof Error ? cause.message : String(cause);
    super(`${message}\nin: ${sql.slice(0, 500)}`, { cause });
    this.isFatal = /FATAL|INTERNAL|database has been invalidated|corrupt/i.test(message);
    this.isDiskFull = /No space left on device|Disk quota exceeded|not enough space on the disk/i.test(message);
  }
}

export interface DuckDbOptions {
  /** Megabytes that DuckDB may hold; beyond it spills to `spillFolder`. */
  memoryLimitMb: number;
  threads: number;
  spillFolder?: string;
  isReadOnly?: boolean;
}

/** An open database file. One process at a time writes to it. */
export interface DuckDb {
  connect(): Promise<DuckDbConnection>;
  /** Closes its connections too: while one is open the file is, and to open it again beside that would damage it. */
  close(): void;
}

export interface DuckDbConnection extends CatalogConnection {
  /** The binding's own connection, for what only one host needs. */
  readonly raw: DuckDBConnection;
  /** At once, or when the statements under way have ended. */
  close(): void;
}

/** Opens a database file, or `:memory:`. Throws DuckDbError when the file cannot be opened or read. */
export async function openDuckDb(path: string, options: DuckDbOptions): Promise<DuckDb> {
  const settings: Record<string, string> = {
    access_mode: options.isReadOnly ? "READ_ONLY" : "AUTOMATIC",
    memory_limit: `${options.memoryLimitMb}MB`,
    threads: String(options.threads),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(options.spillFolder !== undefined && { temp_directory: options.spillFolder }),
  };
  const instance = await withSql(`open ${path}`, () => DuckDBInstance.create(path, settings));
  const connections = new Set<DuckDbConnection>();
  return {
    connect: async () => {
      const connection = toConnection(await instance.connect(), () => connections.delete(connection));
      connections.add(connection);
      return connection;
    },
    close: () => {
      for (const connection of connections) connection.close();
      instance.closeSync();
    },
  };
}

function toConnection(raw: DuckDBConnection, onClose: () => void): DuckDbConnection {
  let underWay = 0;
  let isClosing = false;
  const begin = () => {
    underWay += 1;
  };
  const end = () => {
    underWay -= 1;
    if (isClosing && underWay === 0) raw.closeSync();
  };
  const during = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    begin();
    try {
      return await withSql(sql, work);
    } finally {
      end();
    }
  };
  return {
    raw,
    close: () => {
      if (isClosing) return;
      isClosing = true;
      onClose();
      if (underWay === 0) raw.closeSync();
    },
    run: (sql, parameters) =>
      during(sql, async () => {
        await start(raw, sql, parameters);
      }),
    rows: (sql, parameters) => during(sql, () => readRows(raw, sql, parameters)),
    stream: async function* (sql, parameters) {
      begin();
      try {
        yield* readChunks(raw, sql, parameters);
      } finally {
        end();
      }
    },
    append: (table, columns) => during(`append to ${table}`, () => append(raw, table, columns)),
  };
}

async function withSql<T>(sql: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw new DuckDbError(sql, cause);
  }
}

function start(raw: DuckDBConnection, sql: string, parameters?: SqlParameters) {
  if (!parameters) return raw.run(sql);
  const { values, types } = toBindings(parameters);
  return raw.run(sql, values, types);
}

async function readRows(raw: DuckDBConnection, sql: string, parameters?: SqlParameters) {
  const result = await start(raw, sql, parameters);
  const names = result.columnNames();
  const rows: Record<string, SqlValue>[] = [];
  for (const values of await result.getRows()) {
    rows.push(Object.fromEntries(names.map((name, column) => [name, fromDuckDb(values[column] ?? null)])));
  }
  return rows;
}

async function* readChunks(raw: DuckDBConnection, sql: string, parameters?: SqlParameters): AsyncGenerator<SqlChunk> {
  const { values, types } = toBindings(parameters ?? {});
  const result = await withSql(sql, () => raw.stream(sql, values, types));
  for (;;) {
    const chunk = await withSql(sql, () => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    yield {
      rowCount: chunk.rowCount,
      reader: (column) => readerOf(chunk.getColumnVector(column)),
      copyNumbers: (column, into, at) => copyNumbers(chunk.getColumnVector(column), into, at),
    };
  }
}

function readerOf(vector: DuckDBVector): (row: number) => SqlValue {
  return (row) => {
    const value = vector.getItem(row);
    return typeof value === "number" ? value : fromDuckDb(value);
  };
}

/** One loop for each kind of vector: there the engine of the language knows what it reads, and reads five times as fast. */
function copyNumbers(vector: DuckDBVector, into: NumberColumn, at: number): void {
  const { itemCount } = vector;
  if (vector instanceof DuckDBIntegerVector) {
    for (let row = 0; row < itemCount; row++) into[at + row] = vector.getItem(row) ?? 0;
  } else if (vector instanceof DuckDBDoubleVector) {
    for (let row = 0; row < itemCount; row++) into[at + row] = vector.getItem(row) ?? 0;
  } else {
    const valueAt = readerOf(vector);
    for (let row = 0; row < itemCount; row++) into[at + row] = Number(valueAt(row) ?? 0);
  }
}

/** Appends in chunks of DuckDB's own vector size; a flush at the end makes the rows part of the open transaction. */
async function append(raw: DuckDBConnection, table: string, columns: readonly AppendColumn[]): Promise<void> {
  const rowCount = columns[0]?.values.length ?? 0;
  if (rowCount === 0) return;
  const [schema, name] = table.includes(".") ? (table.split(".") as [string, string]) : ["main", table];
  const appender = await raw.createAppender(name, "main", schema === "temp" ? "temp" : undefined);
  const types = columns.map((column) => DUCKDB_TYPES[column.type]);
  const chunkSize = DuckDBVector.standardSize();
  try {
    for (let from = 0; from < rowCount; from += chunkSize) {
      const chunk = DuckDBDataChunk.create(types, Math.min(chunkSize, rowCount - from));
      for (const [index, { type, values }] of columns.entries()) fill(chunk.getColumnVector(index), values, from, type);
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

function fill(vector: DuckDBVector, values: readonly SqlValue[], from: number, type: AppendColumn["type"]): void {
  for (let row = 0; row < vector.itemCount; row++) vector.setItem(row, toDuckDb(values[from + row] ?? null, type));
  vector.flush();
}
