import { useEffect } from "react";
import { useApp } from "@renderer/app-context";
import type { TimelineView } from "./use-view";

/** Photos that are only passed by are not asked for: the view has to rest this long. */
const REST_MS = 60;

/** Asks for the details of the photos in view, and so for their thumbnails. */
export function useDetails({ layout, lines }: TimelineView): void {
  const { details, schedule } = useApp();
  useEffect(() => {
    if (!layout || lines.length === 0) return;
    const keys = lines.flatMap((line) =>
      layout.tilesOf(line).flatMap(({ row }) => layout.order.keys[layout.shown[row] ?? -1] ?? []),
    );
    return schedule(REST_MS, () => details.getState().request(keys));
  }, [details, schedule, layout, lines]);
}
