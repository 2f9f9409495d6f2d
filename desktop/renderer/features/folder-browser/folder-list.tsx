import { ChevronRight, Folder, FolderLock, CornerLeftUp } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";
import { useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";
import { toFolderName } from "./crumbs";
import type { FoldersState } from "./use-folders";
import styles from "./folder-browser.module.css";

/** The open folder: the way to it, the folders in it, and how many photos lie right in it. */
export function FolderList({ folders }: { folders: FoldersState }) {
  const { t } = useText();
  const { listing, trouble, trail, up, openBelow } = folders;
  const list = useRef<HTMLUListElement>(null);
  const canGoUp = trail.length > 1 || (listing?.parent ?? null) !== null;
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft" || event.key === "Backspace") {
      event.preventDefault();
      if (canGoUp) up();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      moveFocus(list.current, event.key === "ArrowDown" ? 1 : -1);
    }
  };
  return (
    <div className={styles.browser} onKeyDown={press}>
      <div className={styles.path}>
        <IconButton icon={CornerLeftUp} size="small" label={t("folders.up")} disabled={!canGoUp} onClick={up} />
        <Trail folders={folders} />
      </div>
      <ul ref={list} aria-label={t("folders.list")} className={styles.list}>
        {listing?.folders.map((folder) => (
          <li key={folder.handle}>
            <button
              type="button"
              disabled={!folder.isReadable}
              title={folder.isReadable ? undefined : t("folders.locked")}
              className={styles.folder}
              onClick={() => openBelow(folder)}
            >
              {folder.isReadable ? (
                <Folder aria-hidden className={styles.icon} />
              ) : (
                <FolderLock aria-hidden className={styles.icon} />
              )}
              <bdi className={styles.name}>{folder.name}</bdi>
              <ChevronRight aria-hidden className={styles.chevron} />
            </button>
          </li>
        ))}
        {listing?.folders.length === 0 && trouble === null && <li className={styles.none}>{t("folders.noFolders")}</li>}
        {trouble !== null && <li className={styles.none}>{t("folders.unreadable", { reason: trouble })}</li>}
      </ul>
      <p className={styles.count} role="status">
        {listing && trouble === null
          ? `${t("folders.photoCount", { count: listing.photoCount })} · ${t("folders.below")}`
          : ""}
      </p>
    </div>
  );
}

/** The names from the place to the open folder; each but the last leads back to it. */
function Trail({ folders: { trail, listing, backTo } }: { folders: FoldersState }) {
  const { t } = useText();
  return (
    <nav aria-label={t("folders.path")} title={listing?.path} className={styles.trail}>
      {trail.map(({ handle, name }, index) => {
        const isLast = index === trail.length - 1;
        const shown = name === "" ? toFolderName(listing?.path ?? "") : name;
        return (
          <span key={handle} className={styles.crumb}>
            {index > 0 && <ChevronRight aria-hidden className={styles.chevron} />}
            {isLast ? (
              <bdi aria-current="location" className={styles.here}>
                {shown}
              </bdi>
            ) : (
              <button type="button" className={styles.step} onClick={() => backTo(index)}>
                <bdi>{shown}</bdi>
              </button>
            )}
          </span>
        );
      })}
    </nav>
  );
}

function moveFocus(list: HTMLElement | null, by: number): void {
  const buttons = [...(list?.querySelectorAll<HTMLElement>("button:enabled") ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
}
