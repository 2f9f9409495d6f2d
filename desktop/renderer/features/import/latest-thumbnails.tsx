import { useApp } from "@renderer/app-context";
import styles from "./import-card.module.css";

/** How many have room side by side. */
const SHOWN = 6;

/** The photos whose thumbnails came last. They are told of elsewhere; here they are only seen. */
export function LatestThumbnails({ photoIds }: { photoIds: readonly string[] }) {
  const { host } = useApp();
  return (
    <div aria-hidden className={styles.strip}>
      {photoIds.slice(0, SHOWN).map((photoId) => (
        <img
          key={photoId}
          alt=""
          draggable={false}
          decoding="async"
          src={host.renditionUrl(photoId, "thumbnail")}
          className={styles.thumbnail}
        />
      ))}
    </div>
  );
}
