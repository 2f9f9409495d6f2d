import type { ImportMode, ReviewFile } from "@shared/contract/import";
import { AppError } from "@shared/errors";
import type { ImportService } from "@engine/import/import.service";
import type { Journal } from "@engine/journal/journal";
import { type LibraryFolder, toDroppedPath } from "@engine/library-folder";

export interface Review {
  list(limit: number): { files: ReviewFile[]; count: number };
  /** Imports files again, each in the mode of its import. Throws `import_not_found` when none is on the list any more. */
  retry(entries: readonly string[]): { jobIds: string[] };
  dismiss(entries: readonly string[]): { dismissed: number };
}

/** The list of files that a person should look at. `start` begins an import. */
export function createReview(folder: LibraryFolder, journal: Journal, start: ImportService["start"]): Review {
  const { jobs, jobFiles } = journal;
  const dismiss = (entries: readonly string[]) =>
    journal.transaction(() => entries.filter((entry) => jobFiles.saveDismissed(entry)).length);

  return {
    list: (limit) => ({
      files: jobFiles.listReview(limit).map((file) => {
        const dropped = toDroppedPath(folder, file.path);
        return { ...file, path: dropped ?? file.path, isDropped: dropped !== undefined };
      }),
      count: jobFiles.countReview(),
    }),
    retry: (entries) => {
      const byMode = new Map<ImportMode, { paths: string[]; entries: string[] }>();
      for (const entry of entries) {
        const found = jobFiles.findReview(entry);
        const mode = found && jobs.find(found.jobId)?.input.mode;
        if (!found || !mode) continue;
        const group = byMode.get(mode) ?? { paths: [], entries: [] };
        byMode.set(mode, { paths: [...group.paths, found.path], entries: [...group.entries, entry] });
      }
      if (byMode.size === 0) {
        throw new AppError("import_not_found", "These files are no longer on the review list. Import them again.");
      }
      const jobIds: string[] = [];
      for (const [mode, { paths, entries: retried }] of byMode) {
        jobIds.push(start({ paths, mode }).jobId);
        // Only now: what cannot be started again stays on the list.
        dismiss(retried);
      }
      return { jobIds };
    },
    dismiss: (entries) => ({ dismissed: dismiss(entries) }),
  };
}
