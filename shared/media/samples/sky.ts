import { clamp, distanceOf, mix, type Rgb, rgb, scale, smoothstep } from "@shared/media/samples/colour";
import type { Light } from "@shared/media/samples/light";
import { paintDisc } from "@shared/media/samples/painting";
import type { Scene } from "@shared/media/samples/scene";

export interface Sky {
  /** In pixels from the top; the sky is painted a little beyond it. */
  horizonPx: number;
  /** 0 none, 1 closed. */
  clouds?: number;
  /** Whether the sun or the moon is in the picture. */
  hasDisc?: boolean;
}

interface Clouds {
  cover: number;
  scale: number;
  /** More than 1 draws them out along the horizon. */
  stretch: number;
  u: number;
  v: number;
  bright: Rgb;
  dark: Rgb;
}

/** Paints the sky down to the horizon and says where its sun is, in pixels. */
export function paintSky(
  scene: Scene,
  { horizonPx, clouds = cloudsOf(scene), hasDisc = false }: Sky,
): [number, number] {
  const { painting, light, random } = scene;
  const sun: [number, number] = [
    light.sunX * painting.widthPx,
    horizonPx - Math.max(-0.06, light.elevation / 38) * painting.heightPx,
  ];
  paintAir(scene, horizonPx, sun, toClouds(scene, clouds));
  if (light.isNight) paintStars(scene, horizonPx, clouds);
  if (hasDisc && light.elevation > -0.5 && light.weather !== "overcast") {
    const radius = painting.heightPx * random.between(0.016, 0.028);
    paintDisc(painting, sun, radius * 5, light.sun, { alpha: 0.35, soft: 1 });
    paintDisc(painting, sun, radius, scale(mix(light.sun, [1, 1, 1], 0.55), 1.35), { soft: 0.15 });
  }
  return sun;
}

function cloudsOf({ light, random }: Scene): number {
  if (light.weather === "overcast") return random.between(0.75, 1);
  if (light.weather === "broken") return random.between(0.5, 0.75);
  if (light.weather === "fog") return 0.15;
  return random.chance(0.6) ? random.between(0.2, 0.42) : 0;
}

function toClouds({ light, random }: Scene, cover: number): Clouds {
  const day = smoothstep(4, 16, light.elevation);
  return {
    cover,
    scale: random.between(0.07, 0.16),
    stretch: random.between(1, 2.6),
    u: random.next(),
    v: random.next(),
    bright: mix(scale(mix(light.sun, light.horizon, 0.45), 1.02), [1, 1, 1], day * 0.75),
    dark: mix(mix(light.ambient, light.middle, 0.45), scale(light.horizon, 0.8), day * 0.4),
  };
}

/** Columns that share one value of the sun's glow: too few to be seen, as grain comes over them. */
const GLOW_STEP = 2;

function paintAir({ painting, light, noise }: Scene, horizonPx: number, sun: [number, number], clouds: Clouds): void {
  const { widthPx, heightPx, rgb: pixels } = painting;
  const end = Math.min(heightPx, Math.ceil(horizonPx) + 2);
  const reach = heightPx * (0.28 + 0.2 * smoothstep(12, 0, light.elevation));
  const shine = (light.isNight ? 0.05 : 0.5) * (light.weather === "overcast" ? 0.25 : 1);
  const threshold = 0.78 - clouds.cover * 0.52;
  const glows = new Float32Array(Math.ceil(widthPx / GLOW_STEP) + 1);
  for (let y = 0; y < end; y++) {
    for (let step = 0; step < glows.length; step++) {
      glows[step] = shine * Math.exp(-distanceOf((step * GLOW_STEP - sun[0]) * 0.8, y - sun[1]) / reach);
    }
    const t = clamp(y / horizonPx);
    const base =
      t < 0.55 ? mix(light.zenith, light.middle, t / 0.55) : mix(light.middle, light.horizon, (t - 0.55) / 0.45);
    const distance = 1 / (1.12 - t);
    const v = distance * clouds.scale * 1.6 + clouds.v;
    const far = smoothstep(0.995, 0.8, t);
    for (let x = 0, at = y * widthPx * 3; x < widthPx; x++, at += 3) {
      const glow = glows[(x / GLOW_STEP) | 0] ?? 0;
      let red = base[0] + (light.sun[0] * 1.1 - base[0]) * glow;
      let green = base[1] + (light.sun[1] * 1.1 - base[1]) * glow;
      let blue = base[2] + (light.sun[2] * 1.1 - base[2]) * glow;
      if (clouds.cover > 0) {
        const u = ((x / widthPx - 0.5) * distance * clouds.scale * 2.4) / clouds.stretch + clouds.u;
        const here = noise.at(u, v) * 0.72 + noise.at(u * 3.1 + 0.37, v * 3.1) * 0.28;
        const thick = clamp((here - threshold) / 0.24);
        if (thick > 0) {
          const towardsSun = noise.at(u + clamp((sun[0] - x) / (widthPx * 0.4), -1, 1) * 0.014, v - 0.02);
          const side = clamp(0.62 + (here - towardsSun) * 3.2 - thick * 0.35 + glow * 0.6);
          const alpha = thick * (2 - thick) * 0.94 * far;
          red += (clouds.dark[0] + (clouds.bright[0] - clouds.dark[0]) * side - red) * alpha;
          green += (clouds.dark[1] + (clouds.bright[1] - clouds.dark[1]) * side - green) * alpha;
          blue += (clouds.dark[2] + (clouds.bright[2] - clouds.dark[2]) * side - blue) * alpha;
        }
      }
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
    }
  }
}

function paintStars({ painting, random, light }: Scene, horizonPx: number, clouds: number): void {
  const dark = smoothstep(-7, -14, light.elevation) * (1 - clouds);
  for (let star = 0; star < 900 * dark; star++) {
    const at: [number, number] = [random.below(painting.widthPx), random.next() ** 1.4 * horizonPx];
    const bright = random.next() ** 6;
    const colour = mix(rgb(0xbcd0ff), rgb(0xfff0d8), random.next());
    paintDisc(painting, at, 0.5 + bright * 1.3, scale(colour, 0.6 + bright), {
      alpha: 0.35 + bright * 0.65,
      soft: 0.4,
    });
  }
}

/** Curtains of northern light over a night sky. */
export function paintAurora({ painting, noise, random }: Scene, horizonPx: number): void {
  const { widthPx, rgb: pixels } = painting;
  const [low, high] = [rgb(0x49f2a0), random.pick([rgb(0x7a5cff), rgb(0xc85cd8), rgb(0x3fb6d8)])];
  for (let curtain = 0; curtain < 3; curtain++) {
    const [u, v, foot] = [random.next(), random.next(), horizonPx * random.between(0.5, 0.88)];
    const [height, strength] = [horizonPx * random.between(0.35, 0.7), random.between(0.65, 1.3)];
    for (let x = 0; x < widthPx; x++) {
      const share = x / widthPx;
      const base = foot + (noise.at(u + share * 0.16, v) - 0.5) * horizonPx * 0.7;
      const here = strength * smoothstep(0.3, 0.72, noise.at(u + share * 0.5, v + 0.3)) ** 1.2;
      const rays = 0.55 + 0.9 * (noise.at(u + share * 1.7, v + 0.6) - 0.3);
      const top = base - height * (0.6 + noise.at(u + share * 0.9, v + 0.8) * 0.8);
      for (let y = Math.max(0, Math.floor(top)); y < Math.min(horizonPx, base + 14); y++) {
        const up = (base - y) / (base - top);
        const alpha = here * rays * (y > base ? 1 - (y - base) / 14 : Math.max(0, 1 - up) ** 1.5);
        const at = (y * widthPx + x) * 3;
        for (let part = 0; part < 3; part++) {
          const colour = (low[part] ?? 0) + ((high[part] ?? 0) - (low[part] ?? 0)) * clamp(up * 1.25);
          pixels[at + part] = (pixels[at + part] ?? 0) + colour * clamp(alpha) * 0.95;
        }
      }
    }
  }
}

/** A disc over a night or evening sky. */
export function paintMoon({ painting, random }: Scene, { horizon }: Light, [x, y]: [number, number]): void {
  const radius = painting.heightPx * random.between(0.014, 0.03);
  paintDisc(painting, [x, y], radius * 6, mix(horizon, rgb(0xdfe8ff), 0.5), { alpha: 0.22, soft: 1 });
  paintDisc(painting, [x, y], radius, rgb(0xf4f1e4), { soft: 0.12 });
}
