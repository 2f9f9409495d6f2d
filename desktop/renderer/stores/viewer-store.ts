import { createStore, type StoreApi } from "zustand/vanilla";

/** The photos that the timeline shows, newest first, by row; keys are those of the library's order. */
export interface ShownPhotos {
  readonly count: number;
  keyAt(row: number): number | undefined;
  /** -1 when the photo is not shown. */
  rowOf(key: number): number;
}

/** Where a thumbnail lies in the window, in CSS pixels: from there the viewer grows. */
export interface Origin {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface ViewerState {
  /** Row of the open photo among those shown; null when the viewer is closed. */
  openRow: number | null;
  /** Key of the open photo. */
  openKey: number | null;
  /** Which way the last step went: neighbours there are fetched first. */
  direction: 1 | -1;
  /** The thumbnail that was opened; null when it is not on the screen. */
  origin: Origin | null;
  /** Goes on over steps and is off after closing. */
  isInspectorOpen: boolean;
  open(row: number, origin?: Origin): void;
  close(): void;
  step(by: number): void;
  /** To the first or the last photo shown. */
  leap(to: "first" | "last"): void;
  /** After the photos shown have changed: stays at the open photo, or takes the one that came in its place. */
  follow(): void;
  toggleInspector(): void;
}

export type ViewerStore = StoreApi<ViewerState>;

/** `shown` gives the photos shown now. */
export function createViewerStore(shown: () => ShownPhotos): ViewerStore {
  return createStore<ViewerState>()((set, get) => {
    const goTo = (row: number, more: Partial<ViewerState> = {}) => {
      const key = shown().keyAt(row);
      if (key !== undefined) set({ openRow: row, openKey: key, ...more });
    };
    const close = () => set({ openRow: null, openKey: null, origin: null });
    return {
      openRow: null,
      openKey: null,
      direction: 1,
      origin: null,
      isInspectorOpen: false,
      open: (row, origin) => goTo(row, { direction: 1, origin: origin ?? null }),
      close,
      step(by) {
        const { openRow } = get();
        if (openRow === null || by === 0) return;
        const row = Math.min(shown().count - 1, Math.max(0, openRow + by));
        goTo(row, { direction: by > 0 ? 1 : -1 });
      },
      leap: (to) => goTo(to === "first" ? 0 : shown().count - 1, { direction: to === "first" ? 1 : -1 }),
      follow() {
        const { openRow, openKey } = get();
        if (openRow === null || openKey === null) return;
        const photos = shown();
        if (photos.count === 0) close();
        else if (photos.keyAt(openRow) !== openKey) {
          const row = photos.rowOf(openKey);
          goTo(row >= 0 ? row : Math.min(openRow, photos.count - 1));
        }
      },
      toggleInspector: () => set(({ isInspectorOpen }) => ({ isInspectorOpen: !isInspectorOpen })),
    };
  });
}
