import { useId, useState, type KeyboardEvent } from "react";
import type { PhotoChanges } from "@shared/contract/edit";
import { parseLocalMs } from "@shared/domain/capture-time";
import { useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import type { Common } from "@renderer/features/inspector/common-values";
import { parseOffset, toOffsetText } from "@renderer/features/inspector/photo-text";
import styles from "./taken-form.module.css";

interface TakenFormProps {
  captured: Common<string>;
  offset: Common<number | null>;
  onSave: (changes: PhotoChanges) => Promise<boolean>;
  onClose: () => void;
}

/** Date, time and offset as they are typed. Where photos differ a field begins empty, and left empty changes nothing. */
export function TakenForm({ captured, offset, onSave, onClose }: TakenFormProps) {
  const { t } = useText();
  const id = useId();
  const startDate = captured.kind === "same" ? captured.value.slice(0, 19) : "";
  const startOffset = offset.kind === "same" && offset.value !== null ? toOffsetText(offset.value) : "";
  const [date, setDate] = useState(startDate);
  const [typedOffset, setTypedOffset] = useState(startOffset);
  const [problem, setProblem] = useState<"date" | "offset" | "failed" | null>(null);
  const save = async () => {
    const changes: PhotoChanges = {};
    if (date !== startDate) {
      // The field leaves out seconds that are zero.
      const capturedLocal = date.length === 16 ? `${date}:00` : date;
      if (parseLocalMs(capturedLocal) === undefined) {
        setProblem("date");
        return;
      }
      changes.capturedLocal = capturedLocal;
    }
    if (typedOffset !== startOffset) {
      const offsetMinutes = parseOffset(typedOffset);
      if (offsetMinutes === undefined) {
        setProblem("offset");
        return;
      }
      changes.offsetMinutes = offsetMinutes;
    }
    if (Object.keys(changes).length === 0 || (await onSave(changes))) onClose();
    else setProblem("failed");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    event.preventDefault();
    onClose();
  };
  return (
    <form
      className={styles.form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label className={styles.label} htmlFor={`${id}date`}>
        {t("inspector.dateField")}
      </label>
      <input
        id={`${id}date`}
        ref={focusOnce}
        className={styles.field}
        type="datetime-local"
        step={1}
        value={date}
        aria-invalid={problem === "date"}
        onChange={(event) => setDate(event.target.value)}
      />
      <label className={styles.label} htmlFor={`${id}offset`}>
        {t("inspector.offsetField")}
      </label>
      <input
        id={`${id}offset`}
        className={styles.field}
        type="text"
        placeholder={t("inspector.offsetExample")}
        value={typedOffset}
        aria-invalid={problem === "offset"}
        onChange={(event) => setTypedOffset(event.target.value)}
      />
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {t(PROBLEMS[problem])}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button look="primary" type="submit">
          {t("inspector.save")}
        </Button>
      </div>
    </form>
  );
}

const PROBLEMS = {
  date: "inspector.badDate",
  offset: "inspector.badOffset",
  failed: "inspector.notSaved",
} as const;

function focusOnce(field: HTMLInputElement | null) {
  field?.focus();
}
