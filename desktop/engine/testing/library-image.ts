import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { libraryFolderAt } from "@engine/library-folder";

/** What the journal of a library holds, read past the engine. */
export interface JournalImage {
  mutations: { n: number; mid: string; actionId: string; op: string; itemCount: number; items: MutationItem[] }[];
  actionIds: string[];
  jobFiles: {
    jobId: string;
    path: string;
    state: string;
    code: string | null;
    photoId: string | null;
    needsThumbnail: number;
  }[];
  sources: { path: string; photoId: string }[];
  /** What SQLite finds wrong with the file. */
  damages: string[];
}

interface MutationItem {
  k: string;
  f: Record<string, unknown>;
}

/** What the rendition store holds, by photo. */
export interface RenditionImage {
  thumbnails: Set<string>;
  placeholders: Set<string>;
  damages: string[];
}

/** Reads a journal whose engine is gone. The file itself and its log stay as they are: a copy is read. */
export function readJournalImage(root: string): JournalImage {
  return readCopy(
    libraryFolderAt(root).journal,
    { mutations: [], actionIds: [], jobFiles: [], sources: [], damages: [] },
    (database) => ({
      mutations: all<Omit<JournalImage["mutations"][number], "items"> & { items: Buffer }>(
        database,
        `SELECT n, mid, action_id AS "actionId", op, item_count AS "itemCount", items FROM mutation ORDER BY n`,
      ).map((row) => ({ ...row, items: JSON.parse(gunzipSync(row.items).toString("utf8")) as MutationItem[] })),
      actionIds: all<{ id: string }>(database, "SELECT id FROM action").map(({ id }) => id),
      jobFiles: all(
        database,
        `SELECT job_id AS "jobId", path, state, code, photo_id AS "photoId", needs_thumbnail AS "needsThumbnail"
         FROM job_file ORDER BY job_id, ordinal`,
      ),
      sources: all(database, `SELECT path, photo_id AS "photoId" FROM source ORDER BY id`),
      damages: damagesOf(database),
    }),
  );
}

export function readRenditionImage(root: string): RenditionImage {
  const idsOf = (database: Database.Database, table: string) =>
    new Set(all<{ id: string }>(database, `SELECT photo_id AS id FROM ${table}`).map(({ id }) => id));
  return readCopy(
    libraryFolderAt(root).renditions,
    { thumbnails: new Set(), placeholders: new Set(), damages: [] },
    (database) => ({
      thumbnails: idsOf(database, "thumbnail"),
      placeholders: idsOf(database, "placeholder"),
      damages: damagesOf(database),
    }),
  );
}

/** `none` when the process died before it had made the tables. */
function readCopy<T>(path: string, none: T, read: (database: Database.Database) => T): T {
  if (!existsSync(path)) return none;
  const folder = mkdtempSync(join(tmpdir(), "imgstream-image-"));
  try {
    const copy = join(folder, "copy.sqlite");
    for (const suffix of ["", "-wal"]) if (existsSync(path + suffix)) cpSync(path + suffix, copy + suffix);
    const database = new Database(copy);
    try {
      return database.pragma("user_version", { simple: true }) === 0 ? none : read(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function all<T>(database: Database.Database, sql: string): T[] {
  return database.prepare(sql).all() as T[];
}

function damagesOf(database: Database.Database): string[] {
  const found = database.pragma("integrity_check", { simple: true }) as string;
  const strays = database.pragma("foreign_key_check") as unknown[];
  return [...(found === "ok" ? [] : [found]), ...strays.map((stray) => `foreign key: ${JSON.stringify(stray)}`)];
}

/** Copies what a library holds beside its originals, as it lies there now, into a folder of its own. */
export function copyEngineFolder(root: string, to: string): void {
  const from = dirname(libraryFolderAt(root).journal);
  cpSync(from, dirname(libraryFolderAt(to).journal), { recursive: true });
}
