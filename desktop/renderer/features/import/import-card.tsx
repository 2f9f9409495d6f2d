import { useState } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { toRunningText, toSendingText } from "./card-text";
import { chooseCurrent, countWaiting, isEnded } from "./current-import";
import { EndedImport } from "./ended-import";
import { ProgressRing } from "./progress-ring";
import { RunningImport } from "./running-import";
import styles from "./import-card.module.css";

/** Follows imports from the lower left corner while one goes on with one's photos: progress, then what it came to. */
export function ImportCard() {
  const { imports, settings } = useApp();
  const text = useText();
  const [isSmall, setSmall] = useState(false);
  const state = useStore(imports);
  const isSidebarOpen = useStore(settings, (of) => of.isSidebarOpen);
  const current = chooseCurrent(state);
  if (!state.sending && !current) return null;
  const place = `${styles.place ?? ""} ${isSidebarOpen ? "" : (styles.besideRail ?? "")}`;
  if (!state.sending && current && isEnded(current)) {
    return (
      <section className={`${place} ${styles.card ?? ""}`} aria-label={text.t("import.card")}>
        <EndedImport key={current.jobId} jobId={current.jobId} progress={current.progress} />
      </section>
    );
  }
  const running = state.sending ? toSendingText(state.sending, text) : toRunningText(current?.progress ?? null, text);
  if (isSmall) {
    return (
      <div className={place}>
        <ProgressRing share={running.share} onOpen={() => setSmall(false)} />
      </div>
    );
  }
  const { cancel, cancelSending } = imports.getState();
  return (
    <section className={`${place} ${styles.card ?? ""}`} aria-label={text.t("import.card")}>
      <RunningImport
        {...running}
        latest={state.sending ? [] : (current?.progress?.latest ?? [])}
        waiting={state.sending ? 0 : countWaiting(state)}
        isCancelling={state.sending ? state.sending.isCancelling : (current?.isCancelling ?? false)}
        onCancel={() => (state.sending ? cancelSending() : current && cancel(current.jobId))}
        onCollapse={() => setSmall(true)}
      />
    </section>
  );
}
