import { useEffect, useRef } from "react";
import { useApp } from "@renderer/app-context";
import type { TimelineView } from "./use-view";

/** Photos that are only passed by are not asked for: once in motion, the view has to rest this long. */
const REST_MS = 60;

/** Asks for the details of the photos in view, and so for their thumbnails. */
export function useDetails({ layout, lines }: TimelineView): void {
  const { clock, details, schedule } = useApp();
  const movedMs = useRef(-Infinity);
  useEffect(() => {
    if (!layout || lines.length === 0) return;
    const keys = lines.flatMap((line) =>
      layout.tilesOf(line).flatMap(({ row }) => layout.order.keys[layout.shown[row] ?? -1] ?? []),
    );
    const request = () => details.getState().request(keys);
    const nowMs = clock.nowMs();
    const isInMotion = nowMs - movedMs.current < REST_MS;
    movedMs.current = nowMs;
    if (isInMotion) return schedule(REST_MS, request);
    request();
    return;
  }, [clock, details, schedule, layout, lines]);
}
