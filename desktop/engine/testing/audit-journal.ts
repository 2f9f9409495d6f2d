import type { JournalImage, RenditionImage } from "@engine/testing/library-image";

/** What the journal says of a photo, folded by this file alone. */
export interface ReplayedPhoto {
  photoId: string;
  contentHash: string;
  /** SHA-256 of its sidecars. */
  assets: string[];
  isTrashed: boolean;
  title: string | null;
}

/** What an import writes of a photo, as far as it is looked at here. */
interface ImportedFacts {
  contentHash: string;
  title: string | null;
  assets: { sha256: string }[];
}

/** Every photo that the journal has imported, as its mutations leave it. */
export function replayPhotos({ mutations }: JournalImage): Map<string, ReplayedPhoto> {
  const photos = new Map<string, ReplayedPhoto>();
  for (const { op, items } of mutations) {
    for (const { k, f } of items) {
      const photo = photos.get(k);
      if (op === "photo.import.bulk") {
        const { contentHash, assets, title } = f as unknown as ImportedFacts;
        const sums = assets.map(({ sha256 }) => sha256);
        photos.set(k, { photoId: k, contentHash, title, assets: sums, isTrashed: false });
      } else if (photo && op === "photo.set.bulk" && "title" in f) photo.title = f.title as string | null;
      else if (photo && op === "photo.trash.bulk") photo.isTrashed = true;
      else if (photo && op === "photo.restore.bulk") photo.isTrashed = false;
    }
  }
  return photos;
}

/** What is wrong within the journal, and between it and the rendition store. */
export function findJournalProblems(journal: JournalImage, renditions: RenditionImage): string[] {
  return [
    ...journal.damages.map((damage) => `journal: ${damage}`),
    ...renditions.damages.map((damage) => `renditions: ${damage}`),
    ...findMutationProblems(journal),
    ...findJobFileProblems(journal, renditions),
    ...findStrayRenditions(journal, renditions),
  ];
}

function findMutationProblems({ mutations, actionIds }: JournalImage): string[] {
  const imported = new Map<string, number>();
  return mutations.flatMap(({ n, actionId, op, itemCount, items }, index) => {
    const problems: string[] = [];
    if (n !== index + 1) problems.push(`mutation ${n} stands where ${index + 1} should`);
    if (items.length !== itemCount) problems.push(`mutation ${n} has ${items.length} items and says ${itemCount}`);
    if (!actionIds.includes(actionId)) problems.push(`mutation ${n} is of no action`);
    for (const { k } of op === "photo.import.bulk" ? items : []) {
      const before = imported.get(k);
      if (before !== undefined) problems.push(`${k} is imported by mutations ${before} and ${n}`);
      imported.set(k, n);
    }
    return problems;
  });
}

const STATES = ["queued", "imported", "duplicate", "sidecar", "unsupported", "failed"];

function findJobFileProblems(journal: JournalImage, renditions: RenditionImage): string[] {
  const photos = replayPhotos(journal);
  const seen = new Set<string>();
  return journal.jobFiles.flatMap(({ jobId, path, state, code, photoId, needsThumbnail }) => {
    const problems: string[] = [];
    const key = `${jobId} ${path}`;
    if (seen.has(key)) problems.push("is twice in its job");
    seen.add(key);
    if (!STATES.includes(state)) problems.push(`has the state ${state}`);
    const isPhoto = state === "imported" || state === "duplicate";
    if (isPhoto !== (photoId !== null)) problems.push(`is ${state} with photo ${photoId}`);
    if (photoId !== null && !photos.has(photoId)) problems.push(`is ${state} as ${photoId}, which nothing imported`);
    if (state === "queued" && code !== null) problems.push(`is queued with code ${code}`);
    if (state !== "queued" && state !== "imported" && code === null) problems.push(`is ${state} without a code`);
    if (needsThumbnail === 1 && state !== "imported") problems.push(`is ${state} and waits for a thumbnail`);
    const isShown = photoId !== null && (renditions.thumbnails.has(photoId) || renditions.placeholders.has(photoId));
    if (state === "imported" && needsThumbnail === 0 && !isShown) problems.push("says its thumbnail is made");
    return problems.map((problem) => `${path} ${problem}`);
  });
}

function findStrayRenditions(journal: JournalImage, { thumbnails, placeholders }: RenditionImage): string[] {
  const photos = replayPhotos(journal);
  return [...thumbnails, ...placeholders]
    .filter((photoId) => !photos.has(photoId))
    .map((photoId) => `a thumbnail of ${photoId}, which nothing imported`);
}
