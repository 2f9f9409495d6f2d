import { ChevronDown } from "lucide-react";
import { useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { IconButton } from "@renderer/components/icon-button";
import { Progress } from "@renderer/components/progress";
import type { RunningText } from "./card-text";
import { LatestThumbnails } from "./latest-thumbnails";
import styles from "./import-card.module.css";

interface RunningImportProps extends RunningText {
  latest: readonly string[];
  /** Imports that wait for their turn. */
  waiting: number;
  isCancelling: boolean;
  onCancel: () => void;
  onCollapse: () => void;
}

export function RunningImport({
  title,
  line,
  share,
  latest,
  waiting,
  isCancelling,
  onCancel,
  onCollapse,
}: RunningImportProps) {
  const { t } = useText();
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title} role="status">
          {isCancelling ? t("import.cancelling") : title}
        </h2>
        <IconButton icon={ChevronDown} size="small" label={t("import.collapse")} onClick={onCollapse} />
      </header>
      {latest.length > 0 && <LatestThumbnails photoIds={latest} />}
      <Progress share={share} label={title} />
      <div className={styles.foot}>
        <span className={styles.line}>{line}</span>
        <Button look="quiet" className={styles.action} disabled={isCancelling} onClick={onCancel}>
          {t("import.cancel")}
        </Button>
      </div>
      {waiting > 0 && <p className={styles.waiting}>{t("import.waiting", { count: waiting })}</p>}
    </>
  );
}
