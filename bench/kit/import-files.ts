import type { ImportMode } from "@shared/contract/import";
import type { ImportFilesAnswer, ImportFilesInput } from "@bench/probes/import-files";
import { withScratch } from "./folders";
import { type ProbeRun, runProbe } from "./probe";

/** Imports into a new library, in a process of its own; the library is gone afterwards. Throws when a file was left out. */
export function importFiles(
  paths: string[],
  mode: ImportMode,
  expected: number,
): Promise<ProbeRun<ImportFilesAnswer> & { wholeMs: number }> {
  return withScratch(async (root) => {
    const startedAt = performance.now();
    const run = await runProbe<ImportFilesInput, ImportFilesAnswer>("import-files", { root, paths, mode });
    const wholeMs = performance.now() - startedAt;
    if (run.answer.imported !== expected) {
      throw new Error(`Of ${expected} files ${run.answer.imported} were imported.`);
    }
    return { ...run, wholeMs };
  });
}
