import {
  type FileCode,
  type FileState,
  type ImportCounts,
  type ImportFile,
  REVIEW_CODES,
} from "@shared/contract/import";
import type { ReadableDb, WritableDb } from "@shared/sqlite/sqlite";

/** A file that a walk has found. */
export interface FoundFile {
  path: string;
  sizeBytes: number;
  /** Files that say something about this one. */
  sidecars: readonly string[];
}

/** A found file that waits for its turn. */
export interface QueuedFile extends FoundFile {
  ordinal: number;
}

/** What became of a file. */
export interface FileOutcome {
  state: FileState;
  code: FileCode | null;
  message: string | null;
  photoId: string | null;
}

/** A photo of a job that has no thumbnail yet. */
export interface ThumbnailDue {
  ordinal: number;
  photoId: string;
  sizeBytes: number;
  /** On the review list already, for what was read of the file. */
  code: FileCode | null;
}

export interface JobTotals {
  found: number;
  foundBytes: number;
  done: number;
  doneBytes: number;
  counts: ImportCounts;
  needAttention: number;
  thumbnailsLeft: number;
}

interface FileRow {
  ordinal: number;
  path: string;
  size_bytes: number;
  sidecars: string | null;
}

const IN_REVIEW = `(code IN (${REVIEW_CODES.map((code) => `'${code}'`).join(", ")}) AND NOT is_dismissed)`;
const SHOWN = `path, state, photo_id AS "photoId", code, message`;
const ENTRY_PARTED = ":";

function toPlace(entry: string): { jobId: string; ordinal: number } {
  const [jobId = "", ordinal = ""] = entry.split(ENTRY_PARTED);
  return { jobId, ordinal: Number.parseInt(ordinal, 10) || 0 };
}

export interface JobFileRepository {
  /** Adds a file at the end of a job's queue, with its outcome when it has one already. Says false of a path it has. */
  save(jobId: string, file: FoundFile, outcome?: FileOutcome): boolean;
  listQueued(jobId: string, afterOrdinal: number, limit: number): QueuedFile[];
  saveOutcome(jobId: string, ordinal: number, outcome: FileOutcome & { needsThumbnail: boolean }): void;
  listThumbnailsDue(jobId: string, afterOrdinal: number, limit: number): ThumbnailDue[];
  /** The thumbnail is made, or cannot be: then the code says why. */
  saveThumbnailDone(jobId: string, ordinal: number, trouble: { code: FileCode; message: string } | null): void;
  findTotals(jobId: string): JobTotals;
  listDone(jobId: string, afterOrdinal: number, limit: number): (ImportFile & { ordinal: number })[];
  listReview(limit: number): (ImportFile & { entry: string })[];
  countReview(): number;
  /** A file of the review list by its entry. */
  findReview(entry: string): { jobId: string; path: string } | undefined;
  /** Takes a file off the review list. Says false when it was not on it. */
  saveDismissed(entry: string): boolean;
  /** Forgets the files of a job that nobody needs to look at. */
  deleteSettled(jobId: string): void;
}

export function createJobFileRepository(db: WritableDb & ReadableDb): JobFileRepository {
  return {
    ...createWriter(db),
    ...createReviewReader(db),
    listQueued: (jobId, after, limit) =>
      db
        .all<FileRow>(
          `SELECT ordinal, path, size_bytes, sidecars FROM job_file
           WHERE job_id = $jobId AND ordinal > $after AND state = 'queued' ORDER BY ordinal LIMIT $limit`,
          { jobId, after, limit },
        )
        .map(({ ordinal, path, size_bytes, sidecars }) => {
          return { ordinal, path, sizeBytes: size_bytes, sidecars: sidecars ? (JSON.parse(sidecars) as string[]) : [] };
        }),
    listThumbnailsDue: (jobId, after, limit) =>
      db.all<ThumbnailDue>(
        `SELECT ordinal, photo_id AS "photoId", size_bytes AS "sizeBytes", code FROM job_file
         WHERE job_id = $jobId AND ordinal > $after AND needs_thumbnail = 1 ORDER BY ordinal LIMIT $limit`,
        { jobId, after, limit },
      ),
    findTotals: (jobId) => findTotals(db, jobId),
    listDone: (jobId, after, limit) =>
      db.all(
        `SELECT ordinal, ${SHOWN} FROM job_file
         WHERE job_id = $jobId AND ordinal > $after AND state <> 'queued' ORDER BY ordinal LIMIT $limit`,
        { jobId, after, limit },
      ),
  };
}

function createReviewReader(db: ReadableDb): Pick<JobFileRepository, "listReview" | "countReview" | "findReview"> {
  return {
    listReview: (limit) =>
      db.all(
        `SELECT ${SHOWN}, job_id || '${ENTRY_PARTED}' || ordinal AS entry FROM job_file
         WHERE ${IN_REVIEW} ORDER BY job_id DESC, ordinal LIMIT $limit`,
        { limit },
      ),
    countReview: () =>
      db.get<{ count: number }>(`SELECT count(*) AS count FROM job_file WHERE ${IN_REVIEW}`)?.count ?? 0,
    findReview: (entry) =>
      db.get(
        `SELECT job_id AS "jobId", path FROM job_file WHERE job_id = $jobId AND ordinal = $ordinal AND ${IN_REVIEW}`,
        toPlace(entry),
      ),
  };
}

function createWriter(db: WritableDb) {
  return {
    save: (jobId: string, { path, sizeBytes, sidecars }: FoundFile, outcome?: FileOutcome) =>
      db.run(
        `INSERT INTO job_file (job_id, ordinal, path, size_bytes, sidecars, state, code, message, photo_id)
         VALUES ($jobId, (SELECT coalesce(max(ordinal), 0) + 1 FROM job_file WHERE job_id = $jobId),
           $path, $sizeBytes, $sidecars, $state, $code, $message, $photoId)
         ON CONFLICT (job_id, path) DO NOTHING`,
        {
          ...{ jobId, path, sizeBytes },
          sidecars: sidecars.length > 0 ? JSON.stringify(sidecars) : null,
          state: outcome?.state ?? "queued",
          code: outcome?.code ?? null,
          message: outcome?.message ?? null,
          photoId: outcome?.photoId ?? null,
        },
      ) > 0,
    saveOutcome: (
      jobId: string,
      ordinal: number,
      { needsThumbnail, state, code, message, photoId }: FileOutcome & { needsThumbnail: boolean },
    ) => {
      db.run(
        `UPDATE job_file SET state = $state, code = $code, message = $message, photo_id = $photoId,
           needs_thumbnail = $needsThumbnail WHERE job_id = $jobId AND ordinal = $ordinal`,
        { jobId, ordinal, state, code, message, photoId, needsThumbnail: needsThumbnail ? 1 : 0 },
      );
    },
    saveThumbnailDone: (jobId: string, ordinal: number, trouble: { code: FileCode; message: string } | null) => {
      db.run(
        `UPDATE job_file SET needs_thumbnail = 0, code = coalesce($code, code), message = coalesce($message, message)
         WHERE job_id = $jobId AND ordinal = $ordinal`,
        { jobId, ordinal, code: trouble?.code ?? null, message: trouble?.message ?? null },
      );
    },
    saveDismissed: (entry: string) =>
      db.run(`UPDATE job_file SET is_dismissed = 1 WHERE job_id = $jobId AND ordinal = $ordinal AND ${IN_REVIEW}`, {
        ...toPlace(entry),
      }) > 0,
    deleteSettled: (jobId: string) => {
      db.run(`DELETE FROM job_file WHERE job_id = $jobId AND coalesce(NOT (${IN_REVIEW}), TRUE)`, { jobId });
    },
  };
}

function findTotals(db: ReadableDb, jobId: string): JobTotals {
  const rows = db.all<{ state: FileState | "queued"; count: number; bytes: number; review: number; due: number }>(
    `SELECT state, count(*) AS count, sum(size_bytes) AS bytes, total(${IN_REVIEW}) AS review,
       total(needs_thumbnail) AS due FROM job_file WHERE job_id = $jobId GROUP BY state`,
    { jobId },
  );
  const totals: JobTotals = {
    ...{ found: 0, foundBytes: 0, done: 0, doneBytes: 0, needAttention: 0, thumbnailsLeft: 0 },
    counts: { imported: 0, duplicate: 0, sidecar: 0, unsupported: 0, failed: 0 },
  };
  for (const { state, count, bytes, review, due } of rows) {
    totals.found += count;
    totals.foundBytes += bytes;
    totals.needAttention += review;
    totals.thumbnailsLeft += due;
    if (state === "queued") continue;
    totals.done += count;
    totals.doneBytes += bytes;
    totals.counts[state] = count;
  }
  return totals;
}
