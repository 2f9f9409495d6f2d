import type { Scene } from "@renderer/features/viewer/zoom-geometry";
import { fitScale } from "@renderer/features/viewer/zoom-geometry";
import type { Origin } from "@renderer/stores/viewer-store";

/**
 * The CSS transform, about the stage's upper left corner, that lays the fitted picture over the thumbnail it grows from.
 * `stage` is where the stage lies in the window.
 */
export function toGrowStart(scene: Scene, stage: { left: number; top: number }, origin: Origin): string {
  const scale = fitScale(scene);
  const width = scene.picture.width * scale;
  const ratio = origin.width / width;
  const left = (scene.stage.width - width) / 2;
  const top = (scene.stage.height - scene.picture.height * scale) / 2;
  const x = origin.left - stage.left - left * ratio;
  const y = origin.top - stage.top - top * ratio;
  return `translate(${x}px, ${y}px) scale(${ratio})`;
}
