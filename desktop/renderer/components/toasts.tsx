import { X } from "lucide-react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { IconButton } from "@renderer/components/icon-button";
import type { Toast } from "@renderer/stores/actions-store";
import styles from "./toasts.module.css";

/** What was just done, with the way back. Read out politely, never in the way. */
export function Toasts() {
  const { actions } = useApp();
  const { t } = useText();
  const toasts = useStore(actions, (state) => state.toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite" aria-label={t("actions.toasts")}>
      {toasts.map((toast) => (
        <Notice key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Notice({ toast }: { toast: Toast }) {
  const { actions } = useApp();
  const { t } = useText();
  const { dismiss, hold, release, undo } = actions.getState();
  const { id, kind, key, values, actionIds } = toast;
  const takeBack = () => {
    dismiss(id);
    void undo(actionIds);
  };
  return (
    <div
      className={`${styles.toast ?? ""} ${styles[kind] ?? ""}`}
      onPointerEnter={() => hold(id)}
      onPointerLeave={() => release(id)}
    >
      <span className={styles.text}>{t(key, values)}</span>
      {actionIds.length > 0 && (
        <Button look="quiet" className={styles.undo} onClick={takeBack}>
          {t("action.undo")}
        </Button>
      )}
      <IconButton icon={X} size="small" label={t("action.dismiss")} onClick={() => dismiss(id)} />
    </div>
  );
}
