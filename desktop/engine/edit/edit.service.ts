import { readPhotoCells, readTagCells, type RowCells, type TagCells } from "@shared/catalog/cells";
import { pickPhotoIds } from "@shared/catalog/picked";
import type { QueryScope } from "@shared/catalog/search/compile";
import type { ActionRecord, EditOutcome, PhotoChanges, PhotoScope, UndoOutcome } from "@shared/contract/edit";
import { AppError } from "@shared/errors";
import { createTurns } from "@engine/catalog/turns";
import { type ActionDeps, commitAction } from "@engine/edit/commit-action";
import { toEditLabel, toPhotoCount } from "@engine/edit/label";
import {
  changesKeywords,
  fieldsFor,
  nameWords,
  planPhoto,
  type PlannedItem,
  type PlannedOperation,
  planTags,
} from "@engine/edit/plan-edit";
import { fieldsOf, photoIdOfKey, planUndo, toDone } from "@engine/edit/plan-undo";
import { createStillShows } from "@engine/edit/still-shows";
import { pickScope } from "@engine/edit/scope";
import type { Action } from "@engine/journal/action.repository";

export interface EditService {
  edit(scope: PhotoScope, changes: PhotoChanges): Promise<EditOutcome>;
  trash(scope: PhotoScope): Promise<EditOutcome>;
  restore(scope: PhotoScope): Promise<EditOutcome>;
  /** Throws AppError `nothing_to_undo`, `action_not_found`, `action_undone`. */
  undo(actionId?: string): Promise<UndoOutcome>;
  listActions(limit: number): ActionRecord[];
}

/** Changes to photos, each an action that can be undone. They run one after another: each sees what the last one did. */
export function createEditService(deps: ActionDeps): EditService {
  const { catalog, orders } = deps;
  const turns = createTurns();
  const take = <T>(work: () => Promise<T>) =>
    turns.take(async () => {
      // After a full disk the catalog may be behind the journal: what is planned from it would not be true.
      await orders.follow(await catalog.catchUp());
      return work();
    });
  return {
    edit: (scope, changes) => take(() => edit(scope, changes, deps)),
    trash: (scope) => take(() => move(scope, "trashed", deps)),
    restore: (scope) => take(() => move(scope, "live", deps)),
    undo: (actionId) => take(() => undo(actionId, deps)),
    listActions: (limit) => deps.journal.actions.list(limit).map(({ id, ...action }) => ({ actionId: id, ...action })),
  };
}

interface Found {
  photos: RowCells[];
  tags: Map<string, TagCells[]>;
}

function find(
  scope: PhotoScope,
  fields: readonly string[],
  withTags: boolean,
  deps: ActionDeps,
  within?: QueryScope,
): Promise<Found> {
  const { catalog, system } = deps;
  return catalog.read(async (connection) => {
    const picked = await pickScope(connection, scope, { clock: system.clock, ...(within && { within }) });
    const photos = await readPhotoCells(connection, fields, picked);
    return { photos, tags: toTagsByPhoto(withTags ? await readTagCells(connection, picked) : []) };
  });
}

function toTagsByPhoto(tags: readonly TagCells[]): Map<string, TagCells[]> {
  const byPhoto = new Map<string, TagCells[]>();
  for (const tag of tags) {
    const list = byPhoto.get(tag.photoId) ?? [];
    byPhoto.set(tag.photoId, list);
    list.push(tag);
  }
  return byPhoto;
}

async function edit(scope: PhotoScope, changes: PhotoChanges, deps: ActionDeps): Promise<EditOutcome> {
  const withTags = changesKeywords(changes);
  const { photos, tags } = await find(scope, fieldsFor(changes), withTags, deps);
  const words = withTags ? nameWords(changes, deps.system.tagIdOf) : undefined;
  const setItems: PlannedItem[] = [];
  const tagItems: PlannedItem[] = [];
  let changed = 0;
  for (const photo of photos) {
    const item = planPhoto(changes, photo);
    const ofTags = words ? planTags(words, photo.k, tags.get(photo.k) ?? []) : [];
    if (item) setItems.push(item);
    for (const each of ofTags) tagItems.push(each);
    if (item || ofTags.length > 0) changed += 1;
  }
  const operations: PlannedOperation[] = [
    { op: "photo.set.bulk", items: setItems },
    { op: "photo_tag.set.bulk", items: tagItems },
  ];
  return perform(toEditLabel(changes, changed), operations, { changed, unchanged: photos.length - changed }, deps);
}

async function move(scope: PhotoScope, state: "trashed" | "live", deps: ActionDeps): Promise<EditOutcome> {
  const { photos } = await find(scope, ["state"], false, deps, state === "live" ? "trash" : "library");
  const items = photos.flatMap((photo): PlannedItem[] => {
    const writer = photo.writerOf("state");
    const before = { state: photo.values.state };
    return photo.values.state === state ? [] : [{ k: photo.k, f: {}, base: writer ? { state: writer } : {}, before }];
  });
  const [op, verb] =
    state === "trashed" ? (["photo.trash.bulk", "Trash"] as const) : (["photo.restore.bulk", "Restore"] as const);
  const counts = { changed: items.length, unchanged: photos.length - items.length };
  return perform(`${verb} ${toPhotoCount(items.length)}`, [{ op, items }], counts, deps);
}

async function perform(
  label: string,
  operations: readonly PlannedOperation[],
  counts: { changed: number; unchanged: number },
  deps: ActionDeps,
): Promise<EditOutcome> {
  if (operations.every(({ items }) => items.length === 0)) return { actionId: null, ...counts };
  const id = deps.system.newId();
  await commitAction({ id, label, undoes: null, operations }, deps);
  return { actionId: id, ...counts };
}

async function undo(actionId: string | undefined, deps: ActionDeps): Promise<UndoOutcome> {
  const { journal, catalog, system } = deps;
  const target = requireUndoable(actionId, deps);
  const done = toDone(journal.mutations.listByAction(target.id));
  const photoIds = [...done.photos.map(({ k }) => k), ...done.tags.map(({ k }) => photoIdOfKey(k))];
  const current = await catalog.read(async (connection) => {
    const picked = await pickPhotoIds(connection, photoIds);
    const rows = new Map<string, RowCells>();
    for (const row of await readPhotoCells(connection, fieldsOf(done), picked)) rows.set(row.k, row);
    if (done.tags.length > 0) for (const row of await readTagCells(connection, picked)) rows.set(row.k, row);
    return rows;
  });
  const plan = planUndo(done, current, createStillShows(journal));
  const id = system.newId();
  await commitAction({ id, label: `Undo: ${target.label}`, undoes: target.id, operations: plan.operations }, deps);
  return {
    ...{ undone: { actionId: target.id, label: target.label }, actionId: id },
    ...{ changed: plan.changedPhotos, left: plan.leftPhotos },
  };
}

function requireUndoable(actionId: string | undefined, { journal }: ActionDeps): Action {
  const target = actionId === undefined ? journal.actions.findLastUndoable() : journal.actions.find(actionId);
  if (!target && actionId === undefined) throw new AppError("nothing_to_undo", "There is nothing to undo.");
  if (!target) throw new AppError("action_not_found", `There is no action ${actionId ?? ""} in this library.`);
  if (target.undoneBy !== null) {
    throw new AppError(
      "action_undone",
      `"${target.label}" has been undone already. To do it again: undo ${target.undoneBy}`,
    );
  }
  return target;
}
