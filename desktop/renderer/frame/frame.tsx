import { useState, type ReactNode } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { KeySheet } from "@renderer/frame/key-sheet";
import { LostBanner } from "@renderer/frame/lost-banner";
import { PlaceView } from "@renderer/frame/place-view";
import { Sidebar } from "@renderer/frame/sidebar";
import { Toolbar } from "@renderer/frame/toolbar";
import { useCommand } from "@renderer/keys/use-command";
import styles from "./frame.module.css";

interface FrameProps {
  /** In the toolbar, before what is about how photos are shown. */
  add: ReactNode;
  /** In the middle of the toolbar. */
  search: ReactNode;
  /** In the place of the timeline when the sidebar leads to files that need attention. */
  review: ReactNode;
  /** Above the timeline in the trash. */
  trashBar: ReactNode;
  /** In the place of the timeline when the library holds nothing. */
  firstRun: ReactNode;
  /** In the place of the timeline when a search finds nothing; null for the plain sentence. */
  emptySearch: ReactNode;
  /** Rises over the timeline's foot. */
  selectionBar: ReactNode;
  /** At the right. */
  inspector: ReactNode;
}

/** Sidebar, toolbar and the place that is shown, with what the features put into them. */
export function Frame({ add, search, inspector, selectionBar, ...places }: FrameProps) {
  const { actions, settings } = useApp();
  const { t } = useText();
  const isSidebarOpen = useStore(settings, (state) => state.isSidebarOpen);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useCommand("app.help", () => setHelpOpen(true));
  useCommand("app.undo", () => void actions.getState().undo());
  useCommand("app.sidebar", () => settings.getState().change({ isSidebarOpen: !isSidebarOpen }));
  return (
    <div className={`${styles.frame ?? ""} ${isSidebarOpen ? "" : (styles.narrow ?? "")}`}>
      <a href="#photos" className={styles.skip} onClick={skip}>
        {t("frame.skip")}
      </a>
      <Sidebar />
      <div className={styles.main}>
        <Toolbar add={add} search={search} onHelp={() => setHelpOpen(true)} />
        <LostBanner />
        <div className={styles.content}>
          <main id="photos" className={styles.place}>
            <PlaceView {...places} />
            {selectionBar}
          </main>
          {inspector}
        </div>
      </div>
      {isHelpOpen && <KeySheet onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

function skip(event: { preventDefault: () => void }) {
  event.preventDefault();
  document.querySelector<HTMLElement>("#photos [tabindex='0']")?.focus();
}
