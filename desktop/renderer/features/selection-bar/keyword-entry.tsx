import { X } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { IconButton } from "@renderer/components/icon-button";
import { parseKeyword } from "@renderer/features/inspector/photo-text";
import styles from "./selection-bar.module.css";

interface KeywordEntryProps {
  count: number;
  keys: () => Iterable<number>;
  onClose: () => void;
}

/** In place of the bar: one keyword for all photos selected. What was typed stays when it could not be saved. */
export function KeywordEntry({ count, keys, onClose }: KeywordEntryProps) {
  const { actions } = useApp();
  const { t } = useText();
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const keyword = parseKeyword(typed);
  const field = useRef<HTMLInputElement>(null);
  // The keyboard comes here because a key or a button asked for it.
  useLayoutEffect(() => field.current?.focus(), []);
  const add = async () => {
    if (keyword === undefined || isBusy) return;
    setBusy(true);
    const isDone = await actions.getState().edit(keys(), { addKeywords: [keyword] }, "selection.saidKeyword");
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <form
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        className={styles.field}
        ref={field}
        value={typed}
        maxLength={1000}
        dir="auto"
        aria-label={t("selection.keywordFor", { count })}
        placeholder={t("selection.keywordFor", { count })}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          onClose();
        }}
      />
      <Button look="primary" type="submit" disabled={keyword === undefined || isBusy}>
        {t("selection.add")}
      </Button>
      <IconButton icon={X} label={t("action.cancel")} onClick={onClose} />
    </form>
  );
}
