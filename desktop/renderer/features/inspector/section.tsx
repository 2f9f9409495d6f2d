import type { ReactNode } from "react";
import styles from "./section.module.css";

interface SectionProps {
  label: string;
  /** Buttons at the right of the label. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One subject of the inspector under its name. */
export function Section({ label, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header className={styles.header}>
        <h3 className={styles.label}>{label}</h3>
        {actions}
      </header>
      {children}
    </section>
  );
}
