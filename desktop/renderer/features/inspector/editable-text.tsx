import { Pencil, Plus } from "lucide-react";
import { useEffect, useRef, useState, type FocusEvent, type ReactNode } from "react";
import { useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { IconButton } from "@renderer/components/icon-button";
import { CommonText } from "@renderer/features/inspector/common-text";
import type { Common } from "@renderer/features/inspector/common-values";
import { useDraft, type Draft } from "@renderer/features/inspector/use-draft";
import styles from "./editable-text.module.css";

interface EditableTextProps {
  value: Common<string | null>;
  label: string;
  addLabel: string;
  editLabel: string;
  /** May have several lines. */
  isLong?: boolean;
  /** Null takes the value away. Gives whether it was saved. */
  onSave: (value: string | null) => Promise<boolean>;
}

/** A text that is edited where it stands. */
export function EditableText({ value, label, addLabel, editLabel, isLong = false, onSave }: EditableTextProps) {
  const start = value.kind === "same" ? (value.value ?? "") : "";
  const draft = useDraft(start, (typed) => onSave(typed.trim() === "" ? null : typed.trim()));
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const isOpen = draft.typed !== null;
  useEffect(() => {
    // The keyboard goes back to where it came from, unless it went elsewhere.
    if (!isOpen && wasOpen.current && document.activeElement === document.body) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (isOpen) return <Field {...{ draft, label, isLong }} />;
  if (value.kind === "same" && value.value === null) {
    return (
      <Button ref={opener} look="quiet" className={styles.add} onClick={draft.begin}>
        <Plus aria-hidden />
        {addLabel}
      </Button>
    );
  }
  return (
    <div className={`${styles.shown ?? ""} ${isLong ? "" : (styles.strong ?? "")}`}>
      <Clipped text={value.kind === "same" ? value.value : null} lines={isLong ? 8 : 3} onClick={draft.begin}>
        {value.kind === "mixed" && <CommonText value={value} />}
      </Clipped>
      <IconButton
        ref={opener}
        icon={Pencil}
        size="small"
        label={editLabel}
        className={styles.pencil}
        onClick={draft.begin}
      />
    </div>
  );
}

interface FieldProps {
  draft: Draft;
  label: string;
  isLong: boolean;
}

function Field({ draft, label, isLong }: FieldProps) {
  const { t } = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const leave = (event: FocusEvent) => {
    // Another window may only have come before this one.
    if (document.hasFocus() || event.relatedTarget) void draft.save();
  };
  return (
    <div className={styles.edit}>
      <textarea
        ref={field}
        className={styles.field}
        aria-label={label}
        aria-invalid={draft.hasFailed}
        dir="auto"
        rows={isLong ? 4 : 1}
        maxLength={100_000}
        value={draft.typed ?? ""}
        readOnly={draft.isSaving}
        onChange={(event) =>
          draft.type(isLong ? event.target.value : event.target.value.replaceAll(/\s*[\r\n]+\s*/g, " "))
        }
        onKeyDown={(event) => draft.onKeyDown(event, isLong)}
        onBlur={leave}
      />
      <p className={draft.hasFailed ? styles.failed : styles.hint}>
        {t(draft.hasFailed ? "inspector.notSaved" : isLong ? "inspector.saveLongHint" : "inspector.saveHint")}
      </p>
    </div>
  );
}

/** Texts longer than this, in characters for each line allowed, are cut and can be unfolded. */
const LINE_CHARACTERS = 36;

interface ClippedProps {
  text: string | null;
  lines: number;
  onClick: () => void;
  children: ReactNode;
}

function Clipped({ text, lines, onClick, children }: ClippedProps) {
  const { t } = useText();
  const [isWhole, setWhole] = useState(false);
  const isTooLong = text !== null && (text.length > lines * LINE_CHARACTERS || text.split("\n").length > lines);
  const clip = isTooLong && !isWhole ? { WebkitLineClamp: lines } : { WebkitLineClamp: "none" };
  return (
    <div className={styles.clipped}>
      <p className={styles.text} style={clip} dir="auto" onClick={onClick}>
        {text ?? children}
      </p>
      {isTooLong && (
        <button type="button" className={styles.more} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? "inspector.less" : "inspector.more")}
        </button>
      )}
    </div>
  );
}
