import { Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Photo } from "@shared/contract/photo";
import { useApp, useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";
import { commonOf } from "@renderer/features/inspector/common-values";
import { CommonText } from "@renderer/features/inspector/common-text";
import type { Inspected } from "@renderer/features/inspector/inspected";
import { toCapturedText, toOffsetText } from "@renderer/features/inspector/photo-text";
import { Section } from "@renderer/features/inspector/section";
import { TakenForm } from "@renderer/features/inspector/taken-form";
import type { MessageKey } from "@renderer/messages/en";
import styles from "./taken-field.module.css";

/** When a photo was taken, by its own clock, with the offset from UTC and where both were read. */
export function TakenField({ keys, photos }: Inspected) {
  const { actions } = useApp();
  const { t } = useText();
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (!isEditing && wasEditing.current && document.activeElement === document.body) pencil.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const captured = commonOf(photos, ({ capturedLocal }) => capturedLocal);
  const offset = commonOf(photos, ({ offsetMinutes }) => offsetMinutes);
  const source = commonOf(photos, ({ capturedSource }) => capturedSource);
  if (isEditing) {
    return (
      <Section label={t("inspector.taken")}>
        <TakenForm
          captured={captured}
          offset={offset}
          onSave={(changes) => actions.getState().edit(keys, changes)}
          onClose={() => setEditing(false)}
        />
      </Section>
    );
  }
  const edit = (
    <IconButton
      ref={pencil}
      icon={Pencil}
      size="small"
      label={t("inspector.editTaken")}
      onClick={() => setEditing(true)}
    />
  );
  return (
    <Section label={t("inspector.taken")} actions={edit}>
      {captured.kind === "mixed" ? (
        <CommonText value={captured} />
      ) : (
        <Captured capturedLocal={captured.value} offset={offset} />
      )}
      {source.kind === "same" && captured.kind === "same" && (
        <p className={styles.source}>{t(SOURCES[source.value])}</p>
      )}
    </Section>
  );
}

const SOURCES: Record<Photo["capturedSource"], MessageKey> = {
  user: "inspector.source.user",
  exif: "inspector.source.exif",
  xmp: "inspector.source.xmp",
  iptc: "inspector.source.iptc",
  container: "inspector.source.container",
  gps: "inspector.source.gps",
  name: "inspector.source.name",
  file: "inspector.source.file",
};

interface CapturedProps {
  capturedLocal: string;
  offset: { kind: "same"; value: number | null } | { kind: "mixed" };
}

function Captured({ capturedLocal, offset }: CapturedProps) {
  const { t, locale } = useText();
  const text = toCapturedText(capturedLocal, locale);
  if (!text) return null;
  return (
    <>
      <p>{text.day}</p>
      <p className={styles.clock}>
        <span>{text.clock}</span>
        <span className={styles.offset}>
          {offset.kind === "mixed"
            ? t("inspector.mixed")
            : offset.value === null
              ? t("inspector.noOffset")
              : t("inspector.offset", { offset: toOffsetText(offset.value) })}
        </span>
      </p>
    </>
  );
}
