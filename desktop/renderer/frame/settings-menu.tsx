import { Keyboard, Settings2 } from "lucide-react";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { IconButton } from "@renderer/components/icon-button";
import { Segmented } from "@renderer/components/segmented";
import styles from "./settings-menu.module.css";

/** Theme and language, under a button of the toolbar. */
export function SettingsMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useDismiss(frame, isOpen, () => setOpen(false));
  return (
    <div ref={frame} className={styles.frame}>
      <IconButton
        icon={Settings2}
        label={t("settings.title")}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <div role="dialog" aria-label={t("settings.title")} className={styles.panel}>
          <Choices />
          <hr className={styles.rule} />
          <Button
            look="quiet"
            className={styles.help}
            onClick={() => {
              setOpen(false);
              onHelp();
            }}
          >
            <Keyboard aria-hidden className={styles.icon} />
            {t("settings.keys")}
            <kbd className={styles.key}>?</kbd>
          </Button>
        </div>
      )}
    </div>
  );
}

function Choices() {
  const { settings } = useApp();
  const { t } = useText();
  const theme = useStore(settings, (state) => state.theme);
  const language = useStore(settings, (state) => state.language);
  const { change } = settings.getState();
  return (
    <>
      <h3 className={styles.title}>{t("settings.theme")}</h3>
      <Segmented
        label={t("settings.theme")}
        value={theme}
        options={[
          { value: "system", label: t("settings.themeSystem") },
          { value: "light", label: t("settings.themeLight") },
          { value: "dark", label: t("settings.themeDark") },
        ]}
        onChange={(value) => change({ theme: value })}
      />
      <h3 className={styles.title}>{t("settings.language")}</h3>
      <Segmented
        label={t("settings.language")}
        value={language}
        options={[
          { value: "system", label: t("settings.languageSystem") },
          { value: "en", label: t("settings.languageEnglish") },
          { value: "ja", label: t("settings.languageJapanese") },
        ]}
        onChange={(value) => change({ language: value })}
      />
    </>
  );
}

/** Closes by Escape and by a press elsewhere. */
function useDismiss(frame: RefObject<HTMLElement | null>, isOpen: boolean, close: () => void) {
  const { commands } = useApp();
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!isOpen) return;
    const leave = commands.enter("sheet");
    const press = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) latest.current();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      latest.current();
      frame.current?.querySelector("button")?.focus();
    };
    addEventListener("pointerdown", press);
    addEventListener("keydown", key);
    return () => {
      leave();
      removeEventListener("pointerdown", press);
      removeEventListener("keydown", key);
    };
  }, [commands, frame, isOpen]);
}
