import type { CellWriter } from "@shared/contract/mutation";
import type { Journal } from "@engine/journal/journal";

/**
 * Whether a cell, last written by the mutation `writer`, still shows what the mutation `mid` wrote. Undoing an action
 * writes its cells anew, but what they show then is what the action had found: so behind the writer of an undo stands the
 * writer that the undone action had replaced, and so on.
 */
export type StillShows = (cell: { k: string; field: string; writer: string | undefined }, mid: string) => boolean;

/** For each row of an action the writers that it replaced, by field. */
type Replaced = ReadonlyMap<string, Readonly<Record<string, CellWriter>>>;

export function createStillShows({ mutations, actions }: Journal): StillShows {
  const undoneBy = new Map<string, string | undefined>();
  const replacedBy = new Map<string, Replaced>();

  /** The action that the action of a mutation took back, if it did. */
  const undoneOf = (mid: string): string | undefined => {
    if (!undoneBy.has(mid)) {
      const actionId = mutations.findActionId(mid);
      undoneBy.set(mid, (actionId === undefined ? undefined : actions.find(actionId))?.undoes ?? undefined);
    }
    return undoneBy.get(mid);
  };

  const replacedOf = (actionId: string): Replaced => {
    const known = replacedBy.get(actionId);
    if (known) return known;
    const replaced = new Map<string, Record<string, CellWriter>>();
    for (const { mutation } of mutations.listByAction(actionId)) {
      for (const { k, base = {} } of mutation.items) replaced.set(k, { ...replaced.get(k), ...base });
    }
    replacedBy.set(actionId, replaced);
    return replaced;
  };

  return ({ k, field, writer }, mid) => {
    for (let standing = writer; standing !== undefined;) {
      if (standing === mid) return true;
      const undone = undoneOf(standing);
      standing = undone === undefined ? undefined : replacedOf(undone).get(k)?.[field]?.w;
    }
    return false;
  };
}
