import { Info, X } from "lucide-react";
import { useApp, useText } from "@renderer/app-context";
import { EmptyState } from "@renderer/components/empty-state";
import { IconButton } from "@renderer/components/icon-button";
import { AllMetadata } from "@renderer/features/inspector/all-metadata";
import { CameraFacts } from "@renderer/features/inspector/camera-facts";
import { FileFacts } from "@renderer/features/inspector/file-facts";
import type { Inspected } from "@renderer/features/inspector/inspected";
import { KeywordField } from "@renderer/features/inspector/keyword-field";
import { MarkFields } from "@renderer/features/inspector/mark-fields";
import { PlaceFacts } from "@renderer/features/inspector/place-facts";
import { TakenField } from "@renderer/features/inspector/taken-field";
import { TextFields } from "@renderer/features/inspector/text-fields";
import { usePhotos } from "@renderer/features/viewer/use-photos";
import styles from "./inspector-panel.module.css";

/** Values are compared over so many photos; more would be fetched for a look. */
const COMPARED_MAX = 500;

/** All that is known of one photo, or what several have in common; most of it can be changed in place. */
export function InspectorPanel({ keys }: { keys: Iterable<number> }) {
  const { viewer } = useApp();
  const { t } = useText();
  const all = [...keys];
  const photos = usePhotos(all.slice(0, COMPARED_MAX));
  return (
    <aside className={styles.panel} aria-label={t("inspector.label")}>
      <header className={styles.header}>
        <h2 className={styles.heading}>
          {all.length > 1 ? t("inspector.several", { count: all.length }) : t("inspector.label")}
        </h2>
        <IconButton
          icon={X}
          size="small"
          label={t("inspector.close")}
          command="app.inspector"
          onClick={viewer.getState().toggleInspector}
        />
      </header>
      <div className={styles.body}>
        {all.length === 0 && <EmptyState icon={Info} title={t("inspector.none")} hint={t("inspector.noneHint")} />}
        {all.length > COMPARED_MAX && (
          <p className={styles.partly}>{t("inspector.partly", { count: COMPARED_MAX, total: all.length })}</p>
        )}
        {photos !== undefined && photos.length > 0 && (
          // Another photo begins anew: nothing typed for one may end up in another.
          <Sections key={all.slice(0, COMPARED_MAX).join(" ")} keys={all} photos={photos} />
        )}
      </div>
    </aside>
  );
}

function Sections(inspected: Inspected) {
  const [only, ...others] = inspected.photos;
  const isOne = only !== undefined && others.length === 0;
  return (
    <>
      <TextFields {...inspected} />
      <MarkFields {...inspected} />
      <TakenField {...inspected} />
      <PlaceFacts {...inspected} />
      <KeywordField {...inspected} />
      <CameraFacts {...inspected} />
      {isOne && <FileFacts photo={only} />}
      {isOne && <AllMetadata photoId={only.photoId} />}
    </>
  );
}
