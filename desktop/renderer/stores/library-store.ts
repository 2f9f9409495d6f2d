import { createStore, type StoreApi } from "zustand/vanilla";
import type { Connection } from "@shared/contract/connect";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { LIBRARY_OPERATIONS, type OrderSort } from "@shared/contract/view";
import { AppError, type TextRange } from "@shared/errors";
import type { Schedule } from "@shared/domain/schedule";
import {
  applyStep,
  countAfterStep,
  countPlaces,
  positionsByKey,
  type Order,
  type OrderCounts,
} from "@renderer/stores/order";
import { findShown, rowOfPosition, type Place, type Rows } from "@renderer/stores/shown";
import { keysOfMatch, placeQuery } from "@renderer/stores/place-query";

export type LibraryStatus =
  | { kind: "opening" }
  | { kind: "ready" }
  /** The engine is gone; what was held is still shown. */
  | { kind: "lost"; message: string };

/** What the search found. A mistake's range is in UTF-16 units of the text that was searched for. */
export type SearchMatch =
  | { kind: "all" }
  | { kind: "searching" }
  | { kind: "found"; count: number }
  | { kind: "mistake"; message: string; range: TextRange | undefined; suggestion: string | undefined };

/** How many photos the places hold. `review` counts files that need attention. */
export interface PlaceCounts {
  library: number;
  favourites: number;
  trash: number;
  review: number;
}

export interface LibraryState {
  status: LibraryStatus;
  /** Null until the library was opened once. */
  order: Order | null;
  query: string;
  place: Place;
  /** Positions in `order`, newest first; null until there is an order. A row is an index into it. */
  shown: Rows | null;
  match: SearchMatch;
  counts: PlaceCounts;
  search(text: string): void;
  go(place: Place): void;
  /** Opens the library, or opens it again after the connection was lost. */
  open(): void;
  lose(message: string): void;
  /** The photo's key; undefined beyond the photos shown. */
  keyAt(row: number): number | undefined;
  /** Where a photo is shown; -1 when it is not. */
  rowOf(key: number): number;
  /** The query that finds just the photos shown, for actions on all of them. */
  shownQuery(): string;
  /** Tells of photos whose details have changed, moved or not; null when any may have. Gives what takes the listener away. */
  onTouched(listener: (keys: Int32Array | null) => void): () => void;
  refreshCounts(): void;
}

export type LibraryStore = StoreApi<LibraryState>;

const NO_COUNTS: PlaceCounts = { library: 0, favourites: 0, trash: 0, review: 0 };
/** While changes stream in, a search is asked again no more often than this. */
const AGAIN_MS = 250;
const COUNTS_MS = 1000;
/** Orders of the last versions are kept so that an answer about one of them can still be read. */
const KEPT_VERSIONS = 8;
const LOOKUPS_MAX = 32;

interface Live {
  /** Ends the feed of changes and what waits for it. */
  readonly abort: AbortController;
}

/** The library as the interface holds it: the order kept up to date, and what of it is shown. */
export function createLibraryStore(connection: Connection, schedule: Schedule, place: Place = "library"): LibraryStore {
  const touchedListeners = new Set<(keys: Int32Array | null) => void>();
  /** Keys found by the search, by key; null while everything of the place is shown. */
  let found: Uint8Array | null = null;
  let lookups: { order: Order; count: number; byKey: Int32Array | null } | null = null;
  let recent: Order[] = [];
  let live: Live | null = null;
  let asking: AbortController | null = null;
  let cancelAgain: (() => void) | null = null;
  let isCounting = false;
  let isCountStale = false;

  return createStore<LibraryState>()((set, get) => {
    const sortNow = (): OrderSort => (get().place === "recent" ? "imported" : "captured");

    const hold = (order: Order, counted: OrderCounts, more: Partial<LibraryState> = {}) => {
      recent = [...recent.slice(1 - KEPT_VERSIONS), order];
      const { place, counts } = get();
      set({ ...more, order, counts: { ...counts, ...counted }, shown: findShown(order, place, found) });
    };

    const tell = (keys: Int32Array | null) => {
      for (const listener of [...touchedListeners]) listener(keys);
    };

    const refreshCounts = () => {
      if (isCounting) {
        isCountStale = true;
        return;
      }
      isCounting = true;
      isCountStale = false;
      schedule(COUNTS_MS, () => {
        isCounting = false;
        if (isCountStale) refreshCounts();
      });
      connection.invoke(STATE_OPERATIONS.status, {}).then(
        ({ needAttention }) => set(({ counts }) => ({ counts: { ...counts, review: needAttention } })),
        () => undefined,
      );
    };

    const ask = async () => {
      cancelAgain?.();
      cancelAgain = null;
      asking?.abort();
      const { query, place } = get();
      if (query.trim() === "") return;
      const mine = (asking = new AbortController());
      const asked = placeQuery(query, place);
      try {
        const match = await connection.invoke(
          LIBRARY_OPERATIONS.match,
          { query: asked.query, sort: sortNow() },
          { signal: mine.signal },
        );
        const of = recent.find(({ version }) => version === match.version);
        if (of === undefined) {
          askAgain();
          return;
        }
        found = keysOfMatch(of, match.bits);
        const { order } = get();
        if (order === null) return;
        const shown = findShown(order, place, found);
        set({ shown, match: { kind: "found", count: shown.length } });
      } catch (thrown) {
        if (mine.signal.aborted) return;
        if (!(thrown instanceof AppError) || thrown.code === "disconnected") return;
        const range = thrown.range && {
          from: Math.max(0, thrown.range.from - asked.offset),
          to: Math.min(query.length, Math.max(0, thrown.range.to - asked.offset)),
        };
        set({ match: { kind: "mistake", message: thrown.message, range, suggestion: thrown.suggestion } });
      }
    };

    const askAgain = () => {
      if (get().query.trim() === "") return;
      cancelAgain ??= schedule(AGAIN_MS, () => void ask());
    };

    const follow = async (mine: Live, sort: OrderSort) => {
      const { signal } = mine.abort;
      const order = await connection.invoke(LIBRARY_OPERATIONS.order, { sort }, { signal });
      if (live !== mine) return;
      recent = [];
      hold(order, countPlaces(order), { status: { kind: "ready" } });
      tell(null);
      refreshCounts();
      void ask();
      const changes = connection.subscribe(LIBRARY_OPERATIONS.changes, { sort, since: order.version }, { signal });
      for await (const change of changes) {
        const before = get().order;
        if (live !== mine || before === null) return;
        if (change.kind === "reload" || change.from !== before.version) {
          begin();
          return;
        }
        hold(applyStep(before, change), countAfterStep(get().counts, before, change));
        tell(change.touched);
        refreshCounts();
        askAgain();
      }
    };

    const begin = () => {
      live?.abort.abort();
      const mine = (live = { abort: new AbortController() });
      follow(mine, sortNow()).catch((thrown: unknown) => {
        if (mine.abort.signal.aborted) return;
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        set({ status: { kind: "lost", message } });
      });
    };

    return {
      status: { kind: "opening" },
      order: null,
      query: "",
      place,
      shown: null,
      match: { kind: "all" },
      counts: NO_COUNTS,
      refreshCounts,
      open: begin,
      lose(message) {
        live?.abort.abort();
        set({ status: { kind: "lost", message } });
      },
      search(text) {
        const { query, order, place } = get();
        if (text === query) return;
        set({ query: text });
        if (text.trim() !== "") {
          set({ match: { kind: "searching" } });
          void ask();
          return;
        }
        asking?.abort();
        found = null;
        set({ match: { kind: "all" }, ...(order && { shown: findShown(order, place, found) }) });
      },
      go(place) {
        const { order, place: before } = get();
        if (place === before) return;
        found = null;
        asking?.abort();
        const isOtherSort = (place === "recent") !== (before === "recent");
        set({
          ...{ place, query: "", match: { kind: "all" } as const },
          ...(isOtherSort ? { order: null, shown: null } : order && { shown: findShown(order, place, found) }),
        });
        if (isOtherSort) begin();
      },
      keyAt(row) {
        const { order, shown } = get();
        const position = shown?.[row];
        return position === undefined ? undefined : order?.keys[position];
      },
      rowOf(key) {
        const { order, shown } = get();
        if (!order || !shown) return -1;
        if (lookups?.order !== order) lookups = { order, count: 0, byKey: null };
        // A few are searched for, which is quick; many are worth a table.
        if (++lookups.count > LOOKUPS_MAX) lookups.byKey ??= positionsByKey(order);
        return rowOfPosition(shown, lookups.byKey ? (lookups.byKey[key] ?? -1) : order.keys.indexOf(key));
      },
      shownQuery: () => placeQuery(get().query, get().place).query,
      onTouched(listener) {
        touchedListeners.add(listener);
        return () => void touchedListeners.delete(listener);
      },
    };
  });
}
