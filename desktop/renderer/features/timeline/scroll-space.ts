/**
 * Browsers give up beyond some thirty million pixels. The scroller is therefore at most this high, and stands for a window of
 * the timeline that begins at `basePx`.
 */
export const SPACE_MAX_PX = 8_000_000;
/** So near to an edge of the space, another window is taken. */
const EDGE_PX = 1_000_000;

export interface ScrollSpace {
  /** Height in the timeline of the space's upper edge. */
  readonly basePx: number;
  readonly heightPx: number;
}

export const EMPTY_SPACE: ScrollSpace = { basePx: 0, heightPx: 0 };

/** The space in which the timeline can be shown from `y`: the one there is, unless that is nearly left. */
export function toSpace(before: ScrollSpace, y: number, totalPx: number): ScrollSpace {
  if (totalPx <= SPACE_MAX_PX) return same(before, { basePx: 0, heightPx: totalPx });
  const lastBase = totalPx - SPACE_MAX_PX;
  const scrollTop = y - before.basePx;
  const isNearTop = scrollTop < EDGE_PX && before.basePx > 0;
  const isNearEnd = scrollTop > SPACE_MAX_PX - EDGE_PX && before.basePx < lastBase;
  const fits = before.heightPx === SPACE_MAX_PX && before.basePx <= lastBase && !isNearTop && !isNearEnd;
  if (fits) return before;
  const basePx = Math.round(Math.min(lastBase, Math.max(0, y - SPACE_MAX_PX / 2)));
  return { basePx, heightPx: SPACE_MAX_PX };
}

function same(before: ScrollSpace, next: ScrollSpace): ScrollSpace {
  return before.basePx === next.basePx && before.heightPx === next.heightPx ? before : next;
}
