import { openSqlite } from "@shared/sqlite/sqlite";
import { type ActionRepository, createActionRepository } from "@engine/journal/action.repository";
import { createJobFileRepository, type JobFileRepository } from "@engine/journal/job-file.repository";
import { createJobRepository, type JobRepository } from "@engine/journal/job.repository";
import { JOURNAL_MIGRATIONS } from "@engine/journal/migrations";
import { createMutationRepository, type MutationRepository } from "@engine/journal/mutation.repository";
import { createSettingRepository, type SettingRepository } from "@engine/journal/setting.repository";
import { createSourceRepository, type SourceRepository } from "@engine/journal/source.repository";

/** The durable truth of this device. What is done in one transaction is there after any crash, or none of it. */
export interface Journal {
  mutations: MutationRepository;
  actions: ActionRepository;
  jobs: JobRepository;
  jobFiles: JobFileRepository;
  sources: SourceRepository;
  settings: SettingRepository;
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens a library's journal, for this process alone. Throws as `openSqlite` does. */
export function openJournal(path: string): Journal {
  const db = openSqlite(path, { migrations: JOURNAL_MIGRATIONS, synchronous: "FULL" });
  return {
    mutations: createMutationRepository(db),
    actions: createActionRepository(db),
    jobs: createJobRepository(db),
    jobFiles: createJobFileRepository(db),
    sources: createSourceRepository(db),
    settings: createSettingRepository(db),
    transaction: (work) => db.transaction(work),
    close: () => db.close(),
  };
}
