import { hasFlag, type PhotoFlag } from "@shared/domain/photo-flags";
import type { App } from "@renderer/app-context";
import type { LibraryState } from "@renderer/stores/library-store";

type Stores = Pick<App, "viewer" | "selection" | "library">;

/**
 * What a key works on: the photo that is open, else the photos selected, else the one that has the keyboard in the grid.
 * Empty when there is none of these.
 */
export function targetKeys({ viewer, selection, library }: Stores, isInGrid: boolean): Iterable<number> {
  const { openKey } = viewer.getState();
  if (openKey !== null) return [openKey];
  const { keys, focus } = selection.getState();
  if (keys.size > 0) return keys;
  const key = isInGrid && focus !== null ? library.getState().keyAt(focus) : undefined;
  return key === undefined ? [] : [key];
}

/** Whether all of these photos have the flag; those that are not shown do not count. */
export function haveFlag(
  { order, shown, rowOf }: Pick<LibraryState, "order" | "shown" | "rowOf">,
  keys: Iterable<number>,
  flag: PhotoFlag,
): boolean {
  if (!order || !shown) return false;
  let count = 0;
  for (const key of keys) {
    const position = shown[rowOf(key)];
    if (position === undefined) continue;
    if (!hasFlag(order.flags[position] ?? 0, flag)) return false;
    count += 1;
  }
  return count > 0;
}
