import { useApp, useText } from "@renderer/app-context";
import { useStore } from "zustand";
import styles from "./frame.module.css";

/** Sidebar, toolbar and the place that is shown. */
export function Frame() {
  const { library } = useApp();
  const { t } = useText();
  const status = useStore(library, (state) => state.status);
  const counts = useStore(library, (state) => state.counts);
  return (
    <div className={styles.frame}>
      {status.kind === "opening" ? t("frame.opening") : t("frame.photos", { count: counts.library })}
    </div>
  );
}
