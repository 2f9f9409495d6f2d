import { FolderPlus, Sparkles } from "lucide-react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { Progress } from "@renderer/components/progress";
import { Scenes } from "./scenes";
import styles from "./first-run.module.css";

/** In place of photos while the library holds none: what this is for, and two ways to begin. */
export function FirstRun() {
  const { imports } = useApp();
  const { t } = useText();
  const samples = useStore(imports, (state) => state.samples);
  const { addSamples, chooseFolder } = imports.getState();
  return (
    <div className={styles.place}>
      <Scenes />
      <h2 className={styles.title}>{t("firstRun.title")}</h2>
      <p className={styles.text}>{t("firstRun.text")}</p>
      <div className={styles.actions}>
        <Button look="primary" className={styles.button} onClick={() => void chooseFolder()}>
          <FolderPlus aria-hidden className={styles.icon} />
          {t("firstRun.addFolder")}
        </Button>
        <Button className={styles.button} disabled={samples !== null} onClick={() => void addSamples()}>
          <Sparkles aria-hidden className={styles.icon} />
          {t(samples ? "firstRun.makingSamples" : "firstRun.samples")}
        </Button>
      </div>
      <div className={styles.foot}>
        {samples ? (
          <>
            <Progress share={samples.made / samples.of} label={t("firstRun.makingSamples")} />
            <p className={styles.hint}>{t("import.progress", { done: samples.made, found: samples.of })}</p>
          </>
        ) : (
          <p className={styles.hint}>{t("firstRun.samplesHint")}</p>
        )}
        <p className={styles.hint}>{t("firstRun.dropHint")}</p>
      </div>
    </div>
  );
}
