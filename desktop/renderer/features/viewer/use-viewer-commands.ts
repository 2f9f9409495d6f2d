import { useApp } from "@renderer/app-context";
import type { Zoom } from "@renderer/features/viewer/use-zoom";
import { useCommand } from "@renderer/keys/use-command";

interface Controls {
  zoom: Zoom | null;
  /** Null while no video is open. */
  togglePlay: (() => void) | null;
}

const ZOOM_STEP = 1.5;

/** The keys of the viewer. */
export function useViewerCommands({ zoom, togglePlay }: Controls): void {
  const { viewer } = useApp();
  const { close, step, leap } = viewer.getState();
  useCommand("viewer.close", close);
  useCommand("viewer.next", () => step(1));
  useCommand("viewer.previous", () => step(-1));
  useCommand("viewer.first", () => leap("first"));
  useCommand("viewer.last", () => leap("last"));
  useCommand("viewer.full", () => zoom?.toggle());
  useCommand("viewer.zoomIn", () => zoom?.zoomBy(ZOOM_STEP));
  useCommand("viewer.zoomOut", () => zoom?.zoomBy(1 / ZOOM_STEP));
  useCommand("viewer.play", (event) => {
    // A button that has the focus is pressed by the space bar, as everywhere.
    if (togglePlay === null || (event?.target instanceof Element && event.target.closest("button"))) return false;
    togglePlay();
    return true;
  });
}
