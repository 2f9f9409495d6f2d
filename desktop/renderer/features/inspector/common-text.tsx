import { useText } from "@renderer/app-context";
import type { Common } from "@renderer/features/inspector/common-values";
import styles from "./common-text.module.css";

/** A value as text, or that photos differ in it; nothing when there is none. */
export function CommonText({ value }: { value: Common<string | null> }) {
  const { t } = useText();
  if (value.kind === "mixed") return <span className={styles.mixed}>{t("inspector.mixed")}</span>;
  return value.value;
}
