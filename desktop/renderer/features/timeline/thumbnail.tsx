import { FileImage, Film } from "lucide-react";
import { memo, useEffect, useState } from "react";
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
/** A photo that was imported so lately may get its thumbnail any moment: it is asked for again, each time a little later. */
const RECENT_MS = 30 * 60_000;
const AGAIN_MS = [1000, 1500, 2000, 3000, 5000, 8000, 12_000, 20_000, 30_000] as const;

interface Missing {
  /** Details that came anew may mean that there is a thumbnail now. */
  readonly photo: Photo;
  readonly attempt: number;
}

/** The picture of a tile: it fades in over a plain tile, and where there is none, what the file is stands in its place. */
export const Thumbnail = memo(function Thumbnail({ photo, widthPx, heightPx }: ThumbnailProps) {
  const { host } = useApp();
  const [missing, setMissing] = useState<Missing | null>(null);
  const [attempt, setAttempt] = useState(0);
  useAgain(missing, attempt, setAttempt);
  if (!photo) return null;
  if (missing?.photo === photo && missing.attempt === attempt) {
    return <WithoutPicture photo={photo} hasName={widthPx >= NAME_MIN_PX && heightPx >= 72} />;
  }
  return (
    <img
      key={`${photo.photoId} ${attempt}`}
      className={styles.picture}
      src={host.renditionUrl(photo.photoId, "thumbnail")}
      alt=""
      decoding="async"
      draggable={false}
      ref={markReady}
      onLoad={(event) => event.currentTarget.classList.add(styles.ready ?? "")}
      onError={() => setMissing({ photo, attempt })}
    />
  );
});

function useAgain(missing: Missing | null, attempt: number, setAttempt: (attempt: number) => void) {
  const { clock, schedule } = useApp();
  useEffect(() => {
    const delayMs = AGAIN_MS[attempt];
    if (missing?.attempt !== attempt || delayMs === undefined) return;
    if (clock.nowMs() - missing.photo.importedAtMs > RECENT_MS) return;
    return schedule(delayMs, () => setAttempt(attempt + 1));
  }, [missing, attempt, setAttempt, clock, schedule]);
}

/** A picture that was held already is there at once and does not fade. */
function markReady(image: HTMLImageElement | null) {
  if (image?.complete && image.naturalWidth > 0) image.classList.add(styles.ready ?? "", styles.held ?? "");
}

/** What a person calls it, or else its file. */
export function nameOf({ title, fileName }: Photo): string {
  return title ?? fileName;
}

function WithoutPicture({ photo, hasName }: { photo: Photo; hasName: boolean }) {
  const Icon = MEDIA_TYPES[photo.format].kind === "video" ? Film : FileImage;
  return (
    <span className={styles.missing} aria-hidden>
      <Icon aria-hidden className={styles.icon} />
      {hasName && <span className={styles.name} data-text={nameOf(photo)} />}
    </span>
  );
}
