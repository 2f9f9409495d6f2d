import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useApp, useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";

const SAID_MS = 1500;

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { schedule, actions } = useApp();
  const { t } = useText();
  const [isDone, setDone] = useState(false);
  const cancel = useRef<(() => void) | null>(null);
  useEffect(() => () => cancel.current?.(), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      cancel.current?.();
      cancel.current = schedule(SAID_MS, () => setDone(false));
    } catch {
      actions.getState().say("inspector.copyFailed", {}, "failed");
    }
  };
  return (
    <>
      <IconButton icon={isDone ? Check : Copy} size="small" label={label} onClick={() => void copy()} />
      <span className="spoken" role="status">
        {isDone && t("inspector.copied")}
      </span>
    </>
  );
}
