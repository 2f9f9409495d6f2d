import { IMPORT_OPERATIONS, type ImportMode } from "@shared/contract/import";
import { answer } from "@bench/kit/answer";
import { openLibrary } from "@bench/kit/open-library";

export interface ImportFilesInput {
  /** The library; made when it is not there. */
  root: string;
  paths: string[];
  mode: ImportMode;
}

/** Times since the import was asked for. */
export interface ImportFilesAnswer {
  imported: number;
  /** All files are in the catalog and the order; thumbnails may be missing. */
  visibleMs: number;
  /** All thumbnails are there. */
  finishedMs: number;
  /** Files in the catalog after one second. */
  visibleInFirstSecond: number;
}

answer(async ({ root, paths, mode }: ImportFilesInput): Promise<ImportFilesAnswer> => {
  const library = await openLibrary(root);
  const startedAt = performance.now();
  const { jobId } = await library.invoke(IMPORT_OPERATIONS.start, { paths, mode });
  let visibleMs: number | undefined;
  let visibleInFirstSecond = 0;
  let imported = 0;
  for await (const progress of library.subscribe(IMPORT_OPERATIONS.watch, { jobId })) {
    const atMs = performance.now() - startedAt;
    imported = progress.counts.imported;
    if (atMs <= 1000) visibleInFirstSecond = imported;
    if (progress.isWalked && progress.done === progress.found) visibleMs ??= atMs;
  }
  const finishedMs = performance.now() - startedAt;
  await library.end();
  return { imported, visibleMs: visibleMs ?? finishedMs, finishedMs, visibleInFirstSecond };
});
