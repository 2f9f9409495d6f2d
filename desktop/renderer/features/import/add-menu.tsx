import { FolderPlus, ImagePlus, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import styles from "./add-menu.module.css";

/** The button by which photos come in, for those who do not drag. */
export function AddMenu() {
  const { imports } = useApp();
  const { t } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    frame.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    addEventListener("pointerdown", away);
    return () => removeEventListener("pointerdown", away);
  }, [isOpen]);
  const choose = (run: () => void) => {
    setOpen(false);
    run();
  };
  return (
    <div
      ref={frame}
      className={styles.frame}
      onKeyDown={(event) => {
        if (event.key === "Escape" && isOpen) {
          event.stopPropagation();
          setOpen(false);
          frame.current?.querySelector("button")?.focus();
        }
        if (event.key === "ArrowDown" || event.key === "ArrowUp") moveFocus(event, frame.current);
      }}
    >
      <Button aria-haspopup="menu" aria-expanded={isOpen} className={styles.button} onClick={() => setOpen(!isOpen)}>
        <Plus aria-hidden className={styles.icon} />
        <span className={styles.label}>{t("import.add")}</span>
      </Button>
      {isOpen && (
        <div role="menu" aria-label={t("import.add")} className={styles.menu}>
          <button
            role="menuitem"
            type="button"
            className={styles.item}
            onClick={() => choose(() => files.current?.click())}
          >
            <ImagePlus aria-hidden className={styles.icon} />
            {t("import.addPhotos")}
          </button>
          <button
            role="menuitem"
            type="button"
            className={styles.item}
            onClick={() => choose(() => void imports.getState().chooseFolder())}
          >
            <FolderPlus aria-hidden className={styles.icon} />
            {t("import.addFolder")}
          </button>
          <p className={styles.hint}>{t("import.dropHint")}</p>
        </div>
      )}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept="image/*,video/*,.heic,.heif,.hif,.dng,.cr2,.cr3,.nef,.arw,.raf,.orf,.rw2,.xmp"
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])];
          // The same files can then be chosen again.
          currentTarget.value = "";
          if (chosen.length > 0) void imports.getState().takeFiles(chosen);
        }}
      />
    </div>
  );
}

function moveFocus(event: { key: string; preventDefault: () => void }, frame: HTMLElement | null): void {
  const items = [...(frame?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  if (items.length === 0) return;
  event.preventDefault();
  const by = event.key === "ArrowDown" ? 1 : -1;
  items[(at + by + items.length) % items.length]?.focus();
}
