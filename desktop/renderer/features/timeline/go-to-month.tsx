import { useEffect, useRef, useState, type SubmitEvent } from "react";
import { useText } from "@renderer/app-context";
import { parseMonth } from "./parse-month";
import styles from "./go-to-month.module.css";

interface GoToMonthProps {
  onGo: (wanted: { year: number; month: number | null }) => void;
  onClose: () => void;
}

/** A line for a month, which `g` opens. Enter goes there; Escape and leaving it close it. */
export function GoToMonth({ onGo, onClose }: GoToMonthProps) {
  const { t } = useText();
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState("");
  const wanted = parseMonth(value);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (wanted) onGo(wanted);
  };
  return (
    <form className={styles.form} onSubmit={submit} onBlur={onClose}>
      <label className={styles.label}>
        {t("timeline.goTo")}
        <input
          ref={field}
          value={value}
          inputMode="numeric"
          placeholder={t("timeline.goToExample")}
          aria-invalid={value !== "" && !wanted}
          className={styles.field}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Escape") onClose();
          }}
        />
      </label>
    </form>
  );
}
