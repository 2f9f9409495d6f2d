import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportMode } from "@shared/contract/import";
import type { Photo } from "@shared/contract/photo";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { libraryFolderAt } from "@engine/library-folder";
import { findFileProblems } from "@engine/testing/audit-files";
import { findJournalProblems, replayPhotos } from "@engine/testing/audit-journal";
import type { HostLine } from "@engine/testing/crash-scenario";
import { withFreshEngine } from "@engine/testing/fresh-engine";
import {
  copyEngineFolder,
  type JournalImage,
  readJournalImage,
  readRenditionImage,
} from "@engine/testing/library-image";
import type { PhotoFolder } from "@engine/testing/photo-folder";

/** A library whose process is gone, and what that process had told its user. */
export interface AuditedLibrary {
  root: string;
  mode: ImportMode;
  folder: PhotoFolder;
  told: readonly HostLine[];
  /**
   * What is opened to list its photos: the library itself, which then is in order; a copy, and the library stays as the crash
   * left it; or nothing: the next process opens it, and here only the journal and the files are looked at.
   */
  opens: "itself" | "copy" | "nothing";
  /** Also makes the catalog again, from nothing, and compares. Takes most of the time. */
  isRebuilt: boolean;
}

/** The photos of a library as it lists them, the trash included, one JSON text a photo; paths within the library are relative. */
export type Listing = readonly string[];

/** Looks at everything that a crash may have harmed. Gives what is wrong, in words; nothing when all is well. */
export async function findProblems(library: AuditedLibrary): Promise<string[]> {
  const { root, told, opens } = library;
  const [journal, renditions] = [readJournalImage(root), readRenditionImage(root)];
  const isFinished = told.some((line) => line.kind === "imported" && line.state === "finished");
  const problems = [
    ...findJournalProblems(journal, renditions),
    ...findFileProblems({ ...library, journal, isFinished }),
    ...findForgotten(journal, told),
    ...findBugs(told),
  ];
  if (opens === "nothing") return problems;
  const opened = opens === "itself" ? root : mkdtempSync(join(tmpdir(), "imgstream-audit-"));
  try {
    if (opens === "copy") copyEngineFolder(root, opened);
    return [...problems, ...(await findCatalogProblems(opened, journal, library.isRebuilt))];
  } finally {
    if (opens === "copy") rmSync(opened, { recursive: true });
  }
}

/** What was acknowledged and is not there. */
function findForgotten(journal: JournalImage, told: readonly HostLine[]): string[] {
  const imported = replayPhotos(journal).size;
  const done = new Set(journal.mutations.map(({ actionId }) => actionId));
  return told.flatMap((line) => {
    if (line.kind === "acted" && line.actionId !== null && !done.has(line.actionId)) {
      return [`the action ${line.actionId} was acknowledged and is lost`];
    }
    if (line.kind === "progress" && line.imported > imported) {
      return [`${line.imported} photos were shown as imported, ${imported} are`];
    }
    return [];
  });
}

/** A catalog is a view and may be made again; the state of an import is as good unsaved (see the import service). */
const HARMLESS: ReadonlySet<string> = new Set(["catalog_rebuild", "import_state_unsaved"]);

/** Warnings of what should never be. */
function findBugs(told: readonly HostLine[]): string[] {
  return told.flatMap((line) => {
    if (line.kind === "warned" && !HARMLESS.has(line.event)) return [JSON.stringify(line)];
    return line.kind === "failed" && line.code === "internal" ? [line.message] : [];
  });
}

async function findCatalogProblems(root: string, journal: JournalImage, isRebuilt: boolean): Promise<string[]> {
  const listed = await listPhotos(root);
  const folder = libraryFolderAt(root);
  const left = readdirSync(folder.incoming).map((name) => `${name} was left in incoming`);
  if (isRebuilt) deleteCatalog(root);
  const rebuilt = isRebuilt ? await listPhotos(root) : listed;
  const expected = [...replayPhotos(journal).values()].map(({ photoId, isTrashed, title }) => [
    ...[photoId, isTrashed, title],
  ]);
  const found = listed
    .map((text) => JSON.parse(text) as Photo)
    .map(({ photoId, trashed, title }) => [...[photoId, trashed, title]]);
  return [
    ...left,
    ...findDifferences("rebuilding changed the list", listed, rebuilt),
    ...findDifferences("the list is not what the journal says", toSorted(expected), toSorted(found)),
  ];
}

export function deleteCatalog(root: string): void {
  const { catalog } = libraryFolderAt(root);
  for (const path of [`${catalog}.wal`, catalog]) rmSync(path, { force: true });
}

const toSorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();

/** In words, the first that differ. */
export function findDifferences(what: string, before: readonly string[], after: readonly string[]): string[] {
  const at = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).find(
    (index) => before[index] !== after[index],
  );
  if (at === undefined) return [];
  return [`${what}: ${before.length} and ${after.length} rows, at ${at}\n  ${before[at]}\n  ${after[at]}`];
}

/** The photos of a library, the trash included, as a fresh engine in this process lists them. */
export function listPhotos(root: string): Promise<Listing> {
  return withFreshEngine(root, async (client) => {
    const photos: string[] = [];
    for (const query of ["", "is:trashed"]) {
      for await (const page of client.subscribe(LIBRARY_OPERATIONS.list, { query })) {
        photos.push(...page.map((photo) => JSON.stringify(toMovable(photo, root))));
      }
    }
    return photos;
  });
}

function toMovable(photo: Photo, root: string): Photo {
  const prefix = join(root, "/");
  return { ...photo, path: photo.path?.startsWith(prefix) ? photo.path.slice(prefix.length) : photo.path };
}

/** A listing without what differs from run to run: when things were done. */
export function toTimeless(listing: Listing): string[] {
  return listing.map((text) => {
    const { importedAtMs: _, updatedAtMs: __, trashedAtMs: ___, ...photo } = JSON.parse(text) as Photo;
    return JSON.stringify(photo);
  });
}
