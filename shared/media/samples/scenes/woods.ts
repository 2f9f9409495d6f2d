import { clamp, lit, mix, type Rgb, rgb, scale, smoothstep } from "@shared/media/samples/colour";
import { greenOf, reliefLine, slopeShade, treeLine, woodShade } from "@shared/media/samples/land";
import { blend, paintBelow, paintDisc, paintPolygon, type Point } from "@shared/media/samples/painting";
import type { Scene } from "@shared/media/samples/scene";
import { paintCabin } from "@shared/media/samples/scenes/things";
import { paintAurora, paintSky } from "@shared/media/samples/sky";

/** Conifers in mist: row before row, the nearest almost black. */
export function paintForest(scene: Scene): void {
  const { painting, random, season, country } = scene;
  const { heightPx, widthPx } = painting;
  paintSky(scene, { horizonPx: heightPx * 0.9 });
  const rows = 5 + random.below(2);
  const kind = country === "Norway" || random.chance(0.7) ? "conifer" : "broadleaf";
  for (let row = 0; row < rows; row++) {
    const near = row / (rows - 1);
    const ground = reliefLine(scene, { at: 0.56 + near * 0.5, height: 0.24, forms: 2, jagged: 0.05 });
    const heightOf = (0.12 + near ** 1.4 * random.between(0.3, 0.5)) * heightPx;
    const line = treeLine(scene, { ground, heightPx: heightOf, kind, density: 7 - near * 4.2 });
    const colour = kind === "conifer" ? mix(rgb(0x2b4d3c), greenOf(season, 0.3), 0.2) : greenOf(season, random.next());
    paintBelow(painting, line, heightPx, woodShade(scene, colour, 0.86 * (1 - near) ** 0.8));
    paintMist(scene, heightPx * (0.55 + near * 0.3), 0.3 * (1 - near));
  }
  if (scene.light.elevation > 1 && random.chance(0.6)) paintRays(scene, widthPx * random.between(0.2, 0.8));
}

/** A layer of mist, thickest at one height of the picture. */
function paintMist({ painting, light, noise, random }: Scene, middlePx: number, strength: number): void {
  const { widthPx, heightPx } = painting;
  const [red, green, blue] = light.haze;
  const [u, v] = [random.next(), random.next()];
  for (
    let y = Math.max(0, Math.floor(middlePx - heightPx * 0.2));
    y < Math.min(heightPx, middlePx + heightPx * 0.14);
    y++
  ) {
    const here = strength * Math.exp(-(((y - middlePx) / (heightPx * 0.09)) ** 2));
    for (let x = 0; x < widthPx; x++) {
      const drift = clamp(noise.at(u + (x / widthPx) * 0.5, v + (y / heightPx) * 1.2) * 1.8 - 0.3);
      blend(painting, (y * widthPx + x) * 3, red, green, blue, here * drift);
    }
  }
}

function paintRays({ painting, light, random }: Scene, fromX: number): void {
  const { heightPx } = painting;
  const lean = random.between(0.25, 0.7) * (random.chance(0.5) ? 1 : -1) * heightPx;
  for (let ray = 0; ray < 14; ray++) {
    const [x, width] = [fromX + random.normal() * heightPx * 0.35, random.between(0.01, 0.09) * heightPx];
    const foot = x + lean * random.between(0.9, 1.1);
    const points: Point[] = [
      [x, -10],
      [x + width, -10],
      [foot + width * 1.6, heightPx],
      [foot - width * 0.6, heightPx],
    ];
    paintPolygon(painting, points, mix(light.sun, [1, 1, 1], 0.3), random.between(0.015, 0.05));
  }
}

/** A winter day: white hills, a wood, sometimes a hut, falling snow. */
export function paintSnow(scene: Scene): void {
  const { painting, random, light, country } = scene;
  const { widthPx, heightPx } = painting;
  const top = random.between(0.44, 0.56);
  paintSky(scene, { horizonPx: (top + 0.12) * heightPx, ...(light.isNight ? { clouds: 0 } : {}) });
  if (light.isNight && country === "Norway") paintAurora(scene, (top + 0.1) * heightPx);
  if (random.chance(0.6)) {
    const line = reliefLine(scene, { at: top - 0.04, height: 0.24, forms: 3, jagged: 0.8 });
    paintBelow(
      painting,
      line,
      heightPx,
      slopeShade(scene, { colour: rgb(0x7b8494), haze: 0.5, snowPx: top * heightPx }),
    );
  }
  const hut = random.chance(0.4) ? random.between(0.2, 0.8) * widthPx : undefined;
  for (let hill = 0; hill < 3; hill++) {
    const near = hill / 2;
    const line = reliefLine(scene, { at: top + 0.06 + near * 0.26, height: 0.12, forms: 2.5 - near, jagged: 0 });
    if (random.chance(0.85)) {
      const wood = treeLine(scene, {
        ground: line,
        heightPx: heightPx * (0.07 + near * 0.16),
        kind: "conifer",
        density: 2.2 - near * 1.5,
      });
      paintBelow(painting, wood, heightPx, frostedShade(scene, 0.5 - near * 0.4));
    }
    paintBelow(painting, line, heightPx, snowShade(scene, 0.4 * (1 - near)));
    if (hut !== undefined && hill === 1) {
      const y = (line[Math.round(hut)] ?? 0) + heightPx * 0.02;
      paintCabin(
        scene,
        [hut, y],
        heightPx * random.between(0.1, 0.15),
        random.pick([rgb(0x8f3427), rgb(0x6a4a36), rgb(0xc79a3f)]),
      );
    }
  }
  if (light.weather === "overcast" || random.chance(0.3)) paintFlakes(scene);
}

function snowShade({ light, noise, random, painting }: Scene, haze: number) {
  const { widthPx, heightPx } = painting;
  const [u, v, east] = [random.next(), random.next(), light.sunX > 0.5 ? 0.03 : -0.03];
  const bright = mix(light.sun, light.horizon, 0.3);
  const dark = lit(mix(light.ambient, light.zenith, 0.45), rgb(0xd8e4f4), 1.05);
  return (x: number, _: number, depth: number, ink: Float64Array) => {
    const [s, t] = [u + (x / widthPx) * 0.35, v + (depth / heightPx) * 0.8];
    const side = clamp(
      0.58 + (noise.at(s, t) - noise.at(s + east, t + 0.02)) * 3 + (noise.at(s * 9, t * 9) - 0.5) * 0.1,
    );
    for (let part = 0; part < 3; part++) {
      const own = (dark[part] ?? 0) + ((bright[part] ?? 0) - (dark[part] ?? 0)) * side;
      ink[part] = own + ((light.haze[part] ?? 0) - own) * haze;
    }
  };
}

/** Conifers with snow on their branches. */
function frostedShade(scene: Scene, haze: number) {
  const { light, noise, random, painting } = scene;
  const green = woodShade(scene, rgb(0x2c4038), haze);
  const white = mix(mix(light.sun, light.ambient, 0.45), light.haze, haze);
  const [u, v] = [random.next(), random.next()];
  return (x: number, y: number, depth: number, ink: Float64Array) => {
    green(x, y, depth, ink);
    const snow =
      smoothstep(0.42, 0.6, noise.at(u + (x / painting.widthPx) * 17, v + (y / painting.heightPx) * 9)) * 0.7;
    for (let part = 0; part < 3; part++) ink[part] = (ink[part] ?? 0) + ((white[part] ?? 0) - (ink[part] ?? 0)) * snow;
  };
}

function paintFlakes({ painting, random, light }: Scene): void {
  const { widthPx, heightPx } = painting;
  const white: Rgb = scale(mix(light.horizon, [1, 1, 1], 0.6), 1.02);
  for (let flake = 0; flake < 500; flake++) {
    const near = random.next() ** 4;
    const size = heightPx * (0.0012 + near * 0.009);
    paintDisc(painting, [random.next() * widthPx, random.next() * heightPx], size, white, {
      alpha: 0.75 - near * 0.4,
      soft: 0.5 + near * 0.4,
    });
  }
}
