import { ChevronLeft, ChevronRight } from "lucide-react";
import { useApp, useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";
import styles from "./step-buttons.module.css";

/** To the neighbours, at both edges; without one there is no button. */
export function StepButtons({ row, total }: { row: number; total: number }) {
  const { viewer } = useApp();
  const { t } = useText();
  const { step } = viewer.getState();
  return (
    <>
      {row > 0 && (
        <div className={`${styles.edge ?? ""} ${styles.left ?? ""}`} data-chrome>
          <IconButton
            icon={ChevronLeft}
            label={t("viewer.previous")}
            command="viewer.previous"
            className={styles.button}
            onClick={() => step(-1)}
          />
        </div>
      )}
      {row < total - 1 && (
        <div className={`${styles.edge ?? ""} ${styles.right ?? ""}`} data-chrome>
          <IconButton
            icon={ChevronRight}
            label={t("viewer.next")}
            command="viewer.next"
            className={styles.button}
            onClick={() => step(1)}
          />
        </div>
      )}
    </>
  );
}
