import { Minus, PanelLeft, PanelRight, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";
import { SettingsMenu } from "@renderer/frame/settings-menu";
import { TARGETS_PX } from "@renderer/features/timeline/use-view";
import type { MessageKey } from "@renderer/messages/en";
import type { Place } from "@renderer/stores/shown";
import styles from "./toolbar.module.css";

const TITLES: Readonly<Record<Place, MessageKey>> = {
  library: "place.library",
  favourites: "place.favourites",
  recent: "place.recent",
  review: "place.review",
  trash: "place.trash",
};

interface ToolbarProps {
  add: ReactNode;
  search: ReactNode;
  onHelp: () => void;
}

/** Where one is, the search, and how photos are shown. */
export function Toolbar({ add, search, onHelp }: ToolbarProps) {
  const { commands, library, settings, viewer } = useApp();
  const { t } = useText();
  const place = useStore(library, (state) => state.place);
  const zoom = useStore(settings, (state) => state.zoom);
  const isInspectorOpen = useStore(viewer, (state) => state.isInspectorOpen);
  return (
    <header className={styles.toolbar} aria-label={t("frame.toolbar")}>
      <IconButton
        icon={PanelLeft}
        label={t("command.sidebar")}
        command="app.sidebar"
        className={styles.sidebarToggle}
        onClick={() => commands.run("app.sidebar")}
      />
      <div className={styles.title}>
        <h1 className={styles.name}>{t(TITLES[place])}</h1>
        <Count />
      </div>
      <div className={styles.search}>{search}</div>
      <div className={styles.tools}>
        {add}
        {place !== "review" && (
          <div role="group" aria-label={t("zoom.label")} className={styles.zoom}>
            <IconButton
              icon={Minus}
              label={t("zoom.out")}
              command="timeline.zoomOut"
              disabled={zoom === 0}
              onClick={() => commands.run("timeline.zoomOut")}
            />
            <IconButton
              icon={Plus}
              label={t("zoom.in")}
              command="timeline.zoomIn"
              disabled={zoom === TARGETS_PX.length - 1}
              onClick={() => commands.run("timeline.zoomIn")}
            />
          </div>
        )}
        <IconButton
          icon={PanelRight}
          label={t("command.inspector")}
          isOn={isInspectorOpen}
          onClick={() => viewer.getState().toggleInspector()}
        />
        <SettingsMenu onHelp={onHelp} />
      </div>
    </header>
  );
}

function Count() {
  const { library } = useApp();
  const { t } = useText();
  const place = useStore(library, (state) => state.place);
  const match = useStore(library, (state) => state.match.kind);
  const shown = useStore(library, (state) => state.shown?.length);
  const review = useStore(library, (state) => state.counts.review);
  if (place === "review") return <span className={styles.count}>{t("frame.items", { count: review })}</span>;
  if (shown === undefined) return null;
  const key = match === "found" ? "frame.results" : "frame.photos";
  return <span className={styles.count}>{t(key, { count: shown })}</span>;
}
