import { createStore, type StoreApi } from "zustand/vanilla";
import { keySetAt, NO_KEYS, type KeySet } from "@renderer/stores/key-set";
import type { LibraryStore } from "@renderer/stores/library-store";

export interface SelectionState {
  /** Keys of the photos selected. */
  keys: KeySet;
  /** Row from which a range extends; null before something was selected. */
  anchor: number | null;
  /** Row that the keyboard is at; null when there is none. */
  focus: number | null;
  /** Moves the keyboard's place alone. */
  moveFocus(row: number | null): void;
  toggle(row: number): void;
  /** Selects from the anchor to the row, beside nothing else. */
  extend(row: number): void;
  only(row: number): void;
  /** Adds all, or takes them away when all are selected already. */
  toggleRows(from: number, to: number): void;
  /** Selects just these keys, beside those of `kept`. */
  set(keys: Iterable<number>, kept?: KeySet): void;
  all(): void;
  clear(): void;
}

export type SelectionStore = StoreApi<SelectionState>;

/** What is selected of the photos shown. It follows the photos through changes and lets go of those no longer shown. */
export function createSelectionStore(library: LibraryStore): SelectionStore {
  /** Of the rows between these, both included. */
  const keysOf = (from: number, to: number): KeySet => {
    const { order, shown } = library.getState();
    if (!order || !shown) return NO_KEYS;
    return keySetAt(order.keys, shown.subarray(Math.min(from, to), Math.max(from, to) + 1));
  };
  const store = createStore<SelectionState>()((set, get) => ({
    keys: NO_KEYS,
    anchor: null,
    focus: null,
    moveFocus: (row) => set({ focus: row }),
    toggle(row) {
      const { keys } = get();
      const key = library.getState().keyAt(row);
      if (key === undefined) return;
      set({ keys: keys.has(key) ? keys.without([key]) : keys.with([key]), anchor: row, focus: row });
    },
    extend(row) {
      const anchor = get().anchor ?? get().focus ?? row;
      set({ keys: keysOf(anchor, row), anchor, focus: row });
    },
    only: (row) => set({ keys: keysOf(row, row), anchor: row, focus: row }),
    toggleRows(from, to) {
      const { keys } = get();
      const rows = keysOf(from, to);
      const next = [...rows].every((key) => keys.has(key)) ? keys.without(rows) : keys.with(rows);
      set({ keys: next, anchor: from });
    },
    set: (keys, kept = NO_KEYS) => set({ keys: kept.with(keys) }),
    all() {
      const { order, shown } = library.getState();
      if (order && shown) set({ keys: keySetAt(order.keys, shown) });
    },
    clear: () => set({ keys: NO_KEYS, anchor: null }),
  }));
  library.subscribe((state, before) => {
    if (state.shown === before.shown || state.shown === null) return;
    if (state.place !== before.place) {
      store.setState({ keys: NO_KEYS, anchor: null, focus: null });
      return;
    }
    follow(store, before, state);
  });
  return store;
}

type Shown = ReturnType<LibraryStore["getState"]>;

function follow(store: SelectionStore, before: Shown, now: Shown): void {
  const { keys, anchor, focus } = store.getState();
  const move = (row: number | null): number | null => {
    const position = row === null ? undefined : before.shown?.[row];
    const key = position === undefined ? undefined : before.order?.keys[position];
    if (row === null || key === undefined) return null;
    const moved = now.rowOf(key);
    const last = (now.shown?.length ?? 0) - 1;
    // A photo that is gone leaves the keyboard at the one that came into its place.
    return moved >= 0 ? moved : last < 0 ? null : Math.min(row, last);
  };
  const gone = [...keys].filter((key) => now.rowOf(key) < 0);
  const next = { keys: gone.length === 0 ? keys : keys.without(gone), anchor: move(anchor), focus: move(focus) };
  if (next.keys !== keys || next.anchor !== anchor || next.focus !== focus) store.setState(next);
}
