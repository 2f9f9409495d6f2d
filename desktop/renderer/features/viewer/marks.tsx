import { Flag, FlagOff } from "lucide-react";
import type { Photo } from "@shared/contract/photo";
import { useText } from "@renderer/app-context";
import type { MessageKey } from "@renderer/messages/en";
import styles from "./marks.module.css";

const COLOURS = {
  red: "viewer.colourRed",
  yellow: "viewer.colourYellow",
  green: "viewer.colourGreen",
  blue: "viewer.colourBlue",
  purple: "viewer.colourPurple",
} as const satisfies Record<NonNullable<Photo["colourLabel"]>, MessageKey>;

/** Picked or rejected, and the colour label, where a photo has them. */
export function Marks({ photo: { pick, colourLabel } }: { photo: Pick<Photo, "pick" | "colourLabel"> }) {
  const { t } = useText();
  if (pick === null && colourLabel === null) return null;
  const Icon = pick === "reject" ? FlagOff : Flag;
  return (
    <span className={styles.marks}>
      {pick !== null && (
        <span role="img" aria-label={t(pick === "pick" ? "viewer.picked" : "viewer.rejected")} className={styles[pick]}>
          <Icon aria-hidden />
        </span>
      )}
      {colourLabel !== null && (
        <span role="img" aria-label={t(COLOURS[colourLabel])} className={styles.label} data-colour={colourLabel} />
      )}
    </span>
  );
}
