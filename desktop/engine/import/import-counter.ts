import { type FileCode, type ImportProgress, REVIEW_CODES } from "@shared/contract/import";
import type { Clock } from "@shared/domain/clock";
import type { FileOutcome, JobTotals } from "@engine/journal/job-file.repository";
import type { ImportJob } from "@engine/journal/job.repository";

/** Counts an import as it goes, from where the journal says it stood. */
export interface ImportCounter {
  addFound(sizeBytes: number): void;
  addDone(sizeBytes: number, outcome: FileOutcome, needsThumbnail: boolean): void;
  /** `before` and `after`: why the photo is on the review list, if it is. */
  addThumbnail(photoId: string, before: FileCode | null, after: FileCode | null): void;
  readonly thumbnailsLeft: number;
  toProgress(job: ImportJob, message: string | null): ImportProgress;
  /** All files are found; until then `found` still grows. */
  isWalked: boolean;
}

/** The rate is that of the last seconds. */
const RATE_WINDOW_MS = 5000;
const LATEST_MAX = 6;

function needsReview(code: FileCode | null): boolean {
  return code !== null && REVIEW_CODES.includes(code);
}

export function createImportCounter(totals: JobTotals, clock: Clock): ImportCounter {
  const at = { ...totals, counts: { ...totals.counts } };
  let thumbnailsDone = 0;
  let latest: string[] = [];
  let samples: { ms: number; done: number }[] = [{ ms: clock.monotonicMs(), done: at.done }];

  const filesPerS = (): number | null => {
    const now = clock.monotonicMs();
    samples = [...samples, { ms: now, done: at.done }].filter(({ ms }) => now - ms <= RATE_WINDOW_MS);
    const [first] = samples;
    if (!first || now === first.ms || at.done === first.done) return null;
    return (1000 * (at.done - first.done)) / (now - first.ms);
  };

  const counter: ImportCounter = {
    isWalked: false,
    addFound: (sizeBytes) => {
      at.found += 1;
      at.foundBytes += sizeBytes;
    },
    addDone: (sizeBytes, outcome, needsThumbnail) => {
      at.done += 1;
      at.doneBytes += sizeBytes;
      at.counts[outcome.state] += 1;
      if (needsReview(outcome.code)) at.needAttention += 1;
      if (needsThumbnail) at.thumbnailsLeft += 1;
    },
    addThumbnail: (photoId, before, after) => {
      at.thumbnailsLeft -= 1;
      thumbnailsDone += 1;
      if (after === null) latest = [photoId, ...latest].slice(0, LATEST_MAX);
      if (!needsReview(before) && needsReview(after)) at.needAttention += 1;
    },
    get thumbnailsLeft() {
      return at.thumbnailsLeft;
    },
    toProgress: (job, message) => {
      const rate = job.state === "running" ? filesPerS() : null;
      const leftMs = rate !== null && counter.isWalked ? (1000 * (at.found - at.done)) / rate : null;
      return {
        ...{ jobId: job.id, state: job.state, code: job.code, message, isWalked: counter.isWalked },
        ...{ found: at.found, foundBytes: at.foundBytes, done: at.done, doneBytes: at.doneBytes },
        ...{ thumbnailsDone, thumbnailsLeft: at.thumbnailsLeft, needAttention: at.needAttention },
        counts: { ...at.counts },
        filesPerS: rate,
        leftMs,
        latest,
      };
    },
  };
  return counter;
}
