import { readdirSync, rmSync } from "node:fs";
import { join, sep } from "node:path";
import type { Clock } from "@shared/domain/clock";
import type { ImportJob, JobRepository } from "@engine/journal/job.repository";
import type { LibraryFolder } from "@engine/library-folder";

/** The drops that an import takes files from, by the names of their folders. */
export function dropsOf({ input }: Pick<ImportJob, "input">, { incoming }: LibraryFolder): string[] {
  const prefix = join(incoming, sep);
  const within = input.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  return [...new Set(within.map((path) => path.split(sep, 1)[0] ?? ""))];
}

/**
 * Clears, when a library is opened, what earlier processes left on its way in. Drops whose import was broken off stay: the
 * import goes on from them. One that a person cancelled is over.
 */
export function sweepIncoming(folder: LibraryFolder, jobs: JobRepository, clock: Clock): void {
  const kept = new Set<string>();
  for (const job of jobs.list()) {
    const drops = job.state === "finished" ? [] : dropsOf(job, folder);
    if (job.code !== "cancelled") for (const drop of drops) kept.add(drop);
    else if (drops.length > 0) jobs.saveState(job.id, "finished", job.code, clock.nowMs());
  }
  for (const name of readdirSync(folder.incoming)) {
    if (!kept.has(name)) rmSync(join(folder.incoming, name), { force: true, recursive: true });
  }
}
