import { lit, mix, rgb, scale, smoothstep } from "@shared/media/samples/colour";
import { greenOf, reliefLine, slopeShade, treeLine, woodShade } from "@shared/media/samples/land";
import { paintBelow } from "@shared/media/samples/painting";
import { paintBirds } from "@shared/media/samples/scenes/things";
import type { Scene } from "@shared/media/samples/scene";
import { paintAurora, paintSky } from "@shared/media/samples/sky";
import { paintWater } from "@shared/media/samples/water";

const ROCK = rgb(0x6f7480);

/** Ridge behind ridge, each paler than the one before it. */
export function paintRidges(scene: Scene): void {
  const { painting, random, light, season } = scene;
  const { heightPx } = painting;
  const top = random.between(0.3, 0.5);
  paintSky(scene, { horizonPx: (top + 0.24) * heightPx, hasDisc: random.chance(0.6) });
  const count = 4 + random.below(3);
  const isSnowy = season === "winter" || (scene.country === "Norway" && season !== "summer");
  for (let ridge = 0; ridge < count; ridge++) {
    const near = ridge / (count - 1);
    const line = reliefLine(scene, {
      at: top + (0.98 - top) * near ** 1.15,
      height: 0.24 + 0.2 * near,
      forms: random.between(2.5, 4.5) - near * 1.5,
      jagged: 0.85 - near * 0.55,
    });
    const colour = mix(ROCK, greenOf(season, random.next()), 0.25 + near * 0.6);
    const haze = 0.82 * (1 - near) ** 1.3 + (light.weather === "fog" ? 0.12 : 0);
    const snowPx = isSnowy && near < 0.6 ? (top + 0.03 + near * 0.1) * heightPx : -1;
    paintBelow(painting, line, heightPx, slopeShade(scene, { colour, haze, mistPx: heightPx * 0.28, snowPx }));
    if (near > 0.75 && random.chance(0.7)) paintWood(scene, line, 0.05 + 0.05 * near, 0.05);
  }
  if (random.chance(0.3)) paintBirds(scene, 0.25);
}

function paintWood(scene: Scene, ground: Float32Array, height: number, haze: number): void {
  const { painting, season, country, random } = scene;
  const kind = country === "Portugal" ? "broadleaf" : "conifer";
  const line = treeLine(scene, { ground, heightPx: height * painting.heightPx, kind, density: 5 });
  const colour = kind === "conifer" ? mix(rgb(0x2c4a34), greenOf(season, 0.2), 0.3) : greenOf(season, random.next());
  paintBelow(painting, line, painting.heightPx, woodShade(scene, colour, haze));
}

/** A single cone with snow on it, over a lake or woods. */
export function paintVolcano(scene: Scene): void {
  const { painting, random, noise, season } = scene;
  const { widthPx, heightPx } = painting;
  const horizonPx = random.between(0.62, 0.7) * heightPx;
  const sun = paintSky(scene, { horizonPx, clouds: random.between(0, 0.4) });
  const [middle, v] = [random.between(0.35, 0.65), random.next()];
  const peak = random.between(0.2, 0.3);
  const line = Float32Array.from({ length: widthPx }, (_, x) => {
    const across = Math.abs(x / widthPx - middle) * 1.5;
    const flank = peak + (0.7 - peak) * (1 - Math.exp(-across * 2.4)) * 1.06;
    const crater = 0.01 * smoothstep(0.05, 0.02, across);
    return (Math.max(flank, peak + 0.022) + crater + (noise.at(x / widthPx, v) - 0.5) * 0.02) * heightPx;
  });
  const snowPx = (peak + { winter: 0.3, spring: 0.22, autumn: 0.12, summer: -0.05 }[season]) * heightPx;
  paintBelow(
    painting,
    line,
    horizonPx + 4,
    slopeShade(scene, { colour: rgb(0x59627a), haze: 0.34, mistPx: heightPx * 0.55, snowPx, rough: 0.8 }),
  );
  const hills = reliefLine(scene, { at: horizonPx / heightPx - 0.03, height: 0.09, forms: 3, jagged: 0.2 });
  paintBelow(painting, hills, horizonPx + 2, slopeShade(scene, { colour: rgb(0x3d5548), haze: 0.35 }));
  if (random.chance(0.7)) {
    paintWater(scene, { fromPx: horizonPx, toPx: heightPx, rough: random.between(0.03, 0.16), sun });
  } else paintMeadow(scene, horizonPx);
}

/** A lake or a fjord between mountains, sometimes under northern lights. */
export function paintLake(scene: Scene): void {
  const { painting, random, light, season, country } = scene;
  const { heightPx } = painting;
  const horizonPx = random.between(0.56, 0.68) * heightPx;
  const share = horizonPx / heightPx;
  const sun = paintSky(scene, { horizonPx, hasDisc: random.chance(0.4), ...(light.isNight ? { clouds: 0 } : {}) });
  if (light.isNight && country === "Norway") paintAurora(scene, horizonPx);
  const isSnowy = season === "winter" || season === "spring" || country === "Norway";
  const ridges = 2 + random.below(2);
  for (let ridge = 0; ridge < ridges; ridge++) {
    const near = ridge / ridges;
    const line = reliefLine(scene, {
      at: share - 0.17 + near * 0.13,
      height: 0.42 - near * 0.16,
      forms: random.between(1.6, 3.2),
      jagged: 0.95 - near * 0.3,
    });
    const slope = { colour: mix(ROCK, greenOf(season, 0.4), near), haze: 0.5 - near * 0.42, mistPx: heightPx * 0.5 };
    const snowPx = isSnowy && near < 0.6 ? (share - (season === "winter" ? 0.05 : 0.24)) * heightPx : -1;
    paintBelow(painting, line, horizonPx + 2, slopeShade(scene, { ...slope, snowPx }));
  }
  const shore = reliefLine(scene, { at: share - 0.004, height: 0.05, forms: 3, jagged: 0.1 });
  const wood = treeLine(scene, { ground: shore, heightPx: heightPx * 0.06, kind: "conifer", density: 6 });
  paintBelow(painting, wood, horizonPx + 2, woodShade(scene, mix(rgb(0x2f4d38), greenOf(season, 0.5), 0.25), 0.14));
  paintWater(scene, { fromPx: horizonPx, toPx: heightPx, rough: random.between(0.02, 0.14), sun });
}

/** Rolling fields: rows of what grows there run over them. */
export function paintFields(scene: Scene): void {
  const { painting, random, season, country } = scene;
  const { heightPx } = painting;
  const top = random.between(0.34, 0.5);
  paintSky(scene, { horizonPx: (top + 0.14) * heightPx });
  const count = 4 + random.below(2);
  for (let field = 0; field < count; field++) {
    const near = field / (count - 1);
    const line = reliefLine(scene, { at: top + (0.86 - top) * near, height: 0.16, forms: 2.4 - near, jagged: 0.02 });
    const haze = 0.62 * (1 - near) ** 1.6;
    if (near < 0.95 && random.chance(0.7)) {
      const kind = country === "Norway" ? "conifer" : "broadleaf";
      const hedge = treeLine(scene, {
        ground: line,
        heightPx: heightPx * (0.018 + 0.045 * near),
        kind,
        density: random.between(0.7, 2.4),
      });
      paintBelow(painting, hedge, heightPx, woodShade(scene, scale(greenOf(season, 0.1), 0.8), haze));
    }
    paintBelow(painting, line, heightPx, fieldShade(scene, cropOf(scene), haze, near));
  }
  if (random.chance(0.25)) paintBirds(scene, 0.3);
}

function cropOf({ random, season, country }: Scene) {
  const green = greenOf(season, random.next());
  if (season === "winter") return mix(green, rgb(0x8d8266), 0.5);
  if (country === "Japan" && season === "summer" && random.chance(0.45)) return rgb(0x7d68b4);
  if (season === "summer" && random.chance(0.4)) return rgb(0xd0b054);
  return season === "spring" && random.chance(0.3) ? rgb(0xd9c944) : green;
}

function fieldShade(
  { light, noise, random, painting }: Scene,
  colour: readonly [number, number, number],
  haze: number,
  near: number,
) {
  const { widthPx, heightPx } = painting;
  const [lean, u, v] = [random.between(-1.2, 1.2), random.next(), random.next()];
  const bright = lit(colour, mix(light.ambient, light.sun, 0.8), 1.12);
  const dark = lit(scale(colour, 0.55), light.ambient, 0.95);
  const rows = random.between(26, 60) * (1.3 - near);
  return (x: number, y: number, depth: number, ink: Float64Array) => {
    const away = 1 / (0.16 + (depth / heightPx) * (2 + 4 * near));
    const furrow = Math.sin(((x / widthPx - 0.5) * away + lean * away) * rows);
    const leaf = noise.at(u + (x / widthPx) * 3.1, v + (y / heightPx) * 6.2);
    const wide = noise.at(u + (x / widthPx) * 0.4, v + (depth / heightPx) * 0.6);
    const side = 0.35 + 0.35 * wide + (leaf - 0.5) * 1.1 + furrow * 0.16 * smoothstep(0.004, 0.03, depth / heightPx);
    const share = Math.max(0, Math.min(1, side));
    for (let part = 0; part < 3; part++) {
      const own = (dark[part] ?? 0) + ((bright[part] ?? 0) - (dark[part] ?? 0)) * share;
      ink[part] = own + ((light.haze[part] ?? 0) - own) * haze;
    }
  };
}

function paintMeadow(scene: Scene, fromPx: number): void {
  const { painting, season } = scene;
  const line = new Float32Array(painting.widthPx).fill(fromPx);
  paintBelow(painting, line, painting.heightPx, fieldShade(scene, greenOf(season, 0.7), 0.05, 0.9));
}

/** Dunes: one side of each crest in the sun, the other in its own shadow. */
export function paintDunes(scene: Scene): void {
  const { painting, random, light, noise } = scene;
  const { widthPx, heightPx } = painting;
  const top = random.between(0.36, 0.55);
  paintSky(scene, { horizonPx: (top + 0.2) * heightPx, hasDisc: random.chance(0.5) });
  const sand = mix(rgb(0xd9b27c), rgb(0xe6c79a), random.next());
  const bright = lit(sand, mix(light.ambient, light.sun, 0.85), 1.15);
  const dark = lit(scale(sand, 0.62), mix(light.ambient, light.sun, 0.2), 0.95);
  for (let dune = 0; dune < 4; dune++) {
    const near = dune / 3;
    const line = reliefLine(scene, {
      at: top + (0.8 - top) * near,
      height: 0.2 + 0.12 * near,
      forms: 2 - near,
      jagged: 0.04,
    });
    const [u, v, steep] = [random.next(), random.next(), random.between(0.5, 1.4)];
    const away = light.sunX > 0.5 ? 1 : -1;
    const haze = 0.5 * (1 - near) ** 1.5;
    paintBelow(painting, line, heightPx, (x, y, depth, ink) => {
      const down = depth / heightPx;
      const lee = noise.at(u + (x / widthPx) * 0.5 + away * down * steep, v + down * 0.4);
      const ripple = Math.sin((y / heightPx) * 420 * (1.4 - near) + noise.at(u + (x / widthPx) * 0.9, v + down) * 40);
      const share = smoothstep(0.4, 0.56, lee) * 0.8 + 0.2 * (1 - down) + ripple * 0.035 * (0.3 + near);
      const inSun = Math.max(0, Math.min(1, share));
      for (let part = 0; part < 3; part++) {
        const own = (dark[part] ?? 0) + ((bright[part] ?? 0) - (dark[part] ?? 0)) * inSun;
        ink[part] = own + ((light.haze[part] ?? 0) - own) * haze;
      }
    });
  }
}
