import { useText } from "@renderer/app-context";
import { Tooltip } from "@renderer/components/tooltip";
import styles from "./progress-ring.module.css";

const RADIUS = 15;
const ROUND = 2 * Math.PI * RADIUS;

/** An import made small: how far it is, and the way back to its card. */
export function ProgressRing({ share, onOpen }: { share: number | null; onOpen: () => void }) {
  const { t } = useText();
  const label = t("import.expand", { percent: Math.round((share ?? 0) * 100) });
  return (
    <Tooltip text={label}>
      <button type="button" aria-label={label} className={styles.ring} onClick={onOpen}>
        <svg viewBox="0 0 40 40" aria-hidden className={share === null ? styles.turning : undefined}>
          <circle cx="20" cy="20" r={RADIUS} className={styles.track} />
          <circle
            cx="20"
            cy="20"
            r={RADIUS}
            className={styles.done}
            strokeDasharray={`${(share ?? 0.25) * ROUND} ${ROUND}`}
            transform="rotate(-90 20 20)"
          />
          <path d="M20 14.5v11M15.5 21l4.5 4.5 4.5-4.5" className={styles.arrow} />
        </svg>
      </button>
    </Tooltip>
  );
}
