import Database from "better-sqlite3";

/** Makes a journal pass for one that a program of another age wrote. */
export function saveJournalVersion(path: string, version: number): void {
  const database = new Database(path);
  database.pragma(`user_version = ${version}`);
  database.close();
}
