import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { BigIntStats } from "node:fs";
import type { FileCode } from "@shared/contract/import";
import { fromPathBytes, toFsPath } from "@engine/files/file-path";
import { matchSidecars } from "@engine/files/sidecars";
import { ENGINE_FOLDER } from "@engine/library-folder";

/** A file, or something in its place that cannot be read, as a walk meets it. */
export type WalkEntry =
  | { kind: "file"; path: string; sizeBytes: number; sidecars: string[] }
  | { kind: "sidecar"; path: string; sizeBytes: number; photos: string[] }
  | { kind: "trouble"; path: string; code: FileCode; message: string };

/** Folders that programs and systems keep for themselves: thumbnails, trash, versions. */
const SKIPPED_FOLDERS = new Set([
  ENGINE_FOLDER,
  ...[".git", ".thumbnails", ".trashes", ".spotlight-v100", ".fseventsd", ".documentrevisions-v100", ".temporaryitems"],
  ...["@eadir", "$recycle.bin", "system volume information", "lost+found", "#recycle", ".picasaoriginals", ".dtrash"],
]);

function isSkipped(name: string): boolean {
  return SKIPPED_FOLDERS.has(name.toLowerCase()) || /^\.trash(-\d+)?$/i.test(name);
}

interface Walk {
  /** Folders that were entered, so that links in a circle end. */
  seen: Set<string>;
  /** The folder listed last: single files that are given together mostly lie together. */
  listed: { folder: string; names: Promise<string[]> } | undefined;
  signal: AbortSignal;
}

/**
 * Every file under some paths, folder by folder, names in the order of their bytes: the same tree gives the same walk.
 * Links are followed, each folder is entered once. What cannot be read is told and the walk goes on.
 */
export async function* walkFiles(roots: readonly string[], signal: AbortSignal): AsyncGenerator<WalkEntry> {
  const walk: Walk = { seen: new Set(), listed: undefined, signal };
  for (const root of roots) {
    const found = await look(root);
    if ("code" in found) yield { kind: "trouble", path: root, ...found };
    else if (found.isDirectory()) yield* walkFolder(root, walk);
    else yield await toSingle(root, found, walk);
  }
}

/** One file by itself is found with the sidecars that lie beside it. */
async function toSingle(path: string, stats: BigIntStats, walk: Walk): Promise<WalkEntry> {
  const name = basename(path);
  const folder = dirname(path);
  if (walk.listed?.folder !== folder) walk.listed = { folder, names: listNames(folder).catch(() => [name]) };
  const photosOf = matchSidecars(await walk.listed.names);
  const sidecars = [...photosOf]
    .filter(([, photos]) => photos.includes(name))
    .map(([sidecar]) => join(folder, sidecar));
  return toEntry(path, stats, { sidecars, photos: photosOf.get(name) });
}

async function* walkFolder(folder: string, walk: Walk): AsyncGenerator<WalkEntry> {
  walk.signal.throwIfAborted();
  const identity = await realpath(toFsPath(folder), { encoding: "buffer" }).catch(() => undefined);
  const place = identity ? fromPathBytes(identity) : folder;
  if (walk.seen.has(place)) return;
  walk.seen.add(place);
  let names: string[];
  try {
    names = await listNames(folder);
  } catch (error) {
    yield { kind: "trouble", path: folder, ...toTrouble(error, "unreadable_folder") };
    return;
  }
  const photosOf = matchSidecars(names);
  const sidecarsOf = new Map<string, string[]>();
  for (const [sidecar, photos] of photosOf) {
    for (const photo of photos) sidecarsOf.set(photo, [...(sidecarsOf.get(photo) ?? []), join(folder, sidecar)]);
  }
  const folders: string[] = [];
  for (const name of names) {
    walk.signal.throwIfAborted();
    const path = join(folder, name);
    const found = await look(path);
    if ("code" in found) yield { kind: "trouble", path, ...found };
    else if (found.isDirectory()) folders.push(name);
    else {
      yield toEntry(path, found, { sidecars: sidecarsOf.get(name) ?? [], photos: photosOf.get(name) });
    }
  }
  for (const name of folders) if (!isSkipped(name)) yield* walkFolder(join(folder, name), walk);
}

async function listNames(folder: string): Promise<string[]> {
  const names = await readdir(toFsPath(folder), { encoding: "buffer" });
  return names.sort((a, b) => a.compare(b)).map(fromPathBytes);
}

function toEntry(
  path: string,
  stats: BigIntStats,
  names: { sidecars: string[]; photos: string[] | undefined },
): WalkEntry {
  const sizeBytes = Number(stats.size);
  if (!stats.isFile()) {
    return { kind: "trouble", path, code: "not_a_file", message: "Not a file but a device, a pipe or a socket." };
  }
  return names.photos
    ? { kind: "sidecar", path, sizeBytes, photos: names.photos }
    : { kind: "file", path, sizeBytes, sidecars: names.sidecars };
}

async function look(path: string): Promise<BigIntStats | { code: FileCode; message: string }> {
  try {
    return await stat(toFsPath(path), { bigint: true });
  } catch (error) {
    const isLink = await lstat(toFsPath(path)).then(
      (stats) => stats.isSymbolicLink(),
      () => false,
    );
    if (isLink) return { code: "broken_link", message: "A link that leads nowhere. Repair or remove it." };
    return toTrouble(error, "unreadable");
  }
}

function toTrouble(error: unknown, code: FileCode): { code: FileCode; message: string } {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  if (reason === "ENOENT") return { code: "vanished", message: "No longer there. Check that the drive is connected." };
  const isForbidden = reason === "EACCES" || reason === "EPERM";
  return { code, message: isForbidden ? "No permission to read it." : `Cannot be read (${reason}).` };
}
