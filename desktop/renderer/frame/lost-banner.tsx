import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import styles from "./lost-banner.module.css";

/** A quiet line while the engine is away: what is seen stays, and it comes back by itself. */
export function LostBanner() {
  const { library, retry } = useApp();
  const { t } = useText();
  const isLost = useStore(library, ({ status, order }) => status.kind === "lost" && order !== null);
  return (
    <div role="status">
      {isLost && (
        <div className={styles.banner}>
          <p className={styles.text}>
            <strong>{t("frame.reconnecting")}</strong> {t("frame.reconnectingHint")}
          </p>
          <Button look="quiet" onClick={retry}>
            {t("frame.tryAgain")}
          </Button>
        </div>
      )}
    </div>
  );
}
