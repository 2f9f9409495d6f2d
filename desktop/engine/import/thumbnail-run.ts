import type { Bell } from "@engine/bell";
import type { ImportCounter } from "@engine/import/import-counter";
import { mapAsReady, toBatches } from "@engine/import/streams";
import type { ThumbnailDue } from "@engine/journal/job-file.repository";
import type { ImportJob } from "@engine/journal/job.repository";
import type { Journal } from "@engine/journal/journal";
import type { Reached } from "@engine/kill-points";
import type { ThumbnailMaker } from "@engine/renditions/thumbnails";

interface Deps {
  journal: Journal;
  thumbnails: ThumbnailMaker;
  /** How many are made at once. */
  workers: number;
  counter: ImportCounter;
  bell: Bell;
  reached: Reached;
  /** All files are read: no more thumbnails will be due than are now. */
  isRead(): boolean;
}

const PAGE = 200;
const SAVE_BATCH = 32;
const SAVE_WAIT_MS = 200;

/** Makes the thumbnails of a job's photos as they come in, until all are made or have a reason for not being. */
export async function runThumbnails(job: ImportJob, deps: Deps, signal: AbortSignal): Promise<void> {
  const { journal, thumbnails, workers, counter, bell, reached } = deps;
  const made = mapAsReady(takeDue(job, deps, signal), workers * 2, async (due) => {
    return { due, result: await thumbnails.render(due.photoId, due.sizeBytes) };
  });
  for await (const batch of toBatches(made, SAVE_BATCH, SAVE_WAIT_MS)) {
    const results = batch.map(({ result }) => result);
    thumbnails.save(results);
    reached("thumbnail.saved");
    journal.transaction(() => {
      for (const { due, result } of batch) journal.jobFiles.saveThumbnailDone(job.id, due.ordinal, result.trouble);
    });
    reached("thumbnail.journaled");
    for (const { due, result } of batch) counter.addThumbnail(due.photoId, due.code, result.trouble?.code ?? null);
    bell.ring();
  }
}

async function* takeDue(job: ImportJob, deps: Deps, signal: AbortSignal): AsyncGenerator<ThumbnailDue> {
  let after = 0;
  for (;;) {
    signal.throwIfAborted();
    const isRead = deps.isRead();
    const page = deps.journal.jobFiles.listThumbnailsDue(job.id, after, PAGE);
    for (const due of page) {
      signal.throwIfAborted();
      after = due.ordinal;
      yield due;
    }
    if (page.length > 0) continue;
    if (isRead) return;
    await deps.bell.next(signal);
  }
}
