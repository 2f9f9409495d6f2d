import { useEffect, type ReactNode } from "react";
import { useStore } from "zustand";
import { useApp } from "@renderer/app-context";
import { Toasts } from "@renderer/components/toasts";
import { FirstRun } from "@renderer/features/first-run/first-run";
import { FolderBrowser } from "@renderer/features/folder-browser/folder-browser";
import { AddMenu } from "@renderer/features/import/add-menu";
import { DropTarget } from "@renderer/features/import/drop-target";
import { ImportCard } from "@renderer/features/import/import-card";
import { Inspector } from "@renderer/features/inspector/inspector";
import { ReviewList } from "@renderer/features/review/review-list";
import { EmptySearch } from "@renderer/features/search/empty-search";
import { SearchBox } from "@renderer/features/search/search-box";
import { SelectionBar } from "@renderer/features/selection-bar/selection-bar";
import { TrashBar } from "@renderer/features/trash/trash-bar";
import { Viewer } from "@renderer/features/viewer/viewer";
import { Frame } from "@renderer/frame/frame";
import { IS_MAC } from "@renderer/keys/platform";

/** The whole window. Each feature has one line here. */
export function App() {
  useTheme();
  useKeys();
  return (
    <>
      <BehindViewer>
        <Frame
          add={<AddMenu />}
          search={<SearchBox />}
          review={<ReviewList />}
          trashBar={<TrashBar />}
          firstRun={<FirstRun />}
          emptySearch={<EmptySearch />}
          selectionBar={<SelectionBar />}
          inspector={<Inspector />}
        />
        <ImportCard />
      </BehindViewer>
      <Viewer />
      <FolderBrowser />
      <DropTarget />
      <Toasts />
    </>
  );
}

/** Out of reach of pointer and keyboard while a photo is open over it. */
function BehindViewer({ children }: { children: ReactNode }) {
  const { viewer } = useApp();
  const isOpen = useStore(viewer, ({ openRow }) => openRow !== null);
  return (
    <div style={{ display: "contents" }} inert={isOpen}>
      {children}
    </div>
  );
}

/** Theme and language stand on the document, where stylesheets and screen readers look for them. */
function useTheme() {
  const { settings } = useApp();
  const theme = useStore(settings, (state) => state.theme);
  const spoken = useStore(settings, (state) => state.spoken);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  useEffect(() => {
    const light = matchMedia("(prefers-color-scheme: light)");
    const apply = () => {
      document.documentElement.dataset.theme = theme === "system" ? (light.matches ? "light" : "dark") : theme;
    };
    apply();
    light.addEventListener("change", apply);
    return () => light.removeEventListener("change", apply);
  }, [theme]);
}

function useKeys() {
  const { commands } = useApp();
  useEffect(() => {
    const press = (event: KeyboardEvent) => void commands.press(event, IS_MAC);
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [commands]);
}
