/*
 * Where a picture lies in the stage that shows it. Points are in CSS pixels from the middle of the stage, right and down
 * positive; `scale` is CSS pixels for each pixel of the picture.
 */

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** The picture's size, and where its middle lies. */
export interface Framing extends Point {
  scale: number;
}

/** A stage, the picture in it as displayed (orientation applied), and how many device pixels a CSS pixel has. */
export interface Scene {
  stage: Size;
  picture: Size;
  pixelRatio: number;
}

/** How far one may go beyond 1:1. */
const BEYOND = 8;
/** Scales closer than this are the same to the eye. */
const CLOSE = 1e-3;

/** The whole picture, as large as the stage allows, never larger than it is. */
export function fitScale({ stage, picture }: Scene): number {
  return Math.min(1, stage.width / picture.width, stage.height / picture.height);
}

/** One pixel of the picture on one pixel of the screen. */
export function fullScale({ pixelRatio }: Scene): number {
  return 1 / pixelRatio;
}

/** Scales that a scene allows: from the whole picture, or 1:1 where that is smaller, to eight times 1:1. */
export function scaleRange(scene: Scene): { least: number; most: number } {
  const least = fitScale(scene);
  return { least, most: Math.max(least, BEYOND * fullScale(scene)) };
}

export function fit(scene: Scene): Framing {
  return { scale: fitScale(scene), x: 0, y: 0 };
}

/** The framing that a scene allows next to the one asked for: no gap beside a picture that is larger than the stage. */
export function clamp(scene: Scene, { scale, x, y }: Framing): Framing {
  const { least, most } = scaleRange(scene);
  const allowed = within(scale, least, most);
  const roomX = Math.max(0, (scene.picture.width * allowed - scene.stage.width) / 2);
  const roomY = Math.max(0, (scene.picture.height * allowed - scene.stage.height) / 2);
  return { scale: allowed, x: within(x, -roomX, roomX), y: within(y, -roomY, roomY) };
}

/** Scales so that what lies under the pointer stays there, as far as the edges allow. */
export function zoomTo(scene: Scene, framing: Framing, pointer: Point, scale: number): Framing {
  const { least, most } = scaleRange(scene);
  const allowed = within(scale, least, most);
  const ratio = allowed / framing.scale;
  return clamp(scene, {
    scale: allowed,
    x: pointer.x - (pointer.x - framing.x) * ratio,
    y: pointer.y - (pointer.y - framing.y) * ratio,
  });
}

export function pan(scene: Scene, framing: Framing, by: Point): Framing {
  return clamp(scene, { ...framing, x: framing.x + by.x, y: framing.y + by.y });
}

export function isFitted(scene: Scene, framing: Framing): boolean {
  return Math.abs(framing.scale / fitScale(scene) - 1) < CLOSE;
}

/** From the whole picture to 1:1 under the pointer (twice that size where 1:1 shows nothing more), and back. */
export function toggleFull(scene: Scene, framing: Framing, pointer: Point): Framing {
  if (!isFitted(scene, framing)) return fit(scene);
  const full = fullScale(scene);
  const target = full > framing.scale * (1 + CLOSE) ? full : framing.scale * 2;
  return zoomTo(scene, framing, pointer, target);
}

/** The same part of the picture after the stage has changed: a fitted picture stays fitted, another keeps its middle. */
export function reframe(before: Scene, after: Scene, framing: Framing): Framing {
  if (isFitted(before, framing)) return fit(after);
  const ratio = before.picture.width / after.picture.width;
  return clamp(after, { ...framing, scale: framing.scale * ratio });
}

/** By how much a turn of the wheel scales; `deltaY` in pixels as WheelEvent gives it, in lines with `isLines`. */
export function wheelFactor(deltaY: number, isLines: boolean): number {
  const pixels = isLines ? deltaY * 24 : deltaY;
  return Math.exp(-within(pixels, -240, 240) / 400);
}

/** Whether the picture on the screen asks for more pixels than a rendition of this width has. */
export function outgrows({ picture, pixelRatio }: Scene, { scale }: Framing, renditionWidth: number): boolean {
  return renditionWidth < picture.width && picture.width * scale * pixelRatio > renditionWidth * (1 + CLOSE);
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
