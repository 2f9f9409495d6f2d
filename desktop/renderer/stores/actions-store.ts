import { createStore, type StoreApi } from "zustand/vanilla";
import type { Connection } from "@shared/contract/connect";
import {
  EDIT_OPERATIONS,
  SCOPE_IDS_MAX,
  type EditOutcome,
  type PhotoChanges,
  type PhotoScope,
} from "@shared/contract/edit";
import type { Schedule } from "@shared/domain/schedule";
import type { MessageKey } from "@renderer/messages/en";
import type { MessageValues } from "@renderer/messages/message";
import type { DetailsStore } from "@renderer/stores/details-store";
import type { LibraryStore } from "@renderer/stores/library-store";

export interface Toast {
  id: number;
  kind: "done" | "failed";
  key: MessageKey;
  values: MessageValues;
  /** What its button takes back; empty when there is nothing to. */
  actionIds: readonly string[];
}

export interface ActionsState {
  toasts: readonly Toast[];
  /** How many gestures are under way. */
  busy: number;
  /** Each of these asks the engine, says in a toast what was done, and never throws; true when it was done. */
  edit(keys: Iterable<number>, changes: PhotoChanges, said?: MessageKey): Promise<boolean>;
  trash(keys: Iterable<number>): Promise<boolean>;
  restore(keys: Iterable<number>): Promise<boolean>;
  /** Takes back these actions, by default the last one that can be. */
  undo(actionIds?: readonly string[]): Promise<boolean>;
  say(key: MessageKey, values?: MessageValues, kind?: Toast["kind"]): void;
  fail(thrown: unknown): void;
  dismiss(id: number): void;
  /** While a toast is looked at, it stays. */
  hold(id: number): void;
  release(id: number): void;
}

export type ActionsStore = StoreApi<ActionsState>;

const TOAST_MS = 8000;
const TOASTS_MAX = 3;

/** Everything that changes photos goes through here, so that all of it can be taken back from where it was said. */
export function createActionsStore(
  connection: Connection,
  library: LibraryStore,
  details: DetailsStore,
  schedule: Schedule,
): ActionsStore {
  const timers = new Map<number, () => void>();
  let lastId = 0;

  const scopesOf = async (keys: Iterable<number>): Promise<PhotoScope[]> => {
    const list = [...keys];
    const { shown, shownQuery, rowOf } = library.getState();
    const isAll = list.length > 1000 && list.length === shown?.length && list.every((key) => rowOf(key) >= 0);
    if (isAll) return [{ query: shownQuery() }];
    const photoIds = (await details.getState().fetch(list)).map((photo) => photo.photoId);
    const scopes: PhotoScope[] = [];
    for (let from = 0; from < photoIds.length; from += SCOPE_IDS_MAX) {
      scopes.push({ photoIds: photoIds.slice(from, from + SCOPE_IDS_MAX) });
    }
    return scopes;
  };

  return createStore<ActionsState>()((set, get) => {
    const dismiss = (id: number) => {
      timers.get(id)?.();
      timers.delete(id);
      set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
    };
    const release = (id: number) => {
      timers.get(id)?.();
      timers.set(
        id,
        schedule(TOAST_MS, () => dismiss(id)),
      );
    };
    const show = (toast: Omit<Toast, "id">) => {
      const id = ++lastId;
      for (const old of get().toasts.slice(0, 1 - TOASTS_MAX)) dismiss(old.id);
      set(({ toasts }) => ({ toasts: [...toasts, { id, ...toast }] }));
      release(id);
    };
    const fail = (thrown: unknown) => {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      show({ kind: "failed", key: "actions.failed", values: { reason }, actionIds: [] });
    };
    const gesture = async (run: () => Promise<void>): Promise<boolean> => {
      set(({ busy }) => ({ busy: busy + 1 }));
      try {
        await run();
        return true;
      } catch (thrown) {
        fail(thrown);
        return false;
      } finally {
        set(({ busy }) => ({ busy: busy - 1 }));
      }
    };
    const change = (keys: Iterable<number>, said: MessageKey, ask: (scope: PhotoScope) => Promise<EditOutcome>) =>
      gesture(async () => {
        const outcomes: EditOutcome[] = [];
        for (const scope of await scopesOf(keys)) outcomes.push(await ask(scope));
        const count = outcomes.reduce((sum, { changed }) => sum + changed, 0);
        const actionIds = outcomes.flatMap(({ actionId }) => actionId ?? []);
        const key = count === 0 ? "actions.nothing" : said;
        show({ kind: "done", key, values: { count }, actionIds });
      });
    return {
      toasts: [],
      busy: 0,
      edit: (keys, changes, said = "actions.edited") =>
        change(keys, said, (scope) => connection.invoke(EDIT_OPERATIONS.edit, { scope, changes })),
      trash: (keys) => change(keys, "actions.trashed", (scope) => connection.invoke(EDIT_OPERATIONS.trash, { scope })),
      restore: (keys) =>
        change(keys, "actions.restored", (scope) => connection.invoke(EDIT_OPERATIONS.restore, { scope })),
      undo: (actionIds) =>
        gesture(async () => {
          const wanted = actionIds ?? [undefined];
          let count = 0;
          let left = 0;
          for (const actionId of [...wanted].reverse()) {
            const outcome = await connection.invoke(EDIT_OPERATIONS.undo, actionId === undefined ? {} : { actionId });
            count += outcome.changed;
            left += outcome.left;
          }
          const key = left > 0 ? "actions.undoneSome" : "actions.undone";
          show({ kind: "done", key, values: { count, left }, actionIds: [] });
        }),
      say: (key, values = {}, kind = "done") => show({ kind, key, values, actionIds: [] }),
      fail,
      dismiss,
      hold(id) {
        timers.get(id)?.();
        timers.delete(id);
      },
      release,
    };
  });
}
