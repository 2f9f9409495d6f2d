import styles from "./progress.module.css";

interface ProgressProps {
  /** 0 to 1; null when it cannot be told yet. */
  share: number | null;
  label: string;
}

export function Progress({ share, label }: ProgressProps) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      {...(percent !== null && { "aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100 })}
      className={`${styles.track ?? ""} ${percent === null ? (styles.unknown ?? "") : ""}`}
    >
      <div className={styles.bar} style={percent === null ? {} : { width: `${percent}%` }} />
    </div>
  );
}
