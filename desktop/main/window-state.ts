import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Rectangle } from "electron";
import { z } from "zod";

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
}) satisfies z.ZodType<Rectangle>;

/** How a window was when it was last seen. `bounds`: when it is neither maximised nor full-screen. */
export const windowStateSchema = z.object({
  bounds: boundsSchema,
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** Device-independent pixels. */
export const SMALLEST = { width: 640, height: 480 } as const;
const USUAL = { width: 1440, height: 920 } as const;
/** So much of a window must be on a display for a person to get hold of it. */
const REACHABLE = { width: 160, height: 40 } as const;

/**
 * Where to open a window: as it was while that can be reached, moved and shrunk onto the nearest display otherwise; in the
 * middle of the first display when nothing is known.
 */
export function fitBounds(saved: Rectangle | undefined, workAreas: readonly Rectangle[]): Rectangle {
  const [first = { x: 0, y: 0, ...USUAL }] = workAreas;
  if (!saved) return centre(first);
  const width = Math.max(SMALLEST.width, saved.width);
  const height = Math.max(SMALLEST.height, saved.height);
  const bounds = { ...saved, width, height };
  if (workAreas.some((area) => isReachable(bounds, area))) return bounds;
  const nearest = workAreas.toSorted((a, b) => distance(saved, a) - distance(saved, b))[0] ?? first;
  return moveInto(bounds, nearest);
}

function centre(area: Rectangle): Rectangle {
  const width = Math.min(USUAL.width, area.width);
  const height = Math.min(USUAL.height, area.height);
  const half = (all: number, part: number) => Math.round((all - part) / 2);
  return { x: area.x + half(area.width, width), y: area.y + half(area.height, height), width, height };
}

/** Its title bar, which is what it is moved by, lies on the display. */
function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopInside = bounds.y >= area.y && bounds.y + REACHABLE.height <= area.y + area.height;
  return across >= REACHABLE.width && isTopInside;
}

function moveInto(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  const clamp = (value: number, from: number, to: number) => Math.max(from, Math.min(value, to));
  return {
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function distance(from: Rectangle, to: Rectangle): number {
  const across = from.x + from.width / 2 - (to.x + to.width / 2);
  const down = from.y + from.height / 2 - (to.y + to.height / 2);
  return Math.hypot(across, down);
}

/** Undefined when there is none, or it cannot be read: a window's place is not worth an error. */
export function findWindowState(path: string): WindowState | undefined {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** Whole or not at all. */
export function saveWindowState(path: string, state: WindowState): void {
  const passing = `${path}.new`;
  writeFileSync(passing, `${JSON.stringify(state)}\n`);
  renameSync(passing, path);
}
