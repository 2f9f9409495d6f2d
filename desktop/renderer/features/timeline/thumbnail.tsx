import { FileImage, Film } from "lucide-react";
import { memo, useState } from "react";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import type { Photo } from "@shared/contract/photo";
import { useApp } from "@renderer/app-context";
import styles from "./thumbnail.module.css";

interface ThumbnailProps {
  /** Undefined until its details have come. */
  photo: Photo | undefined;
  widthPx: number;
  heightPx: number;
}

/** Narrower tiles have no room for a file's name. */
const NAME_MIN_PX = 88;

/** The picture of a tile: it fades in over a plain tile, and where there is none, what the file is stands in its place. */
export const Thumbnail = memo(function Thumbnail({ photo, widthPx, heightPx }: ThumbnailProps) {
  // Details that came anew may mean that there is a thumbnail now: the picture is then asked for again.
  const [missing, setMissing] = useState<Photo | null>(null);
  const { host } = useApp();
  if (!photo) return null;
  if (missing === photo) return <Missing photo={photo} hasName={widthPx >= NAME_MIN_PX && heightPx >= 72} />;
  return (
    <img
      key={photo.photoId}
      className={styles.picture}
      src={host.renditionUrl(photo.photoId, "thumbnail")}
      alt=""
      decoding="async"
      draggable={false}
      ref={markReady}
      onLoad={(event) => event.currentTarget.classList.add(styles.ready ?? "")}
      onError={() => setMissing(photo)}
    />
  );
});

/** A picture that was held already is there at once and does not fade. */
function markReady(image: HTMLImageElement | null) {
  if (image?.complete && image.naturalWidth > 0) image.classList.add(styles.ready ?? "", styles.held ?? "");
}

function Missing({ photo, hasName }: { photo: Photo; hasName: boolean }) {
  const Icon = MEDIA_TYPES[photo.format].kind === "video" ? Film : FileImage;
  return (
    <span className={styles.missing}>
      <Icon aria-hidden className={styles.icon} />
      {hasName && <span className={styles.name}>{photo.fileName}</span>}
    </span>
  );
}
