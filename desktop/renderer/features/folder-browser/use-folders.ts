import { useCallback, useEffect, useState } from "react";
import { PICK_OPERATIONS, type FolderListing, type PickPlace } from "@shared/contract/pick";
import { AppError } from "@shared/errors";
import { useApp } from "@renderer/app-context";

/** A folder on the way from the place where browsing began to where it is. */
export interface Step {
  handle: string;
  name: string;
}

export interface FoldersState {
  places: readonly PickPlace[];
  /** From the place down to the open folder; empty before one is chosen. */
  trail: readonly Step[];
  listing: FolderListing | null;
  /** Why the open folder cannot be looked into. */
  trouble: string | null;
  openPlace(place: PickPlace): void;
  openBelow(folder: Step): void;
  /** Goes back to a folder of the trail. */
  backTo(index: number): void;
  /** To the folder that holds the open one; above the place when browsing has not left it. */
  up(): void;
}

/** Looks through the folders of this computer, one at a time; the engine does the looking. */
export function useFolders(): FoldersState {
  const { connection } = useApp();
  const [places, setPlaces] = useState<readonly PickPlace[]>([]);
  const [trail, setTrail] = useState<readonly Step[]>([]);
  const [seen, setSeen] = useState<{ handle: string; listing: FolderListing | null; trouble: string | null } | null>(
    null,
  );
  const handle = trail.at(-1)?.handle;

  useEffect(() => {
    const abort = new AbortController();
    connection.invoke(PICK_OPERATIONS.places, {}, { signal: abort.signal }).then(
      ({ folders }) => {
        setPlaces(folders);
        const [first] = folders.filter(({ isReadable }) => isReadable);
        if (first) setTrail([first]);
      },
      () => undefined,
    );
    return () => abort.abort();
  }, [connection]);

  useEffect(() => {
    if (handle === undefined) return;
    const abort = new AbortController();
    connection.invoke(PICK_OPERATIONS.folder, { handle }, { signal: abort.signal }).then(
      (listing) => setSeen({ handle, listing, trouble: null }),
      (thrown: unknown) => {
        if (abort.signal.aborted) return;
        setSeen({ handle, listing: null, trouble: thrown instanceof AppError ? thrown.message : String(thrown) });
      },
    );
    return () => abort.abort();
  }, [connection, handle]);

  const now = seen?.handle === handle ? seen : null;
  const parent = now?.listing?.parent;
  return {
    places,
    trail,
    // The last listing stays until the next is there, so that nothing flickers.
    listing: now ? now.listing : (seen?.listing ?? null),
    trouble: now?.trouble ?? null,
    openPlace: useCallback((place) => setTrail([place]), []),
    openBelow: useCallback((folder) => setTrail((before) => [...before, folder]), []),
    backTo: useCallback((index) => setTrail((before) => before.slice(0, index + 1)), []),
    up: () => {
      if (trail.length > 1) setTrail(trail.slice(0, -1));
      else if (parent) setTrail([{ handle: parent, name: "" }]);
    },
  };
}
