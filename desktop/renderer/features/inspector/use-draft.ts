import { useState, type KeyboardEvent } from "react";

export interface Draft {
  /** What is typed; null while nothing is being edited. */
  typed: string | null;
  isSaving: boolean;
  /** The last attempt to save failed: what was typed is still there. */
  hasFailed: boolean;
  begin(): void;
  type(text: string): void;
  save(): Promise<void>;
  cancel(): void;
  /** Enter saves, Escape cancels; Shift+Enter starts a line where `isLong`. Keys of a text still being composed do neither. */
  onKeyDown(event: KeyboardEvent, isLong?: boolean): void;
}

/** A text being edited in place. `save` gives whether it was saved; an unchanged text is not saved. */
export function useDraft(start: string, save: (text: string) => Promise<boolean>): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  const [state, setState] = useState<"idle" | "saving" | "failed">("idle");
  const end = () => {
    setTyped(null);
    setState("idle");
  };
  const finish = async () => {
    if (typed === null || state === "saving") return;
    if (typed === start) {
      end();
      return;
    }
    setState("saving");
    if (await save(typed)) end();
    else setState("failed");
  };
  return {
    typed,
    isSaving: state === "saving",
    hasFailed: state === "failed",
    begin: () => setTyped(start),
    type: setTyped,
    save: finish,
    cancel: end,
    onKeyDown(event, isLong = false) {
      if (event.nativeEvent.isComposing) return;
      if (event.key === "Escape") {
        event.stopPropagation();
        event.preventDefault();
        end();
      } else if (event.key === "Enter" && !(isLong && event.shiftKey)) {
        event.preventDefault();
        void finish();
      }
    },
  };
}
