import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { Photo } from "@shared/contract/photo";
import { useApp, useText } from "@renderer/app-context";
import { toGrowStart } from "@renderer/features/viewer/grow";
import { Placeholder } from "@renderer/features/viewer/placeholder";
import { toShownAs } from "@renderer/features/viewer/shown-as";
import { useLayers } from "@renderer/features/viewer/use-layers";
import { outgrows, type Size } from "@renderer/features/viewer/zoom-geometry";
import { useZoom, type Zoom } from "@renderer/features/viewer/use-zoom";
import type { Origin } from "@renderer/stores/viewer-store";
import styles from "./picture.module.css";

interface PictureProps {
  photo: Photo;
  /** What a screen reader says of it. */
  label: string;
  /** Where its thumbnail lies when it was just opened from there. */
  origin: Origin | null;
  /** Told of the zoom with every drawing, for keys and buttons outside. */
  onZoom: (zoom: Zoom) => void;
}

/** One photo: its thumbnail, over that the preview, over that the original when the zoom asks for more. */
export function Picture({ photo, label, origin, onZoom }: PictureProps) {
  const { host } = useApp();
  const { t } = useText();
  const stage = useRef<HTMLDivElement>(null);
  const shownAs = toShownAs(photo);
  const [natural, setNatural] = useState<Size | null>(null);
  const zoom = useZoom(stage, sizeOf(photo) ?? natural);
  const { scene, framing } = zoom;
  const grown = useGrow(zoom, stage, origin);
  const previewWidth = natural?.width ?? Infinity;
  const { layers, isHopeless, isFetching, loaded, failed } = useLayers(shownAs, {
    // An original that has come stays: going back and forth between two renditions would flicker.
    isOutgrown: scene !== null && outgrows(scene, framing, previewWidth),
  });
  useLayoutEffect(() => onZoom(zoom));
  if (isHopeless) {
    return <Placeholder photo={photo} reason={t(photo.path === null ? "viewer.missing" : "viewer.cannotDecode")} />;
  }
  return (
    <div ref={stage} className={styles.area} data-fitted={zoom.isFitted} {...zoom.handlers}>
      <div ref={grown} className={styles.grow}>
        <div className={styles.frame} role="img" aria-label={label} style={toStyle(zoom, photo, natural)}>
          {layers.map(({ size, isShown }) => (
            <img
              key={size}
              src={host.renditionUrl(photo.photoId, size)}
              alt=""
              draggable={false}
              decoding={size === "original" ? "async" : "auto"}
              className={styles.layer}
              data-size={size}
              data-shown={isShown}
              onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
                if (size === "preview" || (natural === null && size === "original")) setNatural({ width, height });
                loaded(size);
              }}
              onError={() => failed(size)}
            />
          ))}
        </div>
      </div>
      {isFetching && <p className={styles.fetching}>{t("viewer.loadingOriginal")}</p>}
    </div>
  );
}

function sizeOf({ widthPx, heightPx }: Photo): Size | null {
  return widthPx !== null && heightPx !== null ? { width: widthPx, height: heightPx } : null;
}

function toStyle({ scene, framing }: Zoom, photo: Photo, natural: Size | null) {
  const size = sizeOf(photo) ?? natural;
  if (scene === null || size === null) return { visibility: "hidden" as const };
  return {
    width: size.width * framing.scale,
    height: size.height * framing.scale,
    transform: `translate(-50%, -50%) translate(${framing.x}px, ${framing.y}px)`,
  };
}

/** Lets the picture grow from its thumbnail once, when that is where it was opened. */
function useGrow({ scene }: Zoom, stage: RefObject<HTMLElement | null>, origin: Origin | null) {
  const grown = useRef<HTMLDivElement>(null);
  const isDone = useRef(false);
  useLayoutEffect(() => {
    const element = grown.current;
    if (isDone.current || !scene || !element || !stage.current) return;
    isDone.current = true;
    if (!origin || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const transform = toGrowStart(scene, stage.current.getBoundingClientRect(), origin);
    element.animate([{ transform }, { transform: "none" }], {
      duration: GROW_MS,
      easing: "cubic-bezier(0.2, 0, 0, 1)",
    });
  }, [scene, stage, origin]);
  return grown;
}

const GROW_MS = 180;
