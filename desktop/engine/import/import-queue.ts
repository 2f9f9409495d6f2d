import { walkFiles, type WalkEntry } from "@engine/files/walk";
import type { Bell } from "@engine/bell";
import type { ImportCounter } from "@engine/import/import-counter";
import { failedOutcome, sidecarOutcome } from "@engine/import/outcome";
import { toBatches } from "@engine/import/streams";
import type { FileOutcome, FoundFile, QueuedFile } from "@engine/journal/job-file.repository";
import type { ImportJob } from "@engine/journal/job.repository";
import type { Journal } from "@engine/journal/journal";

const WALK_BATCH = 500;
const WALK_WAIT_MS = 100;
const PAGE = 500;

interface Deps {
  journal: Journal;
  counter: ImportCounter;
  bell: Bell;
}

/** Walks a job's paths and puts every file into its queue; those that are there already keep their place and outcome. */
export async function fillQueue(job: ImportJob, { journal, counter, bell }: Deps, signal: AbortSignal): Promise<void> {
  for await (const entries of toBatches(walkFiles(job.input.paths, signal), WALK_BATCH, WALK_WAIT_MS)) {
    const found = entries.map(toFound);
    const fresh = journal.transaction(() =>
      found.filter(({ file, outcome }) => journal.jobFiles.save(job.id, file, outcome)),
    );
    for (const { file, outcome } of fresh) {
      counter.addFound(file.sizeBytes);
      if (outcome) counter.addDone(file.sizeBytes, outcome, false);
    }
    bell.ring();
  }
  counter.isWalked = true;
  bell.ring();
}

function toFound(entry: WalkEntry): { file: FoundFile; outcome: FileOutcome | undefined } {
  const { path } = entry;
  switch (entry.kind) {
    case "file":
      return { file: { path, sizeBytes: entry.sizeBytes, sidecars: entry.sidecars }, outcome: undefined };
    case "sidecar":
      return { file: { path, sizeBytes: entry.sizeBytes, sidecars: [] }, outcome: sidecarOutcome(entry.photos) };
    case "trouble": {
      const failed = failedOutcome(entry.code, entry.message);
      const outcome: FileOutcome = entry.code === "not_a_file" ? { ...failed, state: "unsupported" } : failed;
      return { file: { path, sizeBytes: 0, sidecars: [] }, outcome };
    }
  }
}

/** The files of a job's queue in the order of the walk, as they come in; ends when the walk has ended and none is left. */
export async function* takeQueued(
  job: ImportJob,
  { journal, counter, bell }: Deps,
  signal: AbortSignal,
): AsyncGenerator<QueuedFile> {
  let after = 0;
  for (;;) {
    signal.throwIfAborted();
    const isWalked = counter.isWalked;
    const page = journal.jobFiles.listQueued(job.id, after, PAGE);
    for (const file of page) {
      signal.throwIfAborted();
      after = file.ordinal;
      yield file;
    }
    if (page.length > 0) continue;
    if (isWalked) return;
    await bell.next(signal);
  }
}
