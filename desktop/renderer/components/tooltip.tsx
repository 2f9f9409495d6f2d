import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useApp } from "@renderer/app-context";
import { COMMANDS, type CommandId } from "@renderer/keys/command-table";
import { IS_MAC } from "@renderer/keys/platform";
import { toKeyText } from "@renderer/keys/key-text";
import styles from "./tooltip.module.css";

interface TooltipProps {
  text: string;
  command?: CommandId;
  children: ReactNode;
}

const WAIT_MS = 500;
const EDGE = 8;

/** Names what lies under the pointer or has the focus of the keyboard. Only seen: its child has the same text as its name. */
export function Tooltip({ text, command, children }: TooltipProps) {
  const { schedule } = useApp();
  const cancel = useRef<(() => void) | null>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const show = () => {
    cancel.current?.();
    cancel.current = schedule(WAIT_MS, () => setOpen(true));
  };
  const hide = () => {
    cancel.current?.();
    setOpen(false);
  };
  const key = command && COMMANDS[command].keys[0];
  return (
    <span
      ref={anchor}
      className={styles.anchor}
      onPointerEnter={show}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(":focus-visible") && show()}
      onBlur={hide}
    >
      {children}
      {isOpen && <Bubble anchor={anchor.current} text={text} keyText={key ? toKeyText(key, IS_MAC) : ""} />}
    </span>
  );
}

function Bubble({ anchor, text, keyText }: { anchor: HTMLElement | null; text: string; keyText: string }) {
  const bubble = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    // The anchor itself has no box: it only holds the element that has.
    const target = anchor?.firstElementChild?.getBoundingClientRect();
    const own = bubble.current?.getBoundingClientRect();
    if (!target || !own) return;
    const left = Math.min(innerWidth - own.width - EDGE, Math.max(EDGE, target.left + (target.width - own.width) / 2));
    const below = target.bottom + 6;
    setPlace({ left, top: below + own.height > innerHeight - EDGE ? target.top - own.height - 6 : below });
  }, [anchor, text]);
  return createPortal(
    <div ref={bubble} className={styles.bubble} style={place} aria-hidden>
      {text}
      {keyText !== "" && <kbd className={styles.key}>{keyText}</kbd>}
    </div>,
    document.body,
  );
}
