import { ArchiveRestore, ArrowLeft, Heart, Info, Maximize, Minimize, Trash2 } from "lucide-react";
import { useStore } from "zustand";
import type { Photo } from "@shared/contract/photo";
import { parseLocalMs } from "@shared/domain/capture-time";
import { useApp, useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";
import { RatingStars } from "@renderer/components/rating-stars";
import { Marks } from "@renderer/features/viewer/marks";
import type { Zoom } from "@renderer/features/viewer/use-zoom";
import styles from "./viewer-bar.module.css";

interface ViewerBarProps {
  photo: Photo | undefined;
  photoKey: number;
  row: number;
  total: number;
  zoom: Zoom | null;
}

/** Over the photo: what it is, and what can be done with it. It hides while nothing is moved. */
export function ViewerBar({ photo, photoKey, row, total, zoom }: ViewerBarProps) {
  const { viewer, actions } = useApp();
  const { t, dateTime } = useText();
  const hasInspector = useStore(viewer, (state) => state.isInspectorOpen);
  const { edit, trash, restore } = actions.getState();
  const { close, toggleInspector } = viewer.getState();
  const keys = [photoKey];
  const localMs = photo && parseLocalMs(photo.capturedLocal);
  const isFavourite = photo?.isFavourite ?? false;
  return (
    <header className={styles.bar} data-chrome>
      <IconButton icon={ArrowLeft} label={t("viewer.close")} command="viewer.close" onClick={close} />
      <div className={styles.names}>
        <p className={styles.title} dir="auto">
          {photo?.title ?? photo?.fileName}
        </p>
        <p className={styles.when}>
          {localMs !== undefined && <span>{dateTime(localMs)}</span>}
          <span className={styles.position}>{t("viewer.position", { position: row + 1, total })}</span>
        </p>
      </div>
      {photo && <Marks photo={photo} />}
      {photo && (
        <div className={styles.actions}>
          <RatingStars
            value={photo.rating}
            size="bar"
            onRate={(rating) =>
              void edit(keys, { rating }, rating === 0 ? "selection.saidUnrated" : "selection.saidRated")
            }
          />
          <IconButton
            icon={Heart}
            label={t(isFavourite ? "viewer.removeFavourite" : "viewer.addFavourite")}
            command="photo.favourite"
            isOn={isFavourite}
            className={isFavourite ? styles.favourite : undefined}
            onClick={() =>
              void edit(
                keys,
                { isFavourite: !isFavourite },
                isFavourite ? "selection.saidUnfavourite" : "selection.saidFavourite",
              )
            }
          />
          {zoom && <ZoomButton zoom={zoom} />}
          {photo.trashed ? (
            <IconButton icon={ArchiveRestore} label={t("viewer.restore")} onClick={() => void restore(keys)} />
          ) : (
            <IconButton
              icon={Trash2}
              label={t("viewer.trash")}
              command="photo.trash"
              onClick={() => void trash(keys)}
            />
          )}
          <IconButton
            icon={Info}
            label={t(hasInspector ? "viewer.hideDetails" : "viewer.showDetails")}
            command="app.inspector"
            isOn={hasInspector}
            onClick={toggleInspector}
          />
        </div>
      )}
    </header>
  );
}

function ZoomButton({ zoom }: { zoom: Zoom }) {
  const { t } = useText();
  const { isFitted, scene, framing } = zoom;
  const percent = Math.round(framing.scale * (scene?.pixelRatio ?? 1) * 100);
  return (
    <>
      <IconButton
        icon={isFitted ? Maximize : Minimize}
        label={t(isFitted ? "viewer.zoomFull" : "viewer.zoomFit")}
        command="viewer.full"
        onClick={() => zoom.toggle()}
      />
      <output className={styles.percent}>{t("viewer.zoom", { percent })}</output>
    </>
  );
}
