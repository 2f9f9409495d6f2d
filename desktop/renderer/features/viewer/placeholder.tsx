import { Film, ImageOff } from "lucide-react";
import type { Photo } from "@shared/contract/photo";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import { useText } from "@renderer/app-context";
import styles from "./placeholder.module.css";

/** In place of a photo that cannot be shown: its name, and why. */
export function Placeholder({ photo, reason }: { photo: Photo; reason: string }) {
  const { t } = useText();
  const isVideo = MEDIA_TYPES[photo.format].kind === "video";
  const Icon = isVideo ? Film : ImageOff;
  return (
    <div className={styles.placeholder}>
      <Icon aria-hidden className={styles.icon} />
      <h2 className={styles.title}>{t(isVideo ? "viewer.cannotPlay" : "viewer.cannotShow")}</h2>
      <p className={styles.name} dir="auto">
        {photo.fileName}
      </p>
      <p className={styles.reason}>{reason}</p>
    </div>
  );
}
