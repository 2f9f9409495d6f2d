import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { ImportMode } from "@shared/contract/import";
import { libraryFolderAt } from "@engine/library-folder";
import { replayPhotos, type ReplayedPhoto } from "@engine/testing/audit-journal";
import type { JournalImage } from "@engine/testing/library-image";
import type { PhotoFolder } from "@engine/testing/photo-folder";

interface FileAudit {
  root: string;
  mode: ImportMode;
  folder: PhotoFolder;
  journal: JournalImage;
  /** The import has said that it is done: nothing may be left over. */
  isFinished: boolean;
}

/** What is wrong with the files of a library, and with those that were imported. */
export function findFileProblems(audit: FileAudit): string[] {
  const photos = [...replayPhotos(audit.journal).values()];
  const kept = hashFolder(libraryFolderAt(audit.root).originals);
  const common = [...findTouched(audit.folder), ...photos.flatMap((photo) => findSourceProblems(photo, audit))];
  if (audit.mode === "reference") return [...common, ...[...kept.keys()].map((path) => `${path} lies in Originals`)];
  return [...common, ...findKeptProblems(photos, kept, audit)];
}

/** An import changes nothing where it reads. */
function findTouched({ root, hashes }: PhotoFolder): string[] {
  const now = hashFolder(root);
  const paths = new Set([...hashes.keys(), ...now.keys()]);
  return [...paths].filter((path) => hashes.get(path) !== now.get(path)).map((path) => `${path} was changed`);
}

function findSourceProblems({ photoId, contentHash }: ReplayedPhoto, { root, mode, journal }: FileAudit): string[] {
  const problems: string[] = [];
  if (photoId !== toPhotoId(contentHash)) problems.push(`${photoId} is not the id of ${contentHash}`);
  const paths = journal.sources.filter((source) => source.photoId === photoId).map(({ path }) => resolve(root, path));
  if (paths.length === 0) problems.push(`${photoId} has no original`);
  if (mode === "copy" && paths.length > 1) problems.push(`${photoId} has ${paths.length} originals`);
  for (const path of paths) {
    if (!existsSync(path)) problems.push(`${path}, the original of ${photoId}, is not there`);
    else if (hashOf(path) !== contentHash) problems.push(`${path} does not hold ${photoId}`);
  }
  return problems;
}

/** Copies: each known, whole, and there once; sidecars beside their photos. */
function findKeptProblems(photos: readonly ReplayedPhoto[], kept: Map<string, string>, audit: FileAudit): string[] {
  const { root, folder, journal, isFinished } = audit;
  const originals = libraryFolderAt(root).originals;
  const problems: string[] = [];
  const wanted = new Set<string>();
  const pathOf = new Map(
    journal.sources.map(({ path, photoId }) => [photoId, relative(originals, resolve(root, path))]),
  );
  for (const { photoId, assets } of photos) {
    const path = pathOf.get(photoId) ?? "";
    wanted.add(path);
    for (const asset of assets) {
      const beside = [...kept].filter(([other, sum]) => sum === asset && dirname(other) === dirname(path));
      if (beside.length === 0) problems.push(`${path} lacks its sidecar ${asset}`);
      for (const [other] of beside) wanted.add(other);
    }
  }
  const given = new Set(folder.hashes.values());
  const contents = photos.map(({ contentHash }) => contentHash);
  for (const contentHash of new Set(contents)) {
    const places = [...kept].filter(([, sum]) => sum === contentHash).map(([path]) => path);
    if (places.length > 1) problems.push(`one photo lies at ${places.join(" and ")}`);
  }
  for (const [path, sum] of kept) {
    if (wanted.has(path)) continue;
    if (isFinished) problems.push(`${path} belongs to no photo`);
    else if (!given.has(sum)) problems.push(`${path} is not a whole copy of anything`);
    else if (path.endsWith(".incoming")) problems.push(`${path} is on its way in full view`);
  }
  return problems;
}

function hashFolder(root: string): Map<string, string> {
  if (!existsSync(root)) return new Map();
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(root, path), hashOf(path)]));
}

function hashOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** The first 160 bits in base32 of RFC 4648 in lower case, by way of a number. */
function toPhotoId(contentHash: string): string {
  const digits = BigInt(`0x${contentHash.slice(0, 40)}`)
    .toString(32)
    .padStart(32, "0");
  return Array.from(digits, (digit) => "abcdefghijklmnopqrstuvwxyz234567".charAt(parseInt(digit, 32))).join("");
}
