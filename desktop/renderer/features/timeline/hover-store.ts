import { createStore, type StoreApi } from "zustand/vanilla";

/** The row under the pointer, kept apart so that only the tiles concerned are drawn again. */
export type HoverStore = StoreApi<{ row: number | null }>;

export function createHoverStore(): HoverStore {
  return createStore(() => ({ row: null as number | null }));
}
