import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useStore } from "zustand";
import { useApp } from "@renderer/app-context";
import type { LibraryState } from "@renderer/stores/library-store";
import { MONTH_HEADER_PX } from "./month-layout";
import { EMPTY_SPACE, toSpace, type ScrollSpace } from "./scroll-space";
import { createTimelineLayout, type Anchor, type LineInView, type TimelineLayout } from "./timeline-layout";

/** Heights of the lines of photos by zoom. */
export const TARGETS_PX = [96, 144, 208, 288] as const;
/** Below the last photo there is room for the bar that rises with a selection. */
const FOOT_PX = 72;

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

interface InView {
  readonly layout: TimelineLayout;
  readonly space: ScrollSpace;
  readonly lines: readonly LineInView[];
  /** Height of the timeline at the window's upper edge. */
  readonly y: number;
}

export interface TimelineView {
  /** Null until there are photos and a width. */
  readonly layout: TimelineLayout | null;
  readonly space: ScrollSpace;
  readonly lines: readonly LineInView[];
  /** To be called when the scroller has scrolled. */
  onScroll(): void;
  /** Height of the timeline at the window's upper edge, now. */
  now(): number;
  scrollTo(y: number): void;
  scrollBy(deltaPx: number): void;
  /** Brings a photo into view, moving as little as it can; `start` puts it below the header. */
  reveal(row: number, at?: "nearest" | "start"): void;
}

const NO_LINES: readonly LineInView[] = [];

/** What of the timeline is to be seen, held to the photo at the upper edge through every change of photos, width and zoom. */
export function useView(scroller: RefObject<HTMLElement | null>, size: Size): TimelineView {
  const { library, settings } = useApp();
  const order = useStore(library, (state) => state.order);
  const shown = useStore(library, (state) => state.shown);
  const place = useStore(library, (state) => state.place);
  const zoom = useStore(settings, (state) => state.zoom);
  const { widthPx, heightPx } = size;
  const targetPx = TARGETS_PX[zoom] ?? TARGETS_PX[2];
  const layout = useMemo(
    () => (order && shown && widthPx > 0 ? createTimelineLayout(order, shown, { widthPx, targetPx }) : null),
    [order, shown, widthPx, targetPx],
  );
  const [view, setView] = useState<InView | null>(null);
  const latest = useRef<InView | null>(null);
  const held = useRef<Held | null>(null);

  const settle = useCallback(
    (wanted: number | Anchor, of: TimelineLayout) => {
      const before = latest.current;
      const next = toInView(of, before, wanted, heightPx);
      held.current = toHeld(of, next.y);
      if (before && isSameView(before, next)) {
        latest.current = { ...before, y: next.y };
        return;
      }
      latest.current = next;
      setView(next);
    },
    [heightPx],
  );

  // Before paint: a new layout is shown at the photo that the old one was at.
  useLayoutEffect(() => {
    if (!layout || heightPx === 0) return;
    const from = held.current?.place === place ? held.current : settings.getState().scroll[place];
    settle(from ? anchorOfHeld(layout, from, library.getState()) : 0, layout);
    if (held.current) held.current = { ...held.current, place };
  }, [layout, heightPx, place, settle, settings, library]);

  // After the space has its height: the scroller is put where the view is.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !view) return;
    const scrollTop = view.y - view.space.basePx;
    if (Math.abs(element.scrollTop - scrollTop) >= 1) element.scrollTop = scrollTop;
  }, [scroller, view]);

  useKeptScroll(held);

  const now = useCallback(() => latest.current?.y ?? 0, []);
  const scrollTo = useCallback(
    (y: number | Anchor) => {
      if (!layout || !latest.current) return;
      settle(y, layout);
      const element = scroller.current;
      const scrollTop = latest.current.y - latest.current.space.basePx;
      if (element && latest.current.space.basePx === view?.space.basePx) element.scrollTop = scrollTop;
    },
    [layout, scroller, settle, view?.space.basePx],
  );
  return {
    layout,
    space: view?.space ?? EMPTY_SPACE,
    lines: view?.layout === layout ? view.lines : NO_LINES,
    now,
    scrollTo,
    scrollBy: (deltaPx) => scrollTo(now() + deltaPx),
    onScroll() {
      const element = scroller.current;
      if (!element || !layout || latest.current?.layout !== layout) return;
      const y = element.scrollTop + latest.current.space.basePx;
      if (Math.abs(y - latest.current.y) >= 1) settle(y, layout);
      if (held.current) held.current = { ...held.current, place };
    },
    reveal(row, at = "nearest") {
      const line = layout?.lineOfRow(row);
      const box = layout?.boxOfRow(row);
      if (!layout || !line || !box) return;
      const top = layout.lineTop(line);
      const lowest = box.topPx + box.heightPx + 8 - heightPx;
      // Held by the photo, not by a height: months above may turn out higher than estimated once they are near.
      if (at === "start" || now() > top - MONTH_HEADER_PX) scrollTo({ row, offsetPx: MONTH_HEADER_PX });
      else if (now() < lowest) scrollTo({ row, offsetPx: top - lowest });
    },
  };
}

/** The photo at the upper edge, by which the view is found again. */
interface Held {
  readonly key: number;
  readonly row: number;
  readonly offsetPx: number;
  readonly place?: string;
}

function toHeld(layout: TimelineLayout, y: number): Held | null {
  const anchor = layout.anchorAt(y);
  // At the very top one stays there: what is imported then comes into view.
  if (!anchor || y <= 0) return null;
  const key = layout.order.keys[layout.shown[anchor.row] ?? -1];
  return key === undefined ? null : { key, ...anchor };
}

function anchorOfHeld(layout: TimelineLayout, held: Held, { rowOf }: LibraryState): Anchor {
  const found = rowOf(held.key);
  const row = found >= 0 && found < layout.shown.length ? found : Math.min(held.row, layout.shown.length - 1);
  return { row, offsetPx: held.offsetPx };
}

/** What is seen when the window begins at a height, or where a photo stands at a distance from the upper edge. */
function toInView(layout: TimelineLayout, before: InView | null, wanted: number | Anchor, heightPx: number): InView {
  const clamp = (y: number) => Math.round(Math.max(0, Math.min(y, layout.totalPx() + FOOT_PX - heightPx)));
  const line = typeof wanted === "number" ? null : layout.lineOfRow(wanted.row);
  const from = typeof wanted === "number" ? wanted : line ? layout.lineTop(line) - wanted.offsetPx : 0;
  const anchor = typeof wanted === "number" ? layout.anchorAt(clamp(from)) : wanted;
  const y = clamp(from);
  const { lines, movedPx } = layout.view(y - heightPx / 2, y + heightPx * 1.5, anchor);
  const at = clamp(y + movedPx);
  return { layout, lines, y: at, space: toSpace(before?.space ?? EMPTY_SPACE, at, layout.totalPx() + FOOT_PX) };
}

/** Whether the same is drawn at the same places, so that nothing has to be drawn anew. */
function isSameView(before: InView, next: InView): boolean {
  if (before.layout !== next.layout || before.space !== next.space) return false;
  if (before.lines.length !== next.lines.length) return false;
  const isSame = (a: LineInView | undefined, b: LineInView | undefined) =>
    a?.section === b?.section && a?.line === b?.line;
  return isSame(before.lines[0], next.lines[0]) && isSame(before.lines.at(-1), next.lines.at(-1));
}

/** Keeps the place in the settings, a moment after the last movement. */
function useKeptScroll(held: RefObject<Held | null>) {
  const { library, settings } = useApp();
  useLayoutEffect(() => {
    const keep = () => {
      const { place } = library.getState();
      const { key, row, offsetPx } = held.current ?? {};
      const at = key !== undefined && row !== undefined && offsetPx !== undefined ? { key, row, offsetPx } : undefined;
      const { [place]: _old, ...others } = settings.getState().scroll;
      settings.getState().change({ scroll: at ? { ...others, [place]: at } : others });
    };
    addEventListener("pagehide", keep);
    const timer = setInterval(keep, 5000);
    return () => {
      removeEventListener("pagehide", keep);
      clearInterval(timer);
    };
  }, [held, library, settings]);
}
