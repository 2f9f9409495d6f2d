import { useText } from "@renderer/app-context";
import { CommonText } from "@renderer/features/inspector/common-text";
import { commonOf } from "@renderer/features/inspector/common-values";
import { CopyButton } from "@renderer/features/inspector/copy-button";
import type { Inspected } from "@renderer/features/inspector/inspected";
import { toCoordinatesText } from "@renderer/features/inspector/photo-text";
import { Section } from "@renderer/features/inspector/section";
import styles from "./facts.module.css";

/** Where it was taken, as coordinates: nothing is asked of a map service. Left out when no place is known. */
export function PlaceFacts({ photos }: Inspected) {
  const { t, number } = useText();
  const place = commonOf(photos, ({ latitude, longitude }) =>
    latitude === null || longitude === null ? null : toCoordinatesText(latitude, longitude),
  );
  const altitude = commonOf(photos, ({ altitudeM }) => altitudeM);
  if (place.kind === "same" && place.value === null) return null;
  return (
    <Section
      label={t("inspector.place")}
      actions={
        place.kind === "same" &&
        place.value !== null && <CopyButton text={place.value} label={t("inspector.copyPlace")} />
      }
    >
      <p className={styles.figures}>
        <CommonText value={place} />
      </p>
      {altitude.kind === "same" && altitude.value !== null && (
        <p className={styles.secondary}>{t("inspector.altitude", { metres: number(Math.round(altitude.value)) })}</p>
      )}
    </Section>
  );
}
