import type { PhotoState } from "@shared/contract/photo";
import type { ImportMode } from "@shared/contract/import";
import { AppError } from "@shared/errors";
import type { ImportedPhoto, ImportResult } from "@engine/import/import-result";
import type { Originals, OriginalToKeep } from "@engine/import/originals";
import {
  duplicateOutcome,
  failedOutcome,
  importedOutcome,
  sidecarOutcome,
  toVerdict,
  UNSUPPORTED,
  type Verdict,
} from "@engine/import/outcome";
import { mapInOrder, toBatches } from "@engine/import/streams";
import type { FileOutcome, QueuedFile } from "@engine/journal/job-file.repository";
import type { Inspection } from "@engine/workers/media-task";
import type { MediaPool } from "@engine/workers/media-pool";
import { TroubleError } from "@engine/workers/trouble";

interface Deps {
  mode: ImportMode;
  pool: MediaPool;
  originals: Originals;
  /** Lower goes first: facts before thumbnails, until many thumbnails are due. */
  inspectRank(): number;
  findStates(photoIds: readonly string[]): Promise<ReadonlyMap<string, PhotoState>>;
  findPaths(photoIds: readonly string[]): ReadonlyMap<string, string>;
  commit(results: readonly ImportResult[]): Promise<void>;
}

type Inspected = { file: QueuedFile; inspection: Inspection } | { file: QueuedFile; trouble: TroubleError };
type Seen = Extract<Inspection, { kind: "photo" }>;

/** What became of a file, and the photo that it would have been had it not been lost. */
type StoreResult = ImportResult & { lostPhotoId?: string };

/** A file with what is decided of it; a photo that is to be copied has its place already. */
interface Decided {
  file: QueuedFile;
  outcome: FileOutcome;
  photo?: {
    seen: Seen;
    verdict: Verdict;
    keep: { original: OriginalToKeep; place: Awaited<ReturnType<Originals["reserve"]>> } | null;
  };
}

/** Files that are read at once for each worker: enough that none waits for work. */
const READS_PER_WORKER = 4;
const DECIDE_BATCH = 100;
const DECIDE_WAIT_MS = 50;
/** One mutation's worth; a drop is seen in the timeline within this time. */
const COMMIT_BATCH = 500;
const COMMIT_WAIT_MS = 250;

/**
 * Takes queued files into the library: reads them in parallel, decides and commits in the order of the queue. So which of
 * two equal files is the photo and which the duplicate, and what copies are called, is the same in every run.
 */
export async function runImport(files: AsyncIterable<QueuedFile>, deps: Deps): Promise<void> {
  const orphaned = await runOnce(files, deps);
  // What stood back for a file that then could not be copied is looked at again: now it is the photo itself.
  if (orphaned.length > 0) await runImport(toStream(orphaned), deps);
}

async function* toStream<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

/** Gives the files that were taken for duplicates of a file that was lost; they are not committed. */
async function runOnce(files: AsyncIterable<QueuedFile>, deps: Deps): Promise<QueuedFile[]> {
  const inspected = mapInOrder(files, deps.pool.size * READS_PER_WORKER, (file) => inspect(file, deps));
  const underWay = new Map<string, string>();
  const decided = decideAll(toBatches(inspected, DECIDE_BATCH, DECIDE_WAIT_MS), underWay, deps);
  const stored = mapInOrder(decided, deps.pool.size * 2, (each) => store(each, deps));
  const orphaned: QueuedFile[] = [];
  const lost = new Set<string>();
  for await (const results of toBatches(stored, COMMIT_BATCH, COMMIT_WAIT_MS)) {
    const settled: StoreResult[] = [];
    for (const result of results) {
      if (isOrphaned(result, lost)) orphaned.push(result.file);
      else settled.push(result);
    }
    await deps.commit(settled);
    for (const { photo, lostPhotoId } of settled) {
      if (photo?.verdict !== "duplicate") underWay.delete(lostPhotoId ?? photo?.photoId ?? "");
    }
  }
  return orphaned;
}

/** Whether a file gave way to one that was lost. To be asked of each in their order: `lost` is kept on the way. */
function isOrphaned({ photo, lostPhotoId }: StoreResult, lost: Set<string>): boolean {
  if (lostPhotoId !== undefined) lost.add(lostPhotoId);
  if (!photo) return false;
  if (photo.verdict !== "duplicate") lost.delete(photo.photoId);
  return lost.has(photo.photoId);
}

async function inspect(file: QueuedFile, { pool, inspectRank }: Deps): Promise<Inspected> {
  try {
    const task = { kind: "inspect", path: file.path, sidecars: file.sidecars } as const;
    return { file, inspection: await pool.run(task, { rank: inspectRank(), sizeBytes: file.sizeBytes }) };
  } catch (error) {
    if (error instanceof TroubleError) return { file, trouble: error };
    throw error;
  }
}

/** `underWay`: photos that are decided and not yet in the catalog, with the file that each came from. */
async function* decideAll(
  batches: AsyncIterable<Inspected[]>,
  underWay: Map<string, string>,
  deps: Deps,
): AsyncGenerator<Decided> {
  for await (const batch of batches) {
    const photoIds = batch.flatMap((each) =>
      "inspection" in each && each.inspection.kind === "photo" ? [each.inspection.photoId] : [],
    );
    // A photo may move from what is under way into the catalog after that was asked: also while this batch is decided.
    const seenHere = new Map(underWay);
    const states = await deps.findStates(photoIds);
    const paths = deps.findPaths(photoIds);
    for (const each of batch) {
      if ("trouble" in each) {
        yield { file: each.file, outcome: toFailed(each.trouble) };
      } else if (each.inspection.kind !== "photo") {
        yield { file: each.file, outcome: each.inspection.kind === "sidecar" ? sidecarOutcome([]) : UNSUPPORTED };
      } else {
        const seen = each.inspection;
        const path = underWay.get(seen.photoId) ?? seenHere.get(seen.photoId);
        const verdict = path === undefined ? toVerdict(states.get(seen.photoId)) : "duplicate";
        if (verdict !== "duplicate") for (const map of [underWay, seenHere]) map.set(seen.photoId, each.file.path);
        yield await decide(each.file, seen, verdict, path ?? paths.get(seen.photoId), deps);
      }
    }
  }
}

async function decide(
  file: QueuedFile,
  seen: Seen,
  verdict: Verdict,
  path: string | undefined,
  deps: Deps,
): Promise<Decided> {
  if (verdict === "duplicate") {
    return { file, outcome: duplicateOutcome(seen.photoId, path), photo: { seen, verdict, keep: null } };
  }
  const outcome = importedOutcome(seen.photoId, verdict === "revive", seen.notes);
  const isHere = verdict === "revive" && path !== undefined;
  if (deps.mode === "reference" || isHere) return { file, outcome, photo: { seen, verdict, keep: null } };
  const { contentHash, capturedLocal } = seen.photo;
  const original = {
    path: file.path,
    contentHash,
    capturedLocal,
    sizeBytes: seen.stamp.sizeBytes,
    sidecars: file.sidecars,
  };
  return { file, outcome, photo: { seen, verdict, keep: { original, place: await deps.originals.reserve(original) } } };
}

async function store({ file, outcome, photo }: Decided, { originals, mode }: Deps): Promise<StoreResult> {
  if (!photo) return { file, outcome, photo: null };
  const { seen, verdict, keep } = photo;
  const imported: ImportedPhoto = {
    ...{ photoId: seen.photoId, verdict, facts: seen.photo, tags: seen.tags },
    kept: null,
    source: mode === "reference" ? { path: file.path, stamp: seen.stamp } : null,
  };
  if (!keep) return { file, outcome, photo: imported };
  try {
    const kept = await originals.store(keep.original, keep.place);
    return { file, outcome, photo: { ...imported, kept, source: { path: keep.place.path, stamp: kept.stamp } } };
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    originals.release(keep.original, keep.place);
    return { file, outcome: toFailed(error), photo: null, lostPhotoId: seen.photoId };
  }
}

/** A full disk is no fault of the file: the import stops, and goes on from here when there is room. */
function toFailed({ trouble: { code, message } }: TroubleError): FileOutcome {
  if (code === "disk_full") {
    throw new AppError(
      "disk_full",
      "The disk of the library is full. Free some space and import again: it goes on from here.",
    );
  }
  return failedOutcome(code, message);
}
