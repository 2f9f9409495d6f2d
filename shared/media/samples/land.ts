import { clamp, lit, mix, type Rgb, rgb, scale, smoothstep } from "@shared/media/samples/colour";
import type { Shade } from "@shared/media/samples/painting";
import type { Scene, Season } from "@shared/media/samples/scene";

export interface Relief {
  /** Of the line's middle, in shares of the picture's height from its top. */
  at: number;
  /** From the lowest to the highest point, in shares of the picture's height. */
  height: number;
  /** How many large forms lie side by side. */
  forms: number;
  /** 0 rolling, 1 jagged. */
  jagged: number;
}

/** The skyline of hills or mountains: one height for each column, in pixels from the top. */
export function reliefLine({ painting, noise, random }: Scene, { at, height, forms, jagged }: Relief): Float32Array {
  const { widthPx, heightPx } = painting;
  const [u, v] = [random.next(), random.next()];
  return Float32Array.from({ length: widthPx }, (_, x) => {
    const share = (x / widthPx) * (forms / 8);
    const rolling = noise.at(u + share * 0.5, v);
    const crest = 1 - Math.abs(2 * noise.at(u + share, v + 0.21) - 1) * 1.6;
    const fine = noise.at(u + share * 5, v + 0.43) - 0.5;
    const up = rolling * (1 - jagged) + (crest * 0.62 + rolling * 0.38) * jagged + fine * (0.015 + 0.13 * jagged);
    return (at - (up - 0.5) * height) * heightPx;
  });
}

export interface Slope {
  colour: Rgb;
  /** How much of it the air has taken: 0 near, 1 gone. */
  haze: number;
  /** More mist where the slope meets the valley, in pixels below its line; 0 none. */
  mistPx?: number;
  /** Snow above this height of the picture, in pixels from the top. */
  snowPx?: number;
  /** Strength of what is seen of rocks and woods on it. */
  rough?: number;
}

/** The side of a mountain: facets towards the sun and away from it, snow where it is high, mist where it is low. */
export function slopeShade({ painting, light, noise, random }: Scene, slope: Slope): Shade {
  const { haze, mistPx = 0, snowPx = -1, rough = 1 } = slope;
  const { widthPx, heightPx } = painting;
  const [u, v] = [random.next(), random.next()];
  const eastwards = light.sunX > 0.5 ? 0.006 : -0.006;
  const bright = lit(slope.colour, mix(light.ambient, light.sun, 0.75), 1.12);
  const dark = lit(slope.colour, light.ambient, 0.72);
  const snowBright = mix(light.sun, light.horizon, 0.25);
  const snowDark = mix(light.ambient, light.zenith, 0.3);
  const grain = 1.4 / widthPx;
  return (x, y, depth, ink) => {
    const [s, t] = [u + (x + depth * 0.35) * grain, v + (depth * 1.5) / heightPx];
    const here = noise.at(s, t);
    const side = clamp(0.45 + (here - noise.at(s + eastwards, t + 0.004)) * 6 * rough);
    let red = dark[0] + (bright[0] - dark[0]) * side;
    let green = dark[1] + (bright[1] - dark[1]) * side;
    let blue = dark[2] + (bright[2] - dark[2]) * side;
    if (snowPx >= 0) {
      const snow = smoothstep(0.02, -0.06, (y - snowPx) / heightPx + (here - 0.5) * 0.3 - (side - 0.5) * 0.05);
      red += (snowDark[0] + (snowBright[0] - snowDark[0]) * side - red) * snow;
      green += (snowDark[1] + (snowBright[1] - snowDark[1]) * side - green) * snow;
      blue += (snowDark[2] + (snowBright[2] - snowDark[2]) * side - blue) * snow;
    }
    const air = mistPx > 0 ? haze + (1 - haze) * smoothstep(0, mistPx, depth) * 0.75 : haze;
    ink[0] = red + (light.haze[0] - red) * air;
    ink[1] = green + (light.haze[1] - green) * air;
    ink[2] = blue + (light.haze[2] - blue) * air;
  };
}

/** Colours of woods and meadows through the year. */
export function greenOf(season: Season, share: number): Rgb {
  const [from, to] = GREENS[season];
  return mix(from, to, share);
}

const GREENS: Readonly<Record<Season, readonly [Rgb, Rgb]>> = {
  spring: [rgb(0x5d8a3a), rgb(0x93b455)],
  summer: [rgb(0x3d6b34), rgb(0x6c9440)],
  autumn: [rgb(0x9a5a26), rgb(0xc9903a)],
  winter: [rgb(0x4a5748), rgb(0x7d7a68)],
};

export interface Treeline {
  /** Where the ground is, in pixels from the top, at each column. */
  ground: Float32Array;
  /** Of a full-grown tree. */
  heightPx: number;
  kind: "conifer" | "broadleaf";
  /** Trees for each of their heights along the ground. */
  density: number;
}

/** The outline of a wood: the ground with trees on it. */
export function treeLine(
  { painting, random, noise }: Scene,
  { ground, heightPx, kind, density }: Treeline,
): Float32Array {
  const line = Float32Array.from(ground);
  const { widthPx } = painting;
  const count = Math.round((widthPx / heightPx) * density);
  const v = random.next();
  for (let tree = 0; tree < count; tree++) {
    const centre = random.between(-0.02, 1.02) * widthPx;
    const height = heightPx * random.between(0.45, 1) * (random.chance(0.12) ? 1.25 : 1);
    const half = height * (kind === "conifer" ? random.between(0.15, 0.21) : random.between(0.42, 0.7));
    const foot = ground[Math.round(clamp(centre, 0, widthPx - 1))] ?? 0;
    for (let x = Math.max(0, Math.floor(centre - half)); x < Math.min(widthPx, centre + half); x++) {
      const across = Math.abs(x + 0.5 - centre) / half;
      const rough = noise.at(x * (7 / widthPx) + tree * 0.13, v + tree * 0.07) - 0.5;
      const up =
        kind === "conifer" ? branches(across, rough) : Math.sqrt(Math.max(0, 1 - across ** 1.7)) * 0.9 + rough * 0.3;
      const y = foot - up * height;
      if (y < (line[x] ?? 0)) line[x] = y;
    }
  }
  return line;
}

/** A conifer from the side: steps of branches that narrow to the top. */
function branches(across: number, rough: number): number {
  const smooth = 1 - across;
  const step = Math.floor(smooth * 9) / 9 + 0.02;
  return clamp(smooth * 0.55 + step * 0.45 + rough * 0.16 * across);
}

/** A wood seen from outside: crowns in the light, dark between. */
export function woodShade({ light, noise, random, painting }: Scene, colour: Rgb, haze: number): Shade {
  const [u, v] = [random.next(), random.next()];
  const bright = lit(colour, mix(light.ambient, light.sun, 0.7), 1.1);
  const dark = lit(scale(colour, 0.45), light.ambient, 0.8);
  const grain = 6 / painting.widthPx;
  return (x, y, depth, ink) => {
    const leaf = noise.at(u + x * grain, v + y * grain);
    const side = clamp((leaf - 0.32) * 2) * (1 - 0.5 * smoothstep(0, painting.heightPx * 0.14, depth));
    for (let part = 0; part < 3; part++) {
      const own = (dark[part] ?? 0) + ((bright[part] ?? 0) - (dark[part] ?? 0)) * side;
      ink[part] = own + ((light.haze[part] ?? 0) - own) * haze;
    }
  };
}
