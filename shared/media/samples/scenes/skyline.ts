import { clamp, lit, mix, type Rgb, rgb, scale, smoothstep } from "@shared/media/samples/colour";
import { blend, paintBox, paintDisc, paintPolygon, type Point } from "@shared/media/samples/painting";
import type { Scene } from "@shared/media/samples/scene";
import { LAMPS } from "@shared/media/samples/scenes/lamps";
import { paintSky } from "@shared/media/samples/sky";
import { paintWater } from "@shared/media/samples/water";

interface Row {
  /** Where it stands, in pixels from the top. */
  footPx: number;
  /** Of its highest house, in pixels. */
  heightPx: number;
  /** 0 far, 1 near. */
  near: number;
}

/** A skyline; at night its windows are lit and the river shows them again. */
export function paintSkyline(scene: Scene): void {
  const { painting, random, light } = scene;
  const { heightPx } = painting;
  const horizonPx = Math.round(random.between(0.66, 0.76) * heightPx);
  const sun = paintSky(scene, { horizonPx, ...(light.isNight ? { clouds: random.between(0, 0.3) } : {}) });
  if (light.elevation < 0) paintCityGlow(scene, horizonPx);
  for (const near of [0, 0.5, 1]) {
    paintTowers(scene, {
      footPx: horizonPx + 2,
      heightPx: heightPx * (0.5 - near * 0.24) * random.between(0.8, 1),
      near,
    });
  }
  paintWater(scene, {
    fromPx: horizonPx,
    toPx: heightPx,
    rough: random.between(0.16, 0.4),
    sun,
    colour: rgb(0x16283c),
  });
}

/** The light of a town in the air above it. */
function paintCityGlow({ painting, light }: Scene, horizonPx: number): void {
  const { widthPx, heightPx } = painting;
  const [red, green, blue] = rgb(0xd9894f);
  const strength = 0.55 * smoothstep(1, -8, light.elevation);
  for (let y = Math.floor(horizonPx - heightPx * 0.5); y < horizonPx; y++) {
    const here = strength * Math.exp(-(horizonPx - y) / (heightPx * 0.14));
    for (let x = 0; x < widthPx; x++) blend(painting, (y * widthPx + x) * 3, red, green, blue, here);
  }
}

function paintTowers(scene: Scene, { footPx, heightPx, near }: Row): void {
  const { painting, random, light } = scene;
  const { widthPx } = painting;
  const stone = random.pick([rgb(0x8d8f98), rgb(0x9a8f86), rgb(0x6f7885)]);
  const haze = 0.68 * (1 - near);
  const isDark = light.elevation < 2;
  const litShare = isDark ? clamp(0.28 + (2 - light.elevation) / 26, 0, 0.62) : 0;
  for (let x = -10; x < widthPx;) {
    const width = Math.round((widthPx / 28) * random.between(0.5, 1.5) * (0.7 + near * 0.7));
    const top = Math.round(footPx - heightPx * (0.3 + 0.7 * random.next() ** 1.6));
    const tone = scale(stone, random.between(0.7, 1.15));
    const wall = mix(lit(tone, mix(light.ambient, light.sun, 0.45), isDark ? 0.55 : 1), light.haze, haze);
    const house = { left: x, top, width: width - 1, footPx };
    paintHouse(scene, house, wall);
    paintWindows(scene, house, { near, litShare, wall, haze });
    if (near > 0.4 && random.chance(0.16)) paintMast(scene, [x + width / 2, top], heightPx * 0.14);
    x += width + (random.chance(0.1) ? random.below(12) : 0);
  }
}

interface House {
  left: number;
  top: number;
  width: number;
  footPx: number;
}

function paintHouse({ painting, light }: Scene, { left, top, width, footPx }: House, wall: Rgb): void {
  const turn = left + width * (light.sunX > 0.5 ? 0.38 : 0.62);
  const [first, second] = light.sunX > 0.5 ? [scale(wall, 0.74), wall] : [wall, scale(wall, 0.74)];
  paintBox(painting, [left, top], [turn, footPx], first);
  paintBox(painting, [turn, top], [left + width, footPx], second);
}

function paintWindows(
  { painting, random }: Scene,
  { left, top, width, footPx }: House,
  { near, litShare, wall, haze }: { near: number; litShare: number; wall: Rgb; haze: number },
): void {
  const { widthPx, heightPx, rgb: pixels } = painting;
  const step = Math.max(4, Math.round((heightPx / 1000) * (6 + near * 7)));
  const size = Math.max(2, Math.round(step * 0.55));
  const busy = litShare * random.between(0.35, 1.6);
  for (let y = top + step; y < footPx - step; y += step) {
    for (let x = Math.max(1, left + 3); x < Math.min(widthPx - size, left + width - size); x += step) {
      const isLit = random.chance(busy);
      const colour = isLit
        ? mix(scale(random.pick(LAMPS), random.between(0.9, 1.5)), wall, haze * 0.5)
        : scale(wall, 0.82);
      for (let row = y; row < y + size; row++) {
        for (let column = x; column < x + size; column++) pixels.set(colour, (row * widthPx + column) * 3);
      }
    }
  }
}

function paintMast({ painting, light }: Scene, [x, y]: Point, size: number): void {
  paintPolygon(
    painting,
    [
      [x - 1.5, y],
      [x + 1.5, y],
      [x + 0.4, y - size],
      [x - 0.4, y - size],
    ],
    scale(light.ambient, 0.5),
  );
  if (light.elevation < 0) paintDisc(painting, [x, y - size], 3, [1.3, 0.25, 0.2], { soft: 0.6 });
}
