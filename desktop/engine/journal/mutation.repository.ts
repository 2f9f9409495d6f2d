import type { Mutation } from "@shared/contract/mutation";
import { fromJsonBlob, toJsonBlob } from "@engine/db/json-blob";
import type { ReadableDb, WritableDb } from "@shared/sqlite/sqlite";

/** What the cells of one item held before a mutation. */
export type CellsBefore = Record<string, unknown>;

/** A mutation with what it replaced, item by item; null for an import. */
export interface JournalEntry {
  mutation: Mutation;
  before: CellsBefore[] | null;
}

interface MutationRow {
  n: number;
  mid: string;
  action_id: string;
  op: string;
  at_ms: number;
  items: Buffer;
  before: Buffer | null;
}

const COLUMNS = "n, mid, action_id, op, at_ms, items, before";

function toMutation({ n, mid, action_id, op, at_ms, items }: MutationRow): Mutation {
  return { n, mid, action: action_id, atMs: at_ms, op, items: fromJsonBlob(items) } as Mutation;
}

export interface MutationRepository {
  /** The number of the last mutation; 0 when there is none. */
  findLastN(): number;
  /** Mutations after a number, in order. */
  listAfter(n: number, limit: number): Mutation[];
  listByAction(actionId: string): JournalEntry[];
  /** The action of a mutation of this device. */
  findActionId(mid: string): string | undefined;
  save(entry: JournalEntry): void;
}

export function createMutationRepository(db: WritableDb & ReadableDb): MutationRepository {
  return {
    findLastN: () => db.get<{ n: number | null }>("SELECT max(n) AS n FROM mutation")?.n ?? 0,
    listAfter: (n, limit) =>
      db
        .all<MutationRow>(`SELECT ${COLUMNS} FROM mutation WHERE n > $n ORDER BY n LIMIT $limit`, { n, limit })
        .map(toMutation),
    findActionId: (mid) =>
      db.get<{ actionId: string }>(`SELECT action_id AS "actionId" FROM mutation WHERE mid = $mid`, { mid })?.actionId,
    listByAction: (actionId) =>
      db
        .all<MutationRow>(`SELECT ${COLUMNS} FROM mutation WHERE action_id = $actionId ORDER BY n`, { actionId })
        .map((row) => ({ mutation: toMutation(row), before: row.before && fromJsonBlob<CellsBefore[]>(row.before) })),
    save: ({ mutation: { n, mid, action, op, atMs, items }, before }) => {
      db.run(
        `INSERT INTO mutation (n, mid, action_id, op, at_ms, item_count, items, before)
         VALUES ($n, $mid, $action, $op, $atMs, $itemCount, $items, $before)`,
        {
          ...{ n, mid, action, op, atMs },
          itemCount: items.length,
          items: toJsonBlob(items),
          before: before && toJsonBlob(before),
        },
      );
    },
  };
}
