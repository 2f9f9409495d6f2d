import { Copy, FileWarning, RotateCcw, X } from "lucide-react";
import type { FileCode, ReviewFile } from "@shared/contract/import";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { IconButton } from "@renderer/components/icon-button";
import { toFolderName, toFolderPath } from "@renderer/features/folder-browser/crumbs";
import { review } from "@renderer/messages/en/review";
import type { Text } from "@renderer/messages/text";
import styles from "./review-list.module.css";

interface ReviewRowProps {
  file: ReviewFile;
  onDismiss: () => void;
  onRetry: () => void;
}

export function ReviewRow({ file, onDismiss, onRetry }: ReviewRowProps) {
  const { host } = useApp();
  const { t } = useText();
  const copyPath = useCopyPath();
  const showPhoto = useShowPhoto();
  const { path, photoId, isDropped } = file;
  return (
    <li className={styles.row}>
      <span aria-hidden className={styles.picture}>
        <FileWarning className={styles.icon} />
        {photoId !== null && (
          <img
            alt=""
            draggable={false}
            src={host.renditionUrl(photoId, "thumbnail")}
            className={styles.thumbnail}
            // There may be none: the sign behind it is seen then.
            onError={({ currentTarget }) => (currentTarget.hidden = true)}
          />
        )}
      </span>
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{toFolderName(path)}</bdi>
          <span className={styles.state}>{t(photoId === null ? "review.isOut" : "review.isIn")}</span>
        </p>
        <p className={styles.reason}>{toReason(file, { t })}</p>
        <p className={styles.path} title={path}>
          {isDropped && <span>{t("review.wasDropped")} </span>}
          <bdi>{toFolderPath(path)}</bdi>
        </p>
      </div>
      <div className={styles.actions}>
        {photoId !== null && (
          <Button look="quiet" onClick={() => void showPhoto(photoId)}>
            {t("review.showPhoto")}
          </Button>
        )}
        {canRetry(file) && <IconButton icon={RotateCcw} label={t("review.retry")} onClick={onRetry} />}
        {!isDropped && <IconButton icon={Copy} label={t("review.copyPath")} onClick={() => void copyPath(path)} />}
        <IconButton icon={X} label={t("review.dismiss")} onClick={onDismiss} />
      </div>
    </li>
  );
}

/** A photo is in the library already, and what was dropped is no longer where it was read. */
export function canRetry({ photoId, isDropped }: Pick<ReviewFile, "photoId" | "isDropped">): boolean {
  return photoId === null && !isDropped;
}

/** Why a file is on the list; in the words of the engine when there are none of ours for it. */
export function toReason({ code, message }: Pick<ReviewFile, "code" | "message">, { t }: Pick<Text, "t">): string {
  const key = `review.code.${code ?? ""}`;
  return isReason(key) ? t(key) : (message ?? "");
}

function isReason(key: string): key is Extract<keyof typeof review, `review.code.${FileCode}`> {
  return Object.hasOwn(review, key);
}

function useCopyPath() {
  const { actions } = useApp();
  return async (path: string) => {
    try {
      await navigator.clipboard.writeText(path);
      actions.getState().say("review.copied");
    } catch {
      actions.getState().say("review.notCopied", {}, "failed");
    }
  };
}

/** Goes to all photos and opens this one. */
function useShowPhoto() {
  const { actions, connection, library, viewer } = useApp();
  return async (photoId: string) => {
    try {
      const { photos } = await connection.invoke(LIBRARY_OPERATIONS.details, { photoIds: [photoId] });
      const found = photos[0];
      if (!found) return;
      const { go, search } = library.getState();
      go(found.photo.trashed ? "trash" : "library");
      search("");
      const row = library.getState().rowOf(found.key);
      if (row >= 0) viewer.getState().open(row);
    } catch (thrown) {
      actions.getState().fail(thrown);
    }
  };
}
