import { useEffect, useRef } from "react";
import { useApp } from "@renderer/app-context";

/** Keeps the timeline's place at the photo that is open, and gives the keyboard back to it when the viewer closes. */
export function useReturnedFocus(isOpen: boolean): void {
  const { viewer, selection, commands } = useApp();
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!isOpen) return;
    const leave = commands.enter("viewer");
    const keep = () => {
      const { openRow } = viewer.getState();
      if (openRow !== null) selection.getState().moveFocus(openRow);
    };
    keep();
    const forget = viewer.subscribe(keep);
    return () => {
      leave();
      forget();
    };
  }, [isOpen, viewer, selection, commands]);
  useEffect(() => {
    if (!isOpen && wasOpen.current) {
      const { focus } = selection.getState();
      const cell =
        focus === null ? null : document.querySelector<HTMLElement>(`[role="gridcell"][data-row="${focus}"]`);
      (cell ?? document.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]'))?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen, selection]);
}
