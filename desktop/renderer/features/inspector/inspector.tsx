import { useStore } from "zustand";
import { useApp } from "@renderer/app-context";
import { InspectorPanel } from "@renderer/features/inspector/inspector-panel";
import { useCommand } from "@renderer/keys/commands";
import styles from "./inspector-panel.module.css";

/** Beside the timeline: what is known of the photos selected. The viewer brings a panel of its own. */
export function Inspector() {
  const { viewer } = useApp();
  const isOpen = useStore(viewer, (state) => state.isInspectorOpen);
  const isViewing = useStore(viewer, (state) => state.openRow !== null);
  useCommand("app.inspector", viewer.getState().toggleInspector);
  if (!isOpen) return null;
  // Its place is kept, so that the timeline behind the viewer stays as it was.
  return isViewing ? <div className={styles.panel} /> : <OfSelection />;
}

function OfSelection() {
  const { selection } = useApp();
  const keys = useStore(selection, (state) => state.keys);
  return <InspectorPanel keys={keys} />;
}
