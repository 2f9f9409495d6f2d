import { FolderPlus } from "lucide-react";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { Scenes } from "./scenes";
import styles from "./first-run.module.css";

/** In place of photos while the library holds none: what this is for, and two ways to begin. */
export function FirstRun() {
  const { imports } = useApp();
  const { t } = useText();
  return (
    <div className={styles.place}>
      <Scenes />
      <h2 className={styles.title}>{t("firstRun.title")}</h2>
      <p className={styles.text}>{t("firstRun.text")}</p>
      <div className={styles.actions}>
        <Button look="primary" className={styles.button} onClick={() => void imports.getState().chooseFolder()}>
          <FolderPlus aria-hidden className={styles.icon} />
          {t("firstRun.addFolder")}
        </Button>
      </div>
      <p className={styles.hint}>{t("firstRun.dropHint")}</p>
    </div>
  );
}
