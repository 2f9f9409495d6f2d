/** A step by which stored pixels are turned for display. */
export type Turn = { quarterTurnsLeft: number } | { mirror: "left-right" | "top-bottom" };

/** How a picture stands after mirroring (first) and turning clockwise: EXIF 2.32, 4.6.4, Orientation. */
interface Stand {
  isMirrored: boolean;
  quarterTurnsRight: number;
}

const STANDS: Readonly<Record<number, Stand>> = {
  1: { isMirrored: false, quarterTurnsRight: 0 },
  2: { isMirrored: true, quarterTurnsRight: 0 },
  3: { isMirrored: false, quarterTurnsRight: 2 },
  4: { isMirrored: true, quarterTurnsRight: 2 },
  5: { isMirrored: true, quarterTurnsRight: 3 },
  6: { isMirrored: false, quarterTurnsRight: 1 },
  7: { isMirrored: true, quarterTurnsRight: 1 },
  8: { isMirrored: false, quarterTurnsRight: 3 },
};

/** The EXIF orientation that comes to the same as these steps, one after another. */
export function orientationOf(turns: readonly Turn[]): number {
  let isMirrored = false;
  let right = 0;
  for (const turn of turns) {
    if ("quarterTurnsLeft" in turn) {
      right = (right + 4 - turn.quarterTurnsLeft) % 4;
    } else {
      // A mirror after a turn equals the turn the other way after the mirror; top to bottom is left to right and a half turn.
      right = (4 - right + (turn.mirror === "top-bottom" ? 2 : 0)) % 4;
      isMirrored = !isMirrored;
    }
  }
  const found = Object.entries(STANDS).find(
    ([, stand]) => stand.isMirrored === isMirrored && stand.quarterTurnsRight === right,
  );
  return Number(found?.[0] ?? 1);
}

/** An orientation that a file states, or null when it is none of the eight. */
export function validOrientation(stated: number | undefined): number | null {
  return stated !== undefined && STANDS[stated] !== undefined ? stated : null;
}

/** True when width and height change places for display. */
export function swapsSides(orientation: number | null): boolean {
  return orientation !== null && orientation >= 5;
}

/** Mirror left to right first, then turn clockwise by this many degrees. */
export function stepsOf(orientation: number | null): { isMirrored: boolean; degrees: 0 | 90 | 180 | 270 } {
  const stand = STANDS[orientation ?? 1];
  return {
    isMirrored: stand?.isMirrored ?? false,
    degrees: ((stand?.quarterTurnsRight ?? 0) * 90) as 0 | 90 | 180 | 270,
  };
}
