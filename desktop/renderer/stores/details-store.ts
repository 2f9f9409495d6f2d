import { createStore, type StoreApi } from "zustand/vanilla";
import type { Connection } from "@shared/contract/connect";
import type { Photo } from "@shared/contract/photo";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import type { LibraryStore } from "@renderer/stores/library-store";

export interface DetailsState {
  /** Raised whenever a photo came, changed or was dropped. */
  version: number;
  /** Asks for those that are not held. What is asked for last comes first. */
  request(keys: Iterable<number>): void;
  photoOf(key: number): Photo | undefined;
  /** The photos of these keys, asked for when they are not held; without those that are no more. */
  fetch(keys: readonly number[], signal?: AbortSignal): Promise<Photo[]>;
}

export type DetailsStore = StoreApi<DetailsState>;

const HELD_MAX = 5000;
const BATCH = 200;
const PARALLEL = 2;

/** Details of photos near to what is on the screen. Those that changed are asked for again, and shown as they were until then. */
export function createDetailsStore(connection: Connection, library: LibraryStore): DetailsStore {
  /** In the order of last use, which a Map keeps. */
  const held = new Map<number, Photo>();
  const stale = new Set<number>();
  const waiting = new Set<number>();
  const coming = new Set<number>();
  let running = 0;

  const store = createStore<DetailsState>()((set) => {
    const bump = () => set(({ version }) => ({ version: version + 1 }));

    const keep = (photos: readonly ({ key: number; photo: Photo } | null)[]) => {
      for (const found of photos) {
        if (!found) continue;
        held.delete(found.key);
        held.set(found.key, found.photo);
      }
      for (const key of held.keys()) {
        if (held.size <= HELD_MAX) break;
        held.delete(key);
      }
    };

    const ask = async (keys: number[]) => {
      running++;
      try {
        const { photos } = await connection.invoke(LIBRARY_OPERATIONS.details, { keys });
        for (const key of keys) stale.delete(key);
        keep(photos);
      } catch {
        // Asked for again by whoever still shows them: after a lost connection all is drawn anew.
      } finally {
        running--;
        for (const key of keys) coming.delete(key);
        bump();
        pump();
      }
    };

    const pump = () => {
      while (running < PARALLEL && waiting.size > 0) {
        const keys = [...waiting].slice(-BATCH);
        for (const key of keys) {
          waiting.delete(key);
          coming.add(key);
        }
        void ask(keys);
      }
    };

    const request = (keys: Iterable<number>) => {
      // Only the newest request counts: what was scrolled past is no longer wanted.
      waiting.clear();
      for (const key of keys) {
        const photo = held.get(key);
        if (photo) {
          held.delete(key);
          held.set(key, photo);
        }
        if ((!photo || stale.has(key)) && !coming.has(key)) waiting.add(key);
      }
      pump();
    };

    library.getState().onTouched((keys) => {
      const touched = [...(keys ?? held.keys())].filter((key) => held.has(key));
      if (touched.length === 0) return;
      const near = touched.slice(-BATCH);
      for (const key of touched.slice(0, -BATCH)) held.delete(key);
      for (const key of near) {
        stale.add(key);
        coming.delete(key);
        waiting.add(key);
      }
      bump();
      pump();
    });

    return {
      version: 0,
      request,
      photoOf: (key) => held.get(key),
      async fetch(keys, signal) {
        const missing = keys.filter((key) => !held.has(key) || stale.has(key));
        const fresh = new Map<number, Photo>();
        for (let from = 0; from < missing.length; from += BATCH) {
          const { photos } = await connection.invoke(
            LIBRARY_OPERATIONS.details,
            { keys: missing.slice(from, from + BATCH) },
            { signal },
          );
          for (const found of photos) if (found) fresh.set(found.key, found.photo);
        }
        return keys.flatMap((key) => fresh.get(key) ?? held.get(key) ?? []);
      },
    };
  });
  return store;
}
