import { useEffect, useState } from "react";
import { useApp } from "@renderer/app-context";
import type { RenditionSize } from "@renderer/bridge/host";
import type { ShownAs } from "@renderer/features/viewer/shown-as";

interface Layers {
  /** From the back to the front. */
  layers: readonly { size: RenditionSize; isShown: boolean }[];
  /** None of the renditions can be shown. */
  isHopeless: boolean;
  /** The original has been on its way long enough to say so. */
  isFetching: boolean;
  loaded(size: RenditionSize): void;
  failed(size: RenditionSize): void;
}

const PATIENCE_MS = 300;

/** Which renditions of a photo are asked for. Those in front are shown only once they are whole. */
export function useLayers(shownAs: ShownAs, { isOutgrown }: { isOutgrown: boolean }): Layers {
  const { schedule } = useApp();
  const [loaded, setLoaded] = useState<ReadonlySet<RenditionSize>>(NONE);
  const [failed, setFailed] = useState<ReadonlySet<RenditionSize>>(NONE);
  const [isLate, setLate] = useState(false);
  const canAskOriginal = shownAs.kind === "moving" || (shownAs.kind === "still" && shownAs.hasOriginal);
  const wantsOriginal =
    canAskOriginal &&
    (failed.has("preview") ||
      loaded.has("original") ||
      isOutgrown ||
      (shownAs.kind === "moving" && loaded.has("preview")));
  const isWaiting = wantsOriginal && !loaded.has("original") && !failed.has("original");
  useEffect(() => {
    if (!isWaiting) return;
    const cancel = schedule(PATIENCE_MS, () => setLate(true));
    return () => {
      cancel();
      setLate(false);
    };
  }, [isWaiting, schedule]);
  const asked: RenditionSize[] = ["thumbnail", "preview", ...(wantsOriginal ? (["original"] as const) : [])];
  const layers = asked.filter((size) => !failed.has(size));
  return {
    layers: layers.map((size) => ({ size, isShown: loaded.has(size) })),
    isHopeless: failed.has("preview") && (failed.has("original") || !canAskOriginal) && !loaded.has("original"),
    isFetching: isWaiting && isLate,
    loaded: (size) => setLoaded((before) => new Set([...before, size])),
    failed: (size) => setFailed((before) => new Set([...before, size])),
  };
}

const NONE: ReadonlySet<RenditionSize> = new Set();
