import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ReadableDb } from "@shared/sqlite/sqlite";
import { parseGeneration } from "./object-path";
import { hasGeneration } from "./object-rows";
import type { UploadRows } from "./upload-rows";

/** Before anything is served: brings the files in line with the rows after a process that ended in the middle. */
export function sweep(
  db: ReadableDb,
  uploads: UploadRows,
  { folder, incoming }: Record<"folder" | "incoming", string>,
) {
  for (const { id, movingTo } of uploads.listMoving()) {
    const moved = join(folder, movingTo);
    if (existsSync(moved)) renameSync(moved, join(incoming, id));
    uploads.saveMovingTo(id, undefined);
  }
  const waiting = new Set(uploads.listOpen());
  for (const name of readdirSync(incoming)) {
    if (!waiting.has(name)) rmSync(join(incoming, name));
  }
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !entry.name.startsWith(".")) sweepFolder(db, join(folder, entry.name));
  }
}

/** Files that were not made here stay, and so do the folders they are in. */
function sweepFolder(db: ReadableDb, path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const each = join(path, entry.name);
    if (entry.isDirectory()) sweepFolder(db, each);
    else if (isLeftOver(db, entry.name)) rmSync(each);
  }
  if (readdirSync(path).length === 0) rmdirSync(path);
}

function isLeftOver(db: ReadableDb, fileName: string): boolean {
  const generation = parseGeneration(fileName);
  return generation !== undefined && !hasGeneration(db, generation);
}
