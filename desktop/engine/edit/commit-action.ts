import { MUTATION_ITEMS_MAX, type Mutation } from "@shared/contract/mutation";
import type { CatalogHost } from "@engine/catalog/catalog-host";
import type { Orders } from "@engine/catalog/orders";
import type { PlannedItem, PlannedOperation } from "@engine/edit/plan-edit";
import type { JournalEntry } from "@engine/journal/mutation.repository";
import type { Journal } from "@engine/journal/journal";
import type { Reached } from "@engine/kill-points";
import type { System } from "@engine/system";

export interface ActionDeps {
  system: System;
  journal: Journal;
  catalog: CatalogHost;
  orders: Orders;
  reached: Reached;
}

/** An action as it is about to be done. */
export interface PlannedAction {
  id: string;
  label: string;
  /** The action that this one takes back. */
  undoes: string | null;
  operations: readonly PlannedOperation[];
}

/** Writes an action into the journal, all of it at once, and lets the catalog follow. */
export async function commitAction(action: PlannedAction, deps: ActionDeps): Promise<void> {
  const { system, journal, catalog, orders, reached } = deps;
  const { id, label, undoes } = action;
  const entries = journal.transaction(() => {
    const atMs = system.clock.nowMs();
    journal.actions.save({ id, label, atMs, undoes, undoneBy: null });
    if (undoes !== null) saveUndoing(undoes, id, journal);
    const numbered = toEntries(action, journal.mutations.findLastN(), atMs, system.newId);
    for (const entry of numbered) journal.mutations.save(entry);
    return numbered;
  });
  reached("edit.journaled");
  await orders.follow(await catalog.catchUp(entries.map(({ mutation }) => mutation)));
  reached("edit.folded");
}

/** Taking an undo back makes what it had undone stand again. */
function saveUndoing(undone: string, by: string, journal: Journal): void {
  const target = journal.actions.find(undone);
  journal.actions.saveUndone(undone, by);
  if (target?.undoes) journal.actions.saveUndone(target.undoes, null);
}

function toEntries(
  { id, operations }: PlannedAction,
  lastN: number,
  atMs: number,
  newId: () => string,
): JournalEntry[] {
  const chunks = operations.flatMap(({ op, items }) => toChunks(items).map((chunk) => ({ op, items: chunk })));
  return chunks.map(({ op, items }, index) => ({
    mutation: {
      ...{ n: lastN + 1 + index, mid: newId(), action: id, atMs, op },
      items: items.map(({ k, f, base }) => ({ k, f, base })),
    } as Mutation,
    before: items.map(({ before }) => before),
  }));
}

function toChunks(items: readonly PlannedItem[]): PlannedItem[][] {
  const chunks: PlannedItem[][] = [];
  for (let from = 0; from < items.length; from += MUTATION_ITEMS_MAX)
    chunks.push(items.slice(from, from + MUTATION_ITEMS_MAX));
  return chunks;
}
