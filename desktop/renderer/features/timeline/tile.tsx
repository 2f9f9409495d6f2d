import { Check, Heart } from "lucide-react";
import { memo, type CSSProperties } from "react";
import { useStore } from "zustand";
import type { Photo } from "@shared/contract/photo";
import { hasFlag } from "@shared/domain/photo-flags";
import { useApp, useText } from "@renderer/app-context";
import type { Text } from "@renderer/messages/text";
import type { HoverStore } from "./hover-store";
import { nameOf, Thumbnail } from "./thumbnail";
import styles from "./tile.module.css";

export interface TileProps {
  row: number;
  photoKey: number;
  flags: number;
  minutes: number;
  total: number;
  leftPx: number;
  widthPx: number;
  heightPx: number;
  hover: HoverStore;
  /** The keyboard enters the grid here while it is nowhere in it. */
  isEntry: boolean;
}

const MINUTE_MS = 60_000;
/** Narrower tiles show one sign at most. */
const BADGES_MIN_PX = 56;

/** One photo of the grid. Pointer and keys are heard by the grid: a tile only shows, and says by `data-row` which it is. */
export const Tile = memo(function Tile(props: TileProps) {
  const { row, photoKey, flags, leftPx, widthPx, heightPx, hover, isEntry } = props;
  const { details, selection } = useApp();
  const text = useText();
  const photo = useStore(details, (state) => state.photoOf(photoKey));
  const isSelected = useStore(selection, (state) => state.keys.has(photoKey));
  const hasFocus = useStore(selection, (state) => state.focus === row);
  const isHovered = useStore(hover, (state) => state.row === row);
  const hasAny = useStore(selection, (state) => state.keys.size > 0);
  const style: CSSProperties = { left: leftPx, width: widthPx, height: heightPx };
  return (
    <div
      role="gridcell"
      data-row={row}
      tabIndex={hasFocus || isEntry ? 0 : -1}
      aria-selected={isSelected}
      aria-label={toLabel(text, props, photo, isSelected)}
      className={`${styles.tile ?? ""} ${isSelected ? (styles.selected ?? "") : ""}`}
      style={style}
    >
      <span className={styles.face}>
        <Thumbnail photo={photo} widthPx={widthPx} heightPx={heightPx} />
        <Badges flags={flags} durationMs={photo?.durationMs ?? null} isWide={widthPx >= BADGES_MIN_PX} text={text} />
        {(isHovered || isSelected) && <span className={styles.shade} />}
      </span>
      {(isHovered || isSelected || (hasAny && hasFocus)) && (
        <button
          type="button"
          tabIndex={-1}
          data-act="select"
          className={styles.circle}
          aria-label={text.t("timeline.select")}
        >
          {isSelected && <Check aria-hidden />}
        </button>
      )}
      {isHovered && widthPx >= BADGES_MIN_PX && (
        <button
          type="button"
          tabIndex={-1}
          data-act="favourite"
          className={`${styles.heart ?? ""} ${hasFlag(flags, "favourite") ? (styles.isFavourite ?? "") : ""}`}
          aria-label={text.t(hasFlag(flags, "favourite") ? "timeline.removeFavourite" : "timeline.addFavourite")}
        >
          <Heart aria-hidden />
        </button>
      )}
    </div>
  );
});

function toLabel(text: Text, { row, total, minutes, flags }: TileProps, photo: Photo | undefined, isSelected: boolean) {
  const { t, date, duration } = text;
  const parts = [
    t("timeline.photo", { position: row + 1, total }),
    date(minutes * MINUTE_MS),
    hasFlag(flags, "video") && t("timeline.video"),
    hasFlag(flags, "raw") && t("timeline.raw"),
    hasFlag(flags, "live") && t("timeline.live"),
    hasFlag(flags, "favourite") && t("timeline.favourite"),
    photo?.durationMs != null && duration(photo.durationMs),
    isSelected && t("timeline.selected"),
    photo && nameOf(photo),
  ];
  return parts.filter((part) => typeof part === "string").join(", ");
}

interface BadgesProps {
  flags: number;
  durationMs: number | null;
  isWide: boolean;
  text: Text;
}

/** What a photo is beyond a picture. The tile's name says it: here it is drawn by the stylesheet, and not read twice. */
function Badges({ flags, durationMs, isWide, text }: BadgesProps) {
  const isVideo = hasFlag(flags, "video");
  return (
    <>
      {isWide && (
        <span className={styles.kinds} aria-hidden>
          {isVideo && (
            <span className={styles.badge} data-text={durationMs === null ? "▶" : text.duration(durationMs)} />
          )}
          {hasFlag(flags, "raw") && <span className={styles.badge} data-text={text.t("timeline.raw")} />}
          {hasFlag(flags, "live") && !isVideo && <span className={styles.live} />}
        </span>
      )}
      {hasFlag(flags, "favourite") && <Heart aria-hidden className={styles.favourite} />}
    </>
  );
}
