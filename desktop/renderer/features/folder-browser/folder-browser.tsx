import { useState } from "react";
import { useStore } from "zustand";
import type { ImportMode } from "@shared/contract/import";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { Segmented } from "@renderer/components/segmented";
import { Sheet } from "@renderer/components/sheet";
import { FolderList } from "./folder-list";
import { PlaceList } from "./place-list";
import { toFolderName } from "./crumbs";
import { useFolders } from "./use-folders";
import styles from "./folder-browser.module.css";

/** Where the system has no dialog of its own to offer: the folders of this computer, one of which is added. */
export function FolderBrowser() {
  const { imports } = useApp();
  const isBrowsing = useStore(imports, (state) => state.isBrowsing);
  return isBrowsing ? <Browser /> : null;
}

function Browser() {
  const { imports } = useApp();
  const { t } = useText();
  const folders = useFolders();
  const [mode, setMode] = useState<ImportMode>("reference");
  const { closeBrowser, start } = imports.getState();
  const chosen = folders.trail.at(-1);
  const canAdd = chosen !== undefined && folders.listing !== null && folders.trouble === null;
  const add = () => {
    if (!chosen) return;
    const name = chosen.name === "" ? toFolderName(folders.listing?.path ?? "") : chosen.name;
    closeBrowser();
    void start([{ handle: chosen.handle, name, isFolder: true }], mode);
  };
  return (
    <Sheet
      title={t("folders.title")}
      width="wide"
      onClose={closeBrowser}
      footer={
        <div className={styles.foot}>
          <div className={styles.mode}>
            <Segmented
              label={t("folders.mode")}
              value={mode}
              options={[
                { value: "reference", label: t("folders.reference") },
                { value: "copy", label: t("folders.copy") },
              ]}
              onChange={setMode}
            />
            <p className={styles.hint}>{t(mode === "copy" ? "folders.copyHint" : "folders.referenceHint")}</p>
          </div>
          <Button look="quiet" onClick={closeBrowser}>
            {t("action.cancel")}
          </Button>
          <Button look="primary" disabled={!canAdd} onClick={add}>
            {t("folders.add")}
          </Button>
        </div>
      }
    >
      <div className={styles.columns}>
        <PlaceList places={folders.places} chosen={folders.trail[0]?.handle} onOpen={folders.openPlace} />
        <FolderList folders={folders} />
      </div>
    </Sheet>
  );
}
