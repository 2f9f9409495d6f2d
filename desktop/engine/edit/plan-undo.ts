import type { RowCells } from "@shared/catalog/cells";
import { KEY_SEPARATOR, type Mutation } from "@shared/contract/mutation";
import { planCells, type PlannedItem, type PlannedOperation } from "@engine/edit/plan-edit";
import type { StillShows } from "@engine/edit/still-shows";
import type { JournalEntry } from "@engine/journal/mutation.repository";

/** What one item of an action did to the cells of a row. */
interface DoneItem {
  k: string;
  mid: string;
  /** The cells as they were. */
  before: Readonly<Record<string, unknown>>;
}

/** What an action did, by the kind of row; undoing looks at the rows as they are now and puts the cells back. */
export interface DoneAction {
  photos: DoneItem[];
  tags: DoneItem[];
}

export interface UndoPlan {
  operations: PlannedOperation[];
  changedPhotos: number;
  /** Photos with cells that somebody has written since. */
  leftPhotos: number;
}

/** What the mutations of an action have replaced. Before an import there was nothing: undoing it trashes. */
export function toDone(entries: readonly JournalEntry[]): DoneAction {
  const done: DoneAction = { photos: [], tags: [] };
  for (const { mutation, before } of entries) {
    const rows = mutation.op === "photo_tag.set.bulk" ? done.tags : done.photos;
    for (const [index, { k }] of mutation.items.entries()) {
      rows.push({ k, mid: mutation.mid, before: before?.[index] ?? { state: "trashed" } });
    }
  }
  return done;
}

/** The fields of photos that have to be looked at. */
export function fieldsOf({ photos }: DoneAction): string[] {
  return [...new Set(photos.flatMap(({ before }) => Object.keys(before)))];
}

export function photoIdOfKey(k: string): string {
  const end = k.indexOf(KEY_SEPARATOR);
  return end < 0 ? k : k.slice(0, end);
}

/** Puts back every cell that still shows what the action wrote; `current`: the rows as they are, by key. */
export function planUndo(done: DoneAction, current: ReadonlyMap<string, RowCells>, stillShows: StillShows): UndoPlan {
  const changed = new Set<string>();
  const left = new Set<string>();
  const undo = (items: readonly DoneItem[]): PlannedItem[] =>
    items.flatMap(({ k, mid, before }) => {
      const row = current.get(k);
      const fields = Object.keys(before);
      const own = fields.filter((field) => stillShows({ k, field, writer: row?.writerOf(field)?.w }, mid));
      const isWhole = own.length === fields.length;
      if (!isWhole) left.add(photoIdOfKey(k));
      const wanted = isWhole ? before : Object.fromEntries(own.map((field) => [field, before[field]]));
      const item = row && planCells(wanted, row);
      if (!item) return [];
      changed.add(photoIdOfKey(k));
      return [item];
    });
  const operations = [...byOperation(undo(done.photos)), { op: "photo_tag.set.bulk" as const, items: undo(done.tags) }];
  return {
    operations: operations.filter(({ items }) => items.length > 0),
    changedPhotos: changed.size,
    leftPhotos: left.size,
  };
}

/** `state` is written by operations of its own. */
function byOperation(items: readonly PlannedItem[]): PlannedOperation[] {
  const opOf = ({ f }: PlannedItem): Mutation["op"] => {
    if (!("state" in f)) return "photo.set.bulk";
    return f.state === "trashed" ? "photo.trash.bulk" : "photo.restore.bulk";
  };
  const ops = ["photo.set.bulk", "photo.trash.bulk", "photo.restore.bulk"] as const;
  return ops.map((op) => ({
    op,
    items: items.filter((item) => opOf(item) === op).map((item) => ("state" in item.f ? { ...item, f: {} } : item)),
  }));
}
