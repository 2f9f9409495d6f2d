import { useEffect, type RefObject } from "react";
import { useApp } from "@renderer/app-context";
import { TARGETS_PX } from "./use-view";

/** One turn of a wheel is 100 or so; a pinch comes in many small ones. */
const STEP = 60;

/** Ctrl and the wheel, or a pinch, change the size of the photos. */
export function useZoomWheel(scroller: RefObject<HTMLElement | null>): void {
  const { settings } = useApp();
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let sum = 0;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      sum += event.deltaY;
      if (Math.abs(sum) < STEP) return;
      const { zoom, change } = settings.getState();
      const next = Math.min(TARGETS_PX.length - 1, Math.max(0, zoom - Math.sign(sum)));
      sum = 0;
      if (next !== zoom) change({ zoom: next });
    };
    // Not passive: the browser would zoom the whole page.
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [scroller, settings]);
}
