import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import styles from "./trash-bar.module.css";

/** Over the photos in the trash: what it is, and the ways out of it. */
export function TrashBar() {
  const { actions, library, selection } = useApp();
  const { t } = useText();
  const [isRestoring, setRestoring] = useState(false);
  const selected = useStore(selection, (state) => state.keys);
  const restore = async (keys: Iterable<number>) => {
    setRestoring(true);
    await actions.getState().restore(keys);
    setRestoring(false);
  };
  const all = () => {
    const { shown, keyAt } = library.getState();
    return Array.from({ length: shown?.length ?? 0 }, (_, row) => keyAt(row)).filter((key) => key !== undefined);
  };
  return (
    <section aria-label={t("trash.bar")} className={styles.bar}>
      <Trash2 aria-hidden className={styles.icon} />
      <p className={styles.what}>{t("trash.what")}</p>
      {selected.size > 0 && (
        <Button disabled={isRestoring} onClick={() => void restore(selected)}>
          {t("trash.restore", { count: selected.size })}
        </Button>
      )}
      <Button disabled={isRestoring} onClick={() => void restore(all())}>
        {isRestoring ? t("trash.restoring") : t("trash.restoreAll")}
      </Button>
    </section>
  );
}
