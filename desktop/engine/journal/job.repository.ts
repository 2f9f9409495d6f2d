import type { ImportMode } from "@shared/contract/import";
import type { ReadableDb, WritableDb } from "@shared/sqlite/sqlite";

export type JobState = "running" | "stopped" | "finished";

/** An import that goes on after a restart. */
export interface ImportJob {
  id: string;
  input: { paths: string[]; mode: ImportMode };
  /** The action that its mutations carry. */
  actionId: string;
  state: JobState;
  /** Why it stopped. */
  code: string | null;
}

interface JobRow {
  id: string;
  input: string;
  action_id: string;
  state: JobState;
  code: string | null;
}

const COLUMNS = "id, input, action_id, state, code";

function toJob({ id, input, action_id, state, code }: JobRow): ImportJob {
  return { id, input: JSON.parse(input) as ImportJob["input"], actionId: action_id, state, code };
}

export interface JobRepository {
  find(id: string): ImportJob | undefined;
  /** The import of just these paths in this mode that has begun and not finished. */
  findUnfinished(input: ImportJob["input"]): ImportJob | undefined;
  /** Newest first. */
  list(): ImportJob[];
  save(job: ImportJob, atMs: number): void;
  saveState(id: string, state: JobState, code: string | null, atMs: number): void;
  delete(id: string): void;
}

export function createJobRepository(db: WritableDb & ReadableDb): JobRepository {
  return {
    find: (id) => {
      const row = db.get<JobRow>(`SELECT ${COLUMNS} FROM job WHERE id = $id`, { id });
      return row && toJob(row);
    },
    findUnfinished: (input) => {
      const row = db.get<JobRow>(
        `SELECT ${COLUMNS} FROM job WHERE kind = 'import' AND input = $input AND state <> 'finished' ORDER BY id DESC LIMIT 1`,
        { input: JSON.stringify(input) },
      );
      return row && toJob(row);
    },
    list: () => db.all<JobRow>(`SELECT ${COLUMNS} FROM job ORDER BY id DESC`).map(toJob),
    save: ({ id, input, actionId, state, code }, atMs) => {
      db.run(
        `INSERT INTO job (id, kind, input, action_id, state, code, started_at_ms)
         VALUES ($id, 'import', $input, $actionId, $state, $code, $atMs)`,
        { id, input: JSON.stringify(input), actionId, state, code, atMs },
      );
    },
    saveState: (id, state, code, atMs) => {
      db.run("UPDATE job SET state = $state, code = $code, finished_at_ms = $atMs WHERE id = $id", {
        ...{ id, state, code },
        atMs: state === "running" ? null : atMs,
      });
    },
    delete: (id) => {
      db.run("DELETE FROM job WHERE id = $id", { id });
    },
  };
}
