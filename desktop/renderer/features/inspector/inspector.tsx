import { useStore } from "zustand";
import { useApp } from "@renderer/app-context";
import { InspectorPanel } from "@renderer/features/inspector/inspector-panel";
import { useCommand } from "@renderer/keys/use-command";
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

/** Of the photo that has the keyboard while none is selected. */
function OfSelection() {
  const { selection, library } = useApp();
  const keys = useStore(selection, (state) => state.keys);
  const focus = useStore(selection, (state) => state.focus);
  const focused = useStore(library, ({ keyAt }) => (focus === null ? undefined : keyAt(focus)));
  return <InspectorPanel keys={keys.size > 0 || focused === undefined ? keys : [focused]} />;
}
