import { useEffect, useRef, type RefObject } from "react";
import { useApp } from "@renderer/app-context";
import { useCommand } from "@renderer/keys/use-command";
import { stepRow, type Step } from "./step-row";
import { boxOf } from "./use-pointer";
import { TARGETS_PX, type Size, type TimelineView } from "./use-view";

const STEPS: Readonly<Record<string, Step>> = {
  ...{ ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" },
  ...{ PageUp: "pageUp", PageDown: "pageDown", Home: "first", End: "last" },
};

/** What the keyboard does in the grid; `focusSoon` brings it to the photo in focus once that is drawn. The grid hears arrows when it has the focus, or nothing else has. */
export function useKeys(
  grid: RefObject<HTMLElement | null>,
  view: TimelineView,
  size: Size,
): { focusSoon: () => void } {
  const { selection, settings, viewer } = useApp();
  const wantsFocus = useRef<"no" | "from here" | "from anywhere">("no");
  const isHere = () => {
    const active = document.activeElement;
    return active === null || active === document.body || (grid.current?.contains(active) ?? false);
  };
  const tileOf = (row: number) => grid.current?.querySelector<HTMLElement>(`[data-row="${row}"]`) ?? null;

  const move = (event: KeyboardEvent | null, act: (row: number) => void) => {
    const step = event && STEPS[event.key];
    const { layout } = view;
    if (!step || !layout || layout.shown.length === 0 || !isHere()) return false;
    const { focus } = selection.getState();
    const entry = layout.anchorAt(view.now())?.row ?? 0;
    const row = focus === null ? entry : stepRow(layout, focus, step, size.heightPx * 0.85);
    act(row);
    wantsFocus.current = "from here";
    view.reveal(row);
    return true;
  };
  const onFocused = (act: (row: number) => void) => () => {
    const { focus } = selection.getState();
    if (focus === null || !isHere()) return false;
    act(focus);
    return true;
  };
  const zoomBy = (step: 1 | -1) => () => {
    const { zoom, change } = settings.getState();
    change({ zoom: Math.min(TARGETS_PX.length - 1, Math.max(0, zoom + step)) });
  };

  useCommand("timeline.move", (event) => move(event, selection.getState().moveFocus));
  useCommand("timeline.extend", (event) => move(event, selection.getState().extend));
  useCommand(
    "timeline.open",
    onFocused((row) => viewer.getState().open(row, boxOf(tileOf(row)))),
  );
  useCommand("timeline.toggle", onFocused(selection.getState().toggle));
  useCommand("timeline.zoomIn", zoomBy(1));
  useCommand("timeline.zoomOut", zoomBy(-1));
  useCommand("timeline.selectAll", () => selection.getState().all());
  useCommand("timeline.clear", () => {
    if (selection.getState().keys.size === 0) return false;
    selection.getState().clear();
    return true;
  });

  // The tile may be drawn only now that it was brought into view.
  useEffect(() => {
    const focusNow = () => {
      const { focus } = selection.getState();
      if (wantsFocus.current === "no" || focus === null) return;
      // A field that was opened meanwhile keeps the keyboard.
      if (wantsFocus.current === "from here" && !isHere()) {
        wantsFocus.current = "no";
        return;
      }
      const tile = tileOf(focus);
      if (!tile) return;
      wantsFocus.current = "no";
      tile.focus({ preventScroll: true });
    };
    focusNow();
    return selection.subscribe(() => requestAnimationFrame(focusNow));
  });
  return {
    focusSoon() {
      wantsFocus.current = "from anywhere";
    },
  };
}
