import { clamp, lit, mix, type Rgb, rgb, scale, smoothstep } from "@shared/media/samples/colour";
import { reliefLine, slopeShade } from "@shared/media/samples/land";
import { paintBelow, paintDisc, paintPolygon, type Point } from "@shared/media/samples/painting";
import type { Scene } from "@shared/media/samples/scene";
import { paintBirds, paintCabin, paintLighthouse, paintSail } from "@shared/media/samples/scenes/things";
import { paintTorii } from "@shared/media/samples/scenes/shrines";
import { paintMoon, paintSky } from "@shared/media/samples/sky";
import { paintWater } from "@shared/media/samples/water";

/** The open sea, with an island, a sail or birds. */
export function paintSea(scene: Scene): void {
  const { painting, random, light } = scene;
  const { widthPx, heightPx } = painting;
  const horizonPx = Math.round(random.between(0.46, 0.62) * heightPx);
  const sun = paintSky(scene, { horizonPx, hasDisc: random.chance(0.75) });
  if (light.isNight) {
    sun[0] = widthPx * random.between(0.3, 0.7);
    paintMoon(scene, light, [sun[0], horizonPx * random.between(0.25, 0.6)]);
  }
  if (random.chance(0.5)) paintIsland(scene, horizonPx);
  paintWater(scene, {
    fromPx: horizonPx,
    toPx: heightPx,
    rough: random.between(0.35, 0.95),
    sun,
    colour: seaOf(scene),
  });
  if (random.chance(0.45)) {
    const at: Point = [random.between(0.2, 0.8) * widthPx, horizonPx + random.between(0.015, 0.08) * heightPx];
    paintSail(scene, at, heightPx * random.between(0.06, 0.13));
  }
  if (random.chance(0.35)) paintBirds(scene, 0.3);
}

function seaOf({ light, country, random }: Scene): Rgb {
  const warm = mix(rgb(0x1f6f86), rgb(0x2c9aa3), random.next());
  const cold = mix(rgb(0x1b3d57), rgb(0x2a5a70), random.next());
  return light.elevation > 15 && country !== "Norway" ? warm : cold;
}

function paintIsland(scene: Scene, horizonPx: number): void {
  const { painting, random } = scene;
  const { heightPx, widthPx } = painting;
  const [middle, half] = [random.between(0.1, 0.9), random.between(0.14, 0.4)];
  const line = reliefLine(scene, { at: horizonPx / heightPx - 0.05, height: 0.16, forms: 4, jagged: 0.6 });
  for (const [x, y] of line.entries()) {
    const share = smoothstep(half, half * 0.2, Math.abs(x / widthPx - middle));
    line[x] = horizonPx + 3 - Math.max(0, horizonPx + 3 - y) * share;
  }
  const slope = { colour: rgb(0x56604f), haze: random.between(0.25, 0.6), mistPx: heightPx * 0.12 };
  paintBelow(painting, line, horizonPx + 2, slopeShade(scene, slope));
  if (random.chance(0.35)) {
    const x = Math.round(clamp(middle, 0.08, 0.92) * widthPx);
    paintLighthouse(scene, [x, (line[x] ?? horizonPx) + 3], heightPx * random.between(0.06, 0.1));
  }
}

/** A beach from above the waterline: sea, foam, wet sand, dry sand. */
export function paintBeach(scene: Scene): void {
  const { painting, random, light, noise } = scene;
  const { widthPx, heightPx } = painting;
  const horizonPx = Math.round(random.between(0.34, 0.46) * heightPx);
  const sun = paintSky(scene, { horizonPx, hasDisc: random.chance(0.6) });
  if (random.chance(0.6)) paintCliffs(scene, horizonPx);
  paintWater(scene, { fromPx: horizonPx, toPx: heightPx, rough: random.between(0.45, 0.8), sun, colour: seaOf(scene) });
  const dry = lit(mix(rgb(0xe0c79c), rgb(0xcdb590), random.next()), mix(light.ambient, light.sun, 0.8), 1.1);
  const wet = mix(lit(rgb(0x8d7657), mix(light.ambient, light.sun, 0.5)), light.horizon, 0.42);
  const foam = mix(light.sun, light.ambient, 0.25);
  const [u, v, lean] = [random.next(), random.next(), random.between(-0.25, 0.25)];
  for (let wave = 0; wave < 3; wave++) {
    const y = horizonPx + (heightPx - horizonPx) * (0.3 + wave * 0.13);
    paintFoam(scene, { y, u: u + wave * 0.3, v, lean: lean * 0.4, height: heightPx * (0.006 + wave * 0.006), foam });
  }
  const shore = Float32Array.from({ length: widthPx }, (_, x) => {
    const bay = noise.at(u + (x / widthPx) * 0.35, v) - 0.5 + (x / widthPx - 0.5) * lean;
    return horizonPx + (heightPx - horizonPx) * (0.66 + bay * 0.35);
  });
  paintBelow(painting, shore, heightPx, (x, y, depth, ink) => {
    const edge = depth / heightPx;
    const lace = noise.at(u + (x / widthPx) * 2.2, v + edge * 9);
    const isFoam = smoothstep(0.035, 0.004, edge - (lace - 0.5) * 0.035);
    const dryness = smoothstep(0.03, 0.13, edge + (lace - 0.5) * 0.05);
    const speck = 0.93 + noise.at(u + (x / widthPx) * 9, v + (y / heightPx) * 9) * 0.16;
    for (let part = 0; part < 3; part++) {
      const sand = ((wet[part] ?? 0) + ((dry[part] ?? 0) - (wet[part] ?? 0)) * dryness) * speck;
      ink[part] = sand + ((foam[part] ?? 0) - sand) * isFoam * 0.9;
    }
  });
}

interface Foam {
  y: number;
  u: number;
  v: number;
  lean: number;
  height: number;
  foam: Rgb;
}

function paintFoam({ painting, noise }: Scene, { y, u, v, lean, height, foam }: Foam): void {
  const { widthPx } = painting;
  for (let x = 0; x < widthPx; x++) {
    const share = x / widthPx;
    const crest = y + (noise.at(u + share * 0.5, v) - 0.5 + (share - 0.5) * lean) * height * 9;
    const thick = height * smoothstep(0.36, 0.7, noise.at(u + share * 0.8, v + 0.5));
    if (thick < 0.6) continue;
    const lace = noise.at(u + share * 7, v + 0.2);
    paintDisc(painting, [x, crest], thick * (0.5 + lace), foam, { alpha: 0.35 * lace, soft: 0.8 });
  }
}

function paintCliffs(scene: Scene, horizonPx: number): void {
  const { painting, random, country } = scene;
  const { widthPx, heightPx } = painting;
  const isLeft = random.chance(0.5);
  const line = reliefLine(scene, { at: horizonPx / heightPx - 0.1, height: 0.16, forms: 2.5, jagged: 0.35 });
  const reach = random.between(0.3, 0.6);
  for (const [x, y] of line.entries()) {
    const across = isLeft ? x / widthPx : 1 - x / widthPx;
    line[x] = horizonPx + 3 - Math.max(0, horizonPx + 3 - y) * smoothstep(reach, reach * 0.72, across);
  }
  const colour = country === "Portugal" ? rgb(0xc48a55) : rgb(0x6d6f66);
  paintBelow(painting, line, horizonPx + 3, slopeShade(scene, { colour, haze: 0.22, rough: 1.3 }));
}

/** A gate in the sea before hills. */
export function paintGate(scene: Scene): void {
  const { painting, random } = scene;
  const { widthPx, heightPx } = painting;
  const horizonPx = Math.round(random.between(0.58, 0.68) * heightPx);
  const sun = paintSky(scene, { horizonPx });
  for (const near of [0, 1]) {
    const line = reliefLine(scene, {
      at: horizonPx / heightPx - 0.1 + near * 0.06,
      height: 0.16,
      forms: 2.5,
      jagged: 0.3,
    });
    const slope = { colour: rgb(0x50655a), haze: 0.66 - near * 0.26, mistPx: heightPx * 0.2 };
    paintBelow(painting, line, horizonPx + 2, slopeShade(scene, slope));
  }
  const size = heightPx * random.between(0.3, 0.44);
  const footPx = Math.round(horizonPx + heightPx * 0.035);
  const x = widthPx * random.between(0.32, 0.68);
  paintWater(scene, { fromPx: horizonPx, toPx: footPx + 1, rough: 0.2, sun });
  paintTorii(scene, [x, footPx], size);
  paintWater(scene, { fromPx: footPx, toPx: heightPx, rough: random.between(0.1, 0.24), sun });
}

/** Huts on the shore of a fjord under steep mountains. */
export function paintVillage(scene: Scene): void {
  const { painting, random, season, light } = scene;
  const { widthPx, heightPx } = painting;
  const horizonPx = Math.round(random.between(0.6, 0.68) * heightPx);
  const share = horizonPx / heightPx;
  const sun = paintSky(scene, { horizonPx });
  for (const near of [0, 1]) {
    const line = reliefLine(scene, {
      at: share - 0.26 + near * 0.16,
      height: 0.56 - near * 0.26,
      forms: 2.6,
      jagged: 1,
    });
    const snowPx = season === "summer" ? -1 : (share - (season === "winter" ? 0.02 : 0.3)) * heightPx;
    const slope = { colour: mix(rgb(0x596068), rgb(0x6a7050), near * 0.5), haze: 0.42 - near * 0.3, snowPx };
    paintBelow(painting, line, horizonPx + 2, slopeShade(scene, { ...slope, mistPx: heightPx * 0.6, rough: 1.2 }));
  }
  const ground = lit(season === "winter" ? rgb(0xe8edf2) : rgb(0x5b6448), mix(light.ambient, light.sun, 0.5));
  const rocks = reliefLine(scene, { at: share - 0.02, height: 0.07, forms: 5, jagged: 0.5 });
  paintBelow(painting, rocks, horizonPx + 3, slopeShade(scene, { colour: ground, haze: 0.05 }));
  const walls = [rgb(0xa83a2c), rgb(0xb4492f), rgb(0xd9a441), rgb(0xe9e5da)] as const;
  const houses = 4 + random.below(5);
  for (let house = 0; house < houses; house++) {
    const x = widthPx * (0.06 + (0.88 * (house + random.between(0.2, 0.8))) / houses);
    const size = heightPx * random.between(0.065, 0.105);
    const wall = walls[random.chance(0.65) ? 0 : random.below(walls.length)];
    paintCabin(scene, [x, horizonPx + 3 - random.between(0, 0.012) * heightPx], size, wall);
    for (const leg of [-0.42, 0, 0.42]) paintPile(scene, [x + leg * size, horizonPx], size * 0.22);
  }
  paintWater(scene, { fromPx: horizonPx + heightPx * 0.012, toPx: heightPx, rough: random.between(0.05, 0.2), sun });
}

function paintPile({ painting, light }: Scene, [x, y]: Point, size: number): void {
  const half = Math.max(1, size * 0.09);
  const dark = scale(light.ambient, 0.35);
  paintPolygon(
    painting,
    [
      [x - half, y],
      [x + half, y],
      [x + half, y + size],
      [x - half, y + size],
    ],
    dark,
  );
}
