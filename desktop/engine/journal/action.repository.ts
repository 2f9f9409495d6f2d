import type { ReadableDb, WritableDb } from "@shared/sqlite/sqlite";

/** One gesture of a person: what it was called, when, and whether it has been undone. */
export interface Action {
  id: string;
  label: string;
  atMs: number;
  /** The action that this one takes back. */
  undoes: string | null;
  /** The action that took this one back. */
  undoneBy: string | null;
}

const COLUMNS = `id, label, at_ms AS "atMs", undoes, undone_by AS "undoneBy"`;

export interface ActionRepository {
  find(id: string): Action | undefined;
  /** The newest action that has not been undone and is not an undo itself. */
  findLastUndoable(): Action | undefined;
  /** Newest first. */
  list(limit: number): Action[];
  save(action: Action): void;
  saveUndone(id: string, undoneBy: string | null): void;
}

export function createActionRepository(db: WritableDb & ReadableDb): ActionRepository {
  return {
    find: (id) => db.get<Action>(`SELECT ${COLUMNS} FROM action WHERE id = $id`, { id }),
    findLastUndoable: () =>
      db.get<Action>(
        `SELECT ${COLUMNS} FROM action WHERE undone_by IS NULL AND undoes IS NULL ORDER BY id DESC LIMIT 1`,
      ),
    list: (limit) => db.all<Action>(`SELECT ${COLUMNS} FROM action ORDER BY id DESC LIMIT $limit`, { limit }),
    save: ({ id, label, atMs, undoes, undoneBy }) => {
      db.run(
        "INSERT INTO action (id, label, at_ms, undoes, undone_by) VALUES ($id, $label, $atMs, $undoes, $undoneBy)",
        { id, label, atMs, undoes, undoneBy },
      );
    },
    saveUndone: (id, undoneBy) => {
      db.run("UPDATE action SET undone_by = $undoneBy WHERE id = $id", { id, undoneBy });
    },
  };
}
