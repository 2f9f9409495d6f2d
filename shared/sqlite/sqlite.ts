import { copyFileSync, existsSync } from "node:fs";
import Database from "better-sqlite3";
import { AppError } from "@shared/errors";

type Row = Record<string, unknown>;
type Values = Readonly<Record<string, string | number | bigint | Buffer | null>>;

/** A handle that can only ask. */
export interface ReadableDb {
  all<T = Row>(sql: string, values?: Values): T[];
  get<T = Row>(sql: string, values?: Values): T | undefined;
  iterate<T = Row>(sql: string, values?: Values): IterableIterator<T>;
}

/** A handle that can also write. Statements inside `transaction` are committed as one, durably, or not at all. */
export interface WritableDb extends ReadableDb {
  run(sql: string, values?: Values): number;
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Each step brings the database from its index to the next version. Append only: a released step never changes. */
export type Migrations = readonly string[];

export interface SqliteOptions {
  migrations: Migrations;
  /** FULL: a commit survives a power cut. NORMAL: it survives the process, for what can be made again. */
  synchronous: "FULL" | "NORMAL";
}

let nativeBinding: string | undefined;

/** For this process: where the compiled part of SQLite lies when it is not the one of this machine's Node (a `.node` file). */
export function useSqliteBinding(path: string): void {
  nativeBinding = path;
}

/**
 * Opens a database for this process alone: the file stays locked until it is closed or the process ends, however it
 * ends. Throws AppError `library_busy` when another process has it, `library_newer` when a later program wrote it,
 * `library_read_only`, `disk_full` and `library_corrupt`.
 */
export function openSqlite(path: string, options: SqliteOptions): WritableDb {
  const existed = existsSync(path);
  const database = guard(
    path,
    () => new Database(path, { timeout: 0, ...(nativeBinding !== undefined && { nativeBinding }) }),
  );
  try {
    return guard(path, () => {
      database.pragma("locking_mode = EXCLUSIVE");
      database.pragma("journal_mode = WAL");
      database.pragma(`synchronous = ${options.synchronous}`);
      database.pragma("foreign_keys = ON");
      database.exec("BEGIN EXCLUSIVE; COMMIT");
      migrate(database, path, existed, options.migrations);
      return toWritable(database);
    });
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: Database.Database, path: string, existed: boolean, migrations: Migrations): void {
  const version = database.pragma("user_version", { simple: true }) as number;
  if (version > migrations.length) {
    throw new AppError(
      "library_newer",
      `This library was written by a newer ImgStream (${path} has version ${version}, this program knows ` +
        `${migrations.length}). Update ImgStream to open it; nothing was changed.`,
    );
  }
  if (version === migrations.length) return;
  if (existed && version > 0) {
    database.pragma("wal_checkpoint(TRUNCATE)");
    copyFileSync(path, `${path}.v${version}`);
  }
  database.transaction(() => {
    for (const step of migrations.slice(version)) database.exec(step);
    database.pragma(`user_version = ${migrations.length}`);
  })();
}

function toWritable(database: Database.Database): WritableDb {
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const ask = <T>(sql: string, run: (statement: Database.Statement) => T): T =>
    guard(database.name, () => run(prepared(sql)), sql);
  return {
    all: <T>(sql: string, values: Values = {}) => ask(sql, (statement) => statement.all(values) as T[]),
    get: <T>(sql: string, values: Values = {}) => ask(sql, (statement) => statement.get(values) as T | undefined),
    // Not from the cache: a statement that is being iterated cannot be asked again.
    iterate: <T>(sql: string, values: Values = {}) => database.prepare(sql).iterate(values) as IterableIterator<T>,
    run: (sql, values = {}) => ask(sql, (statement) => statement.run(values).changes),
    transaction: (work) => guard(database.name, () => database.transaction(work).immediate()),
    close: () => database.close(),
  };
}

const EXPECTED: readonly [code: string, (path: string) => AppError][] = [
  ["SQLITE_BUSY", (path) => new AppError("library_busy", `Another process has ${path} open.`)],
  [
    "SQLITE_FULL",
    (path) => new AppError("disk_full", `The disk is full: ${path} cannot grow. Free some space and try again.`),
  ],
  [
    "SQLITE_READONLY",
    (path) =>
      new AppError("library_read_only", `${path} cannot be written. Check that the disk and the folder allow it.`),
  ],
  [
    "SQLITE_CANTOPEN",
    (path) =>
      new AppError(
        "library_read_only",
        `${path} cannot be opened for writing. Check that the folder exists and allows it.`,
      ),
  ],
  [
    "SQLITE_NOTADB",
    (path) => new AppError("library_corrupt", `${path} is not a database. Restore it from a copy of the library.`),
  ],
  [
    "SQLITE_CORRUPT",
    (path) => new AppError("library_corrupt", `${path} is damaged. Restore it from a copy of the library.`),
  ],
];

/** Says in our words what a caller can expect of SQLite, and adds the statement to what is a bug. */
function guard<T>(path: string, work: () => T, sql?: string): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const expected = EXPECTED.find(([code]) => error.code.startsWith(code));
    if (expected) throw Object.assign(expected[1](path), { cause: error });
    if (sql !== undefined) error.message += `\nin: ${sql}`;
    throw error;
  }
}
