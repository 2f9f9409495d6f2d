import { useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Photo } from "@shared/contract/photo";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import { useApp, useText } from "@renderer/app-context";
import { InspectorPanel } from "@renderer/features/inspector/inspector-panel";
import { Picture } from "@renderer/features/viewer/picture";
import { StepButtons } from "@renderer/features/viewer/step-buttons";
import { useFetchedAhead } from "@renderer/features/viewer/use-fetched-ahead";
import { useIdle } from "@renderer/features/viewer/use-idle";
import { usePhotosByKey } from "@renderer/features/viewer/use-photos";
import { useReturnedFocus } from "@renderer/features/viewer/use-returned-focus";
import { useViewerCommands } from "@renderer/features/viewer/use-viewer-commands";
import type { Zoom } from "@renderer/features/viewer/use-zoom";
import { Video } from "@renderer/features/viewer/video";
import { ViewerBar } from "@renderer/features/viewer/viewer-bar";
import styles from "./viewer.module.css";

/** The photo that is open, over the whole window. What is behind it must be inert meanwhile. */
export function Viewer() {
  const { viewer } = useApp();
  const row = useStore(viewer, (state) => state.openRow);
  const key = useStore(viewer, (state) => state.openKey);
  useReturnedFocus(row !== null);
  return row === null || key === null ? null : <OpenViewer row={row} photoKey={key} />;
}

function OpenViewer({ row, photoKey }: { row: number; photoKey: number }) {
  const { viewer, library } = useApp();
  const { t } = useText();
  const root = useRef<HTMLDivElement>(null);
  const origin = useOriginOnce();
  const direction = useStore(viewer, (state) => state.direction);
  const hasInspector = useStore(viewer, (state) => state.isInspectorOpen);
  const total = useStore(library, (state) => state.shown?.length ?? 0);
  const { keyAt } = library.getState();
  const near = [row + direction, row + 2 * direction, row - direction].map(keyAt).filter((key) => key !== undefined);
  const photos = usePhotosByKey([photoKey, ...near]);
  const photo = photos.get(photoKey);
  useFetchedAhead(near.map((key) => photos.get(key)));
  const { isIdle, wake } = useIdle();
  const [zoom, setZoom] = useState<Zoom | null>(null);
  const [togglePlay, setTogglePlay] = useState<(() => void) | null>(null);
  const onPlayer = useCallback((toggle: (() => void) | null) => setTogglePlay(() => toggle), []);
  useViewerCommands({ zoom, togglePlay });
  useEffect(() => root.current?.focus({ preventScroll: true }), []);
  const name = (photo?.title ?? photo?.fileName ?? "").slice(0, SPOKEN_MAX);
  const label = t("viewer.photo", { name, position: row + 1, total });
  return (
    <div
      ref={root}
      role="dialog"
      aria-modal="true"
      aria-label={t("viewer.label", { name: photo?.fileName ?? "" })}
      tabIndex={-1}
      data-tone="dark"
      data-idle={isIdle}
      className={styles.viewer}
      onPointerMove={(event) => (event.movementX !== 0 || event.movementY !== 0) && wake()}
      onPointerDown={wake}
    >
      <div className={styles.stage} data-zoom={zoom?.framing.scale}>
        <ViewerBar {...{ photo, photoKey, row, total, zoom }} />
        <StepButtons row={row} total={total} />
        {photo && <Shown key={photo.photoId} {...{ photo, label, origin, onPlayer }} onZoom={setZoom} />}
      </div>
      {hasInspector && <InspectorPanel keys={[photoKey]} />}
      <p className="spoken" aria-live="polite">
        {label}
      </p>
    </div>
  );
}

/** Of a name of thousands of characters this much is said. */
const SPOKEN_MAX = 200;

interface ShownProps extends Omit<Parameters<typeof Picture>[0], "onZoom"> {
  onZoom: (zoom: Zoom | null) => void;
  onPlayer: (toggle: (() => void) | null) => void;
  photo: Photo;
}

function Shown({ photo, label, origin, onZoom, onPlayer }: ShownProps) {
  const isVideo = MEDIA_TYPES[photo.format].kind === "video";
  const latest = useRef<string>("");
  const told = useCallback(
    (zoom: Zoom) => {
      // Told with every drawing: only what is seen of it draws the bar again.
      const seen = `${zoom.scene === null} ${zoom.framing.scale} ${zoom.isFitted}`;
      if (seen === latest.current) return;
      latest.current = seen;
      onZoom(zoom);
    },
    [onZoom],
  );
  useEffect(() => () => onZoom(null), [onZoom]);
  if (isVideo) return <Video {...{ photo, label, onPlayer }} />;
  return <Picture {...{ photo, label, origin }} onZoom={told} />;
}

/** Where the thumbnail lies, for the first photo alone: the next ones come in its place. */
function useOriginOnce() {
  const { viewer } = useApp();
  const [first] = useState(() => viewer.getState().openKey);
  const key = useStore(viewer, (state) => state.openKey);
  const origin = useStore(viewer, (state) => state.origin);
  return key === first ? origin : null;
}
