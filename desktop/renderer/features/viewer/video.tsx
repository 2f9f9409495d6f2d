import { useEffect, useRef, useState } from "react";
import type { Photo } from "@shared/contract/photo";
import { useApp, useText } from "@renderer/app-context";
import { Placeholder } from "@renderer/features/viewer/placeholder";
import { playableType } from "@renderer/features/viewer/shown-as";
import styles from "./video.module.css";

interface VideoProps {
  photo: Photo;
  label: string;
  /** Told of a way to play and pause, for the space bar. */
  onPlayer: (toggle: (() => void) | null) => void;
}

/** A video in the browser's own player, or the reason why it cannot play it. */
export function Video({ photo, label, onPlayer }: VideoProps) {
  const { host } = useApp();
  const { t } = useText();
  const player = useRef<HTMLVideoElement>(null);
  const [failure, setFailure] = useState<"format" | "missing" | null>(() =>
    document.createElement("video").canPlayType(playableType(photo.format)) === "" ? "format" : null,
  );
  useEffect(() => {
    const element = player.current;
    const toggle = () => {
      if (element?.paused) element.play().catch(() => undefined);
      else element?.pause();
    };
    onPlayer(element && toggle);
    return () => onPlayer(null);
  }, [onPlayer, failure]);
  if (photo.path === null) return <Placeholder photo={photo} reason={t("viewer.missing")} />;
  if (failure !== null) {
    const format = photo.format.toUpperCase();
    const reason = failure === "format" ? t("viewer.cannotPlayHint", { format }) : t("viewer.videoMissing");
    return <Placeholder photo={photo} reason={reason} />;
  }
  return (
    <video
      ref={player}
      className={styles.video}
      aria-label={label}
      src={host.renditionUrl(photo.photoId, "original")}
      poster={host.renditionUrl(photo.photoId, "preview")}
      controls
      playsInline
      preload="metadata"
      onError={({ currentTarget: { error } }) =>
        setFailure(error?.code === MediaError.MEDIA_ERR_NETWORK ? "missing" : "format")
      }
    />
  );
}
