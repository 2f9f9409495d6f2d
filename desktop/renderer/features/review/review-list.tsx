import { CircleCheck } from "lucide-react";
import { useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { EmptyState } from "@renderer/components/empty-state";
import { canRetry, ReviewRow } from "./review-row";
import { useReview } from "./use-review";
import styles from "./review-list.module.css";

/** Files of imports that a person should look at: each with its reason in plain words and what can be done. */
export function ReviewList() {
  const { t } = useText();
  const { files, count, dismiss, retry } = useReview();
  if (files === null) return null;
  if (files.length === 0) {
    return <EmptyState icon={CircleCheck} title={t("review.empty")} hint={t("review.emptyHint")} />;
  }
  const lost = files.filter(canRetry);
  return (
    <section aria-label={t("review.list")} className={styles.place}>
      <header className={styles.header}>
        <p className={styles.explain}>{t("review.explain")}</p>
        {lost.length > 1 && <Button onClick={() => void retry(lost)}>{t("review.retryAll")}</Button>}
        <Button onClick={() => void dismiss(files)}>{t("review.dismissAll")}</Button>
      </header>
      <ul className={styles.list}>
        {files.map((file) => (
          <ReviewRow
            key={file.entry}
            file={file}
            onDismiss={() => void dismiss([file])}
            onRetry={() => void retry([file])}
          />
        ))}
      </ul>
      {count > files.length && <p className={styles.more}>{t("review.more", { count: count - files.length })}</p>}
    </section>
  );
}
