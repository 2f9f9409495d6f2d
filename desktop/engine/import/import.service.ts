import { existsSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ImportFile, ImportMode, ImportProgress, UnfinishedImport } from "@shared/contract/import";
import { AppError } from "@shared/errors";
import { type Bell, createBell } from "@engine/bell";
import type { CatalogHost } from "@engine/catalog/catalog-host";
import type { Orders } from "@engine/catalog/orders";
import { createTurns } from "@engine/catalog/turns";
import { toDiskFull } from "@engine/files/disk-full";
import { toFsPath } from "@engine/files/file-path";
import { commitImport } from "@engine/import/commit-import";
import { createImportCounter, type ImportCounter } from "@engine/import/import-counter";
import { fillQueue, takeQueued } from "@engine/import/import-queue";
import { runImport } from "@engine/import/import-run";
import { createOriginals } from "@engine/import/originals";
import { createReview, type Review } from "@engine/import/review";
import { runThumbnails } from "@engine/import/thumbnail-run";
import type { ImportJob } from "@engine/journal/job.repository";
import type { Journal } from "@engine/journal/journal";
import type { Reached } from "@engine/kill-points";
import { fromKeptPath, type LibraryFolder } from "@engine/library-folder";
import type { Log } from "@engine/log";
import type { RenditionRepository } from "@engine/renditions/rendition.repository";
import { THUMBNAIL_RANK, type ThumbnailMaker } from "@engine/renditions/thumbnails";
import type { System } from "@engine/system";
import type { MediaPool } from "@engine/workers/media-pool";
import { findStates } from "@shared/catalog/photos";

export interface ImportDeps {
  folder: LibraryFolder;
  system: System;
  journal: Journal;
  renditions: RenditionRepository;
  catalog: CatalogHost;
  orders: Orders;
  thumbnails: ThumbnailMaker;
  pool: MediaPool;
  reached: Reached;
  log: Log;
}

export interface ImportService extends Pick<Review, "retry" | "dismiss"> {
  /** Starts an import of paths that are absolute, or goes on with the same one where it was broken off. */
  start(input: { paths: string[]; mode: ImportMode }): { jobId: string; isResumed: boolean };
  watch(jobId: string, signal: AbortSignal): AsyncGenerator<ImportProgress>;
  cancel(jobId: string): void;
  files(jobId: string): AsyncGenerator<ImportFile[]>;
  review: Review["list"];
  /** Imports that are not finished, now and whenever that changes. */
  unfinished(signal: AbortSignal): AsyncGenerator<{ imports: UnfinishedImport[] }>;
  /** Goes on with an import that was broken off. Throws `import_not_found`, and as `start` does. */
  resume(jobId: string): { jobId: string; isResumed: boolean };
  isRunning(): boolean;
  /** Stops what runs; it goes on when it is started again. */
  close(): Promise<void>;
}

/** An import of this run of the engine. */
interface Run {
  job: ImportJob;
  counter: ImportCounter;
  bell: Bell;
  controller: AbortController;
  /** Why it stopped, in words. */
  message: string | null;
}

const PAGE = 1000;
/** How often progress is told at the most. */
const PROGRESS_MS = 150;
/** Facts go before thumbnails until so many thumbnails are due; then they take turns. */
const THUMBNAILS_DUE_MAX = 2000;

export function createImportService(deps: ImportDeps): ImportService {
  const { journal, system } = deps;
  const runs = new Map<string, Run>();
  const turns = createTurns();
  /** Rings when an import begins, stops or finishes. */
  const turned = createBell();

  const begin = (job: ImportJob): void => {
    const counter = createImportCounter(journal.jobFiles.findTotals(job.id), system.clock);
    const run: Run = { job, counter, bell: createBell(), controller: new AbortController(), message: null };
    runs.set(job.id, run);
    turned.ring();
    void turns.take(() => perform(run, deps)).then(turned.ring);
  };

  const requireJob = (jobId: string): ImportJob => {
    const job = runs.get(jobId)?.job ?? journal.jobs.find(jobId);
    if (!job) throw new AppError("import_not_found", `There is no import ${jobId}. Start one with "imgstream import".`);
    return job;
  };

  const start: ImportService["start"] = (input) => {
    if (!input.paths.some((path) => existsSync(toFsPath(path)))) {
      throw new AppError(
        "path_not_found",
        `There is nothing at ${input.paths.join(", ")}. Check the path, and that its drive is connected.`,
      );
    }
    const unfinished = journal.jobs.findUnfinished(input);
    const run = unfinished && runs.get(unfinished.id);
    // One that is just being cancelled begins again when it has stopped.
    const isRunning = run?.job.state === "running" && !run.controller.signal.aborted;
    if (unfinished && isRunning) return { jobId: unfinished.id, isResumed: true };
    const job = unfinished ? { ...unfinished, state: "running" as const, code: null } : create(input, journal, system);
    begin(job);
    return { jobId: job.id, isResumed: unfinished !== undefined };
  };
  const review = createReview(deps.folder, journal, start);

  return {
    start,
    resume: (jobId) => start(requireJob(jobId).input),
    unfinished: async function* (signal) {
      let last = "";
      while (!signal.aborted) {
        const imports = listUnfinished(journal, runs);
        const told = JSON.stringify(imports);
        if (told !== last) yield { imports };
        // What changed while that was taken is seen before waiting.
        if (told === last) await turned.next(signal);
        last = told;
      }
    },
    watch: async function* (jobId, signal) {
      const run = runs.get(jobId);
      if (!run) {
        const job = requireJob(jobId);
        const counter = createImportCounter(journal.jobFiles.findTotals(jobId), system.clock);
        yield counter.toProgress(toSettled(job), null);
        return;
      }
      yield* watchRun(run, system, signal);
    },
    cancel: (jobId) => {
      requireJob(jobId);
      runs.get(jobId)?.controller.abort(new AppError("cancelled", "The import was cancelled."));
    },
    files: async function* (jobId) {
      requireJob(jobId);
      for (let after = 0; ;) {
        const page = journal.jobFiles.listDone(jobId, after, PAGE);
        const last = page.at(-1);
        if (!last) return;
        after = last.ordinal;
        yield page.map(({ ordinal: _, ...file }) => file);
        // A long report leaves room for other work between its pages.
        await nextTurn();
      }
    },
    review: review.list,
    retry: review.retry,
    dismiss: review.dismiss,
    isRunning: () => [...runs.values()].some(({ job }) => job.state === "running"),
    close: async () => {
      for (const { controller } of runs.values())
        controller.abort(new AppError("engine_closed", "The engine was closed."));
      await turns.take(() => Promise.resolve());
    },
  };
}

/** An import that the journal says runs, and that this engine does not know, ended with an earlier one. */
function toSettled(job: ImportJob): ImportJob {
  return job.state === "running" ? { ...job, state: "stopped", code: "engine_closed" } : job;
}

function listUnfinished(journal: Journal, runs: ReadonlyMap<string, Run>): UnfinishedImport[] {
  return journal.jobs.list().flatMap((kept) => {
    const { id, state, code } = runs.get(kept.id)?.job ?? toSettled(kept);
    return state === "finished" ? [] : [{ jobId: id, state, code }];
  });
}

function create(input: ImportJob["input"], journal: Journal, { newId, clock }: System): ImportJob {
  const job: ImportJob = { id: newId(), input, actionId: newId(), state: "running", code: null };
  journal.transaction(() => {
    forgetSettled(journal);
    journal.jobs.save(job, clock.nowMs());
  });
  return job;
}

/** Of earlier imports only what somebody may still want to look at is kept. */
function forgetSettled(journal: Journal): void {
  for (const { id, state } of journal.jobs.list()) {
    if (state !== "finished") continue;
    journal.jobFiles.deleteSettled(id);
    if (journal.jobFiles.findTotals(id).found === 0) journal.jobs.delete(id);
  }
}

async function perform(run: Run, deps: ImportDeps): Promise<void> {
  const { journal, system, log } = deps;
  const end = (state: ImportJob["state"], code: string | null, message: string | null) => {
    run.job = { ...run.job, state, code };
    run.message = message;
    try {
      journal.jobs.saveState(run.job.id, state, code, system.clock.nowMs());
    } catch (error) {
      // The disk may be full. What the journal says then, that it runs, is as good: started again, it goes on.
      log.warn("import_state_unsaved", { error: String(error) });
    }
    run.bell.ring();
  };
  try {
    journal.jobs.saveState(run.job.id, "running", null, system.clock.nowMs());
    // After a full disk the catalog may be behind the journal: photos that it does not know would be imported again.
    await deps.orders.follow(await deps.catalog.catchUp());
    await runStages(run, deps);
    end("finished", null, null);
  } catch (thrown) {
    const error = toDiskFull(thrown, deps.folder.root);
    const code = error instanceof AppError ? error.code : "internal";
    if (code === "internal") log.warn("import_failed", { error: error instanceof Error ? error.stack : String(error) });
    end("stopped", code, error instanceof Error ? error.message : String(error));
  }
}

/** Walk, reading and thumbnails go on together; the first to fail ends the others. */
async function runStages(run: Run, deps: ImportDeps): Promise<void> {
  const { folder, journal, pool, catalog, system } = deps;
  const { job, counter, bell } = run;
  const failed = new AbortController();
  const signal = AbortSignal.any([run.controller.signal, failed.signal]);
  const originals = createOriginals({
    ...{ folder, pool, reached: deps.reached },
    isKnown: journal.sources.isKnown,
    newId: system.newId,
  });
  let isRead = false;
  const reading = runImport(takeQueued(job, { journal, counter, bell }, signal), {
    mode: job.input.mode,
    pool,
    originals,
    inspectRank: () => (counter.thumbnailsLeft > THUMBNAILS_DUE_MAX ? THUMBNAIL_RANK : 0),
    findStates: (photoIds) => catalog.read((connection) => findStates(connection, photoIds)),
    findPaths: (photoIds) => toShownPaths(journal.sources.findPaths(photoIds), folder),
    commit: async (results) => {
      await commitImport(job, results, counter, { ...deps, originals });
      bell.ring();
    },
  }).then(() => {
    isRead = true;
    bell.ring();
  });
  const stages = [
    fillQueue(job, { journal, counter, bell }, signal).then(() => deps.reached("import.walked")),
    reading,
    runThumbnails(job, { ...deps, workers: pool.size, counter, bell, isRead: () => isRead }, signal),
  ];
  await Promise.all(stages.map((stage) => stage.catch((error: unknown) => failed.abort(error))));
  run.controller.signal.throwIfAborted();
  failed.signal.throwIfAborted();
}

function toShownPaths(paths: ReadonlyMap<string, string>, folder: LibraryFolder): Map<string, string> {
  return new Map([...paths].map(([photoId, path]) => [photoId, fromKeptPath(folder, path)]));
}

async function* watchRun(run: Run, { clock }: System, signal: AbortSignal): AsyncGenerator<ImportProgress> {
  let lastMs = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const { state } = run.job;
    if (state !== "running" || clock.monotonicMs() - lastMs >= PROGRESS_MS) {
      lastMs = clock.monotonicMs();
      yield run.counter.toProgress(run.job, run.message);
      if (state !== "running") return;
    }
    // Read again before waiting: it may have ended while the last progress was being looked at.
    if (run.job.state === "running") await run.bell.next(signal);
  }
}
