import { useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from "react";
import { hasFlag } from "@shared/domain/photo-flags";
import { useApp } from "@renderer/app-context";
import type { KeySet } from "@renderer/stores/key-set";
import { NO_KEYS } from "@renderer/stores/key-set";
import type { HoverStore } from "./hover-store";
import { rowsInBox } from "./rows-in-box";
import { dayOfRow } from "./step-row";
import type { Box } from "./timeline-layout";
import type { TimelineView } from "./use-view";

/** So far the pointer goes before it draws a rectangle. */
const DRAG_PX = 6;
const EDGE_PX = 48;
const SCROLL_PX = 18;

interface Drag {
  /** In the timeline's own pixels. */
  readonly fromX: number;
  readonly fromY: number;
  readonly kept: KeySet;
  isDrawn: boolean;
  clientX: number;
  clientY: number;
  frame: number;
}

/** What the pointer does in the grid. The rectangle is in pixels of the timeline; null while none is drawn. */
export function usePointer(grid: RefObject<HTMLElement | null>, view: TimelineView, hover: HoverStore) {
  const { actions, library, selection, viewer } = useApp();
  const [rectangle, setRectangle] = useState<Box | null>(null);
  const drag = useRef<Drag | null>(null);
  const latest = useRef(view);
  latest.current = view;

  const pointIn = (clientX: number, clientY: number) => {
    const box = grid.current?.getBoundingClientRect();
    const { basePx } = latest.current.space;
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) + basePx };
  };

  const draw = () => {
    const now = drag.current;
    const { layout } = latest.current;
    if (!now || !layout) return;
    const to = pointIn(now.clientX, now.clientY);
    if (!now.isDrawn && Math.hypot(to.x - now.fromX, to.y - now.fromY) < DRAG_PX) return;
    now.isDrawn = true;
    const box = {
      ...{ leftPx: Math.min(to.x, now.fromX), topPx: Math.min(to.y, now.fromY) },
      ...{ widthPx: Math.abs(to.x - now.fromX), heightPx: Math.abs(to.y - now.fromY) },
    };
    setRectangle(box);
    const { keyAt } = library.getState();
    selection.getState().set(
      rowsInBox(layout, box).flatMap((row) => keyAt(row) ?? []),
      now.kept,
    );
  };

  /** While the pointer is held at an edge the photos go on passing under it. */
  const drift = () => {
    const now = drag.current;
    const window = grid.current?.parentElement?.getBoundingClientRect();
    if (!now || !window) return;
    const above = window.top + EDGE_PX - now.clientY;
    const below = now.clientY - (window.bottom - EDGE_PX);
    const share = above > 0 ? -Math.min(1, above / EDGE_PX) : below > 0 ? Math.min(1, below / EDGE_PX) : 0;
    if (now.isDrawn && share !== 0) {
      latest.current.scrollBy(share * SCROLL_PX);
      draw();
    }
    now.frame = requestAnimationFrame(drift);
  };

  const end = () => {
    if (drag.current) cancelAnimationFrame(drag.current.frame);
    drag.current = null;
    setRectangle(null);
  };

  const click = (event: MouseEvent) => {
    const { layout } = latest.current;
    const day = dataOf(event.target, "day");
    if (day !== undefined && layout) {
      const { from, to } = dayOfRow(layout, day);
      selection.getState().toggleRows(from, to);
      return;
    }
    const row = rowOf(event.target);
    if (row === undefined) {
      if (!event.shiftKey && !event.ctrlKey && !event.metaKey) selection.getState().clear();
      return;
    }
    const act = actOf(event.target);
    if (act === "favourite") {
      const { order, shown, keyAt } = library.getState();
      const key = keyAt(row);
      const flags = order?.flags[shown?.[row] ?? -1] ?? 0;
      if (key !== undefined) void actions.getState().edit([key], { isFavourite: !hasFlag(flags, "favourite") });
    } else if (act === "select" || event.ctrlKey || event.metaKey) selection.getState().toggle(row);
    else if (event.shiftKey) selection.getState().extend(row);
    else selection.getState().only(row);
  };

  return {
    rectangle,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0 || event.pointerType !== "mouse" || actOf(event.target) !== undefined) return;
        const { x, y } = pointIn(event.clientX, event.clientY);
        const isAdded = event.shiftKey || event.ctrlKey || event.metaKey;
        const kept = isAdded ? selection.getState().keys : NO_KEYS;
        const { clientX, clientY } = event;
        drag.current = { fromX: x, fromY: y, kept, isDrawn: false, clientX, clientY, frame: 0 };
      },
      onPointerMove(event: PointerEvent) {
        const now = drag.current;
        if (!now) return;
        now.clientX = event.clientX;
        now.clientY = event.clientY;
        const wasDrawn = now.isDrawn;
        draw();
        if (now.isDrawn && !wasDrawn) {
          event.currentTarget.setPointerCapture(event.pointerId);
          drift();
        }
      },
      onPointerUp: () => {
        // The click that follows a rectangle must not undo it.
        if (drag.current?.isDrawn) addEventListener("click", swallow, { capture: true, once: true });
        end();
      },
      onPointerCancel: end,
      onPointerOver: (event: PointerEvent) => {
        const row = rowOf(event.target) ?? null;
        if (event.pointerType === "mouse" && hover.getState().row !== row) hover.setState({ row });
      },
      onPointerLeave: () => hover.setState({ row: null }),
      onClick(event: MouseEvent) {
        click(event);
      },
      onDoubleClick(event: MouseEvent) {
        const row = rowOf(event.target);
        if (row === undefined || actOf(event.target) !== undefined) return;
        viewer.getState().open(row, boxOf(event.target));
      },
    },
  };
}

function swallow(event: Event) {
  event.stopPropagation();
}

const near = (target: EventTarget, selector: string) =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;

function dataOf(target: EventTarget, name: "row" | "day"): number | undefined {
  const text = near(target, `[data-${name}]`)?.dataset[name];
  return text === undefined ? undefined : Number(text);
}

const rowOf = (target: EventTarget) => dataOf(target, "row");
const actOf = (target: EventTarget) => near(target, "[data-act]")?.dataset.act;

/** Where a tile lies in the window: from there the viewer grows. */
export function boxOf(
  target: EventTarget | null,
): { left: number; top: number; width: number; height: number } | undefined {
  const box = target && near(target, "[data-row]")?.getBoundingClientRect();
  return box ? { left: box.left, top: box.top, width: box.width, height: box.height } : undefined;
}
