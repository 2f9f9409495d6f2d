import { toCameraName } from "@shared/domain/camera-name";
import type { Photo } from "@shared/contract/photo";
import { useText } from "@renderer/app-context";
import { CommonText } from "@renderer/features/inspector/common-text";
import { commonOf, type Common } from "@renderer/features/inspector/common-values";
import type { Inspected } from "@renderer/features/inspector/inspected";
import { formatNumber, toApertureText, toExposureText } from "@renderer/features/inspector/photo-text";
import { Section } from "@renderer/features/inspector/section";
import type { Text } from "@renderer/messages/text";
import styles from "./facts.module.css";

/** Camera, lens and exposure; left out when nothing of them is known. */
export function CameraFacts({ photos }: Inspected) {
  const text = useText();
  const camera = commonOf(photos, (photo) => toCameraName(photo.cameraMake, photo.cameraModel) || null);
  const lens = commonOf(photos, ({ lensModel }) => lensModel);
  const exposure = commonOf(photos, (photo) => toExposureParts(photo, text).join("\n") || null);
  if ([camera, lens, exposure].every(isUnknown)) return null;
  return (
    <Section label={text.t("inspector.camera")}>
      {!isUnknown(camera) && (
        <p className={styles.line}>
          <CommonText value={camera} />
        </p>
      )}
      {!isUnknown(lens) && (
        <p className={styles.secondary}>
          <CommonText value={lens} />
        </p>
      )}
      {exposure.kind === "same" && exposure.value !== null && (
        <p className={styles.row}>
          {exposure.value.split("\n").map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      )}
    </Section>
  );
}

function isUnknown(value: Common<string | null>): boolean {
  return value.kind === "same" && value.value === null;
}

/** Aperture, time, ISO and focal length, as far as they are known. */
function toExposureParts(photo: Photo, { t, locale }: Text): string[] {
  const { fNumber, exposureTimeS, iso, focalLengthMm, focalLength35Mm } = photo;
  const seconds = exposureTimeS === null ? undefined : toExposureText(exposureTimeS, locale);
  const parts = [
    fNumber !== null && t("inspector.aperture", { value: toApertureText(fNumber, locale) }),
    seconds !== undefined && t("inspector.seconds", { value: seconds }),
    // Written as on the camera, without grouping.
    iso !== null && t("inspector.iso", { value: String(iso) }),
    focalLengthMm !== null && toFocalText(focalLengthMm, focalLength35Mm, { t, locale }),
  ];
  return parts.filter((part) => part !== false);
}

function toFocalText(lengthMm: number, full: number | null, { t, locale }: Pick<Text, "t" | "locale">): string {
  const value = formatNumber(lengthMm, locale, 1);
  if (full === null || Math.abs(full - lengthMm) < 1) return t("inspector.focal", { value });
  return t("inspector.focal35", { value, full: formatNumber(full, locale) });
}
