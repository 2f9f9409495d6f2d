import { CircleAlert, CircleCheck, CircleStop, X } from "lucide-react";
import { useStore } from "zustand";
import type { ImportProgress } from "@shared/contract/import";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { IconButton } from "@renderer/components/icon-button";
import { toStoppedText, toSummary, type SummaryLine } from "./card-text";
import { LatestThumbnails } from "./latest-thumbnails";
import styles from "./import-card.module.css";

interface EndedImportProps {
  jobId: string;
  progress: ImportProgress;
}

/** What an import came to, or why it stopped and how it can go on. */
export function EndedImport({ jobId, progress }: EndedImportProps) {
  const { imports } = useApp();
  const { t } = useText();
  const isStopped = progress.state === "stopped";
  const isNothingNew = progress.counts.imported === 0 && progress.found > 0;
  const {
    icon: Icon,
    title,
    look,
  } = isStopped
    ? { icon: CircleStop, title: t("import.stopped"), look: styles.warning }
    : { icon: CircleCheck, title: t(isNothingNew ? "import.doneNothing" : "import.done"), look: styles.good };
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title} role="status">
          <Icon aria-hidden className={`${styles.icon ?? ""} ${look ?? ""}`} />
          {title}
        </h2>
        <IconButton icon={X} size="small" label={t("import.close")} onClick={() => imports.getState().dismiss(jobId)} />
      </header>
      {progress.latest.length > 0 && <LatestThumbnails photoIds={progress.latest} />}
      {isStopped ? <Stopped jobId={jobId} progress={progress} /> : <Summary jobId={jobId} progress={progress} />}
    </>
  );
}

function Stopped({ jobId, progress }: EndedImportProps) {
  const { imports } = useApp();
  const text = useText();
  const { why, safe } = toStoppedText(progress, text);
  return (
    <>
      <p className={styles.why}>
        {why} {safe}
      </p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => void imports.getState().resume(jobId)}>
          {text.t("import.goOn")}
        </Button>
      </div>
    </>
  );
}

function Summary({ jobId, progress }: EndedImportProps) {
  const { imports, library } = useApp();
  const text = useText();
  const unreadable = useStore(imports, (state) => state.unreadable);
  return (
    <ul className={styles.summary}>
      {toSummary(progress, unreadable, text).map((line) => (
        <Line
          key={line.text}
          line={line}
          onGo={(place) => {
            imports.getState().dismiss(jobId);
            library.getState().go(place);
          }}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  line: SummaryLine;
  onGo: (place: "recent" | "review") => void;
}

function Line({ line: { kind, text, leadsTo }, onGo }: LineProps) {
  const { t } = useText();
  return (
    <li className={styles.item}>
      {kind === "warning" && <CircleAlert aria-hidden className={`${styles.icon ?? ""} ${styles.warning ?? ""}`} />}
      <span className={kind === "good" ? styles.strong : undefined}>{text}</span>
      {leadsTo && (
        <Button look="quiet" className={styles.action} onClick={() => onGo(leadsTo)}>
          {t(leadsTo === "recent" ? "import.show" : "import.review")}
        </Button>
      )}
    </li>
  );
}
