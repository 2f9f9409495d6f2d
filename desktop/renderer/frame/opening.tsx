import { useEffect, useState } from "react";
import { useApp, useText } from "@renderer/app-context";
import styles from "./opening.module.css";

/** What opens sooner needs no word about it. */
const WAIT_MS = 300;

/** While the library is being opened. */
export function Opening() {
  const { schedule } = useApp();
  const { t } = useText();
  const [isLong, setLong] = useState(false);
  useEffect(() => schedule(WAIT_MS, () => setLong(true)), [schedule]);
  return (
    <div className={styles.opening} role="status">
      {isLong && <p className={styles.text}>{t("frame.opening")}</p>}
    </div>
  );
}
