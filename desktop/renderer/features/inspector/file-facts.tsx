import type { Photo } from "@shared/contract/photo";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import { useText } from "@renderer/app-context";
import { CopyButton } from "@renderer/features/inspector/copy-button";
import { toMegapixelText } from "@renderer/features/inspector/photo-text";
import { Section } from "@renderer/features/inspector/section";
import styles from "./facts.module.css";

/** The original: its name, size and place on this computer. */
export function FileFacts({ photo }: { photo: Photo }) {
  const { t, locale, bytes, duration } = useText();
  const { fileName, widthPx, heightPx, format, sizeBytes, durationMs, importedAtMs, path } = photo;
  const imported = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(importedAtMs);
  return (
    <Section label={t("inspector.file")}>
      <p className={styles.line} dir="auto">
        {fileName}
      </p>
      {widthPx !== null && heightPx !== null && (
        <p className={styles.row}>
          <span>{t("inspector.size", { width: String(widthPx), height: String(heightPx) })}</span>
          <span>{t("inspector.megapixels", { value: toMegapixelText(widthPx, heightPx, locale) })}</span>
        </p>
      )}
      <p className={styles.row}>
        <span>{format.toUpperCase()}</span>
        <span>{bytes(sizeBytes)}</span>
        {durationMs !== null && MEDIA_TYPES[format].kind === "video" && <span>{duration(durationMs)}</span>}
      </p>
      <p className={styles.secondary}>{t("inspector.imported", { date: imported })}</p>
      <div className={styles.path}>
        <p className={styles.pathText}>{path ?? t("inspector.pathMissing")}</p>
        {path !== null && <CopyButton text={path} label={t("inspector.copyPath")} />}
      </div>
    </Section>
  );
}
