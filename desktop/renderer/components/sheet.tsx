import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useApp, useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";
import styles from "./sheet.module.css";

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at its foot. */
  footer?: ReactNode;
  width?: "narrow" | "wide";
  /** There is nothing in it to press: it takes the keyboard itself, to be scrolled. */
  isText?: boolean;
}

/** A dialog over everything: it takes the keyboard, and gives it back to where it was. Escape and a click beside it close it. */
export function Sheet({ title, onClose, children, footer, width = "narrow", isText = false }: SheetProps) {
  const { commands } = useApp();
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    const leave = commands.enter("sheet");
    return () => {
      leave();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [commands]);
  return (
    <dialog
      ref={dialog}
      className={`${styles.sheet ?? ""} ${styles[width] ?? ""}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={styles.frame}>
        <header className={styles.header}>
          <h2 id={titleId}>{title}</h2>
          <IconButton icon={X} label={t("action.close")} onClick={onClose} />
        </header>
        <div className={styles.body} {...(isText && { tabIndex: 0 })}>
          {children}
        </div>
        {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  );
}
