import { clamp, lit, mix, type Rgb, rgb, scale } from "@shared/media/samples/colour";
import { reliefLine, slopeShade } from "@shared/media/samples/land";
import { paintBelow, paintBox, paintPolygon, type Point } from "@shared/media/samples/painting";
import type { Scene } from "@shared/media/samples/scene";
import { paintPagoda } from "@shared/media/samples/scenes/shrines";
import { paintBirds } from "@shared/media/samples/scenes/things";
import { LAMPS } from "@shared/media/samples/scenes/lamps";
import { paintSky } from "@shared/media/samples/sky";
import { paintWater } from "@shared/media/samples/water";

const WALLS: Readonly<Record<Scene["country"], readonly [Rgb, ...Rgb[]]>> = {
  Portugal: [rgb(0xf1e6d2), rgb(0xe8c98e), rgb(0xd99a7c), rgb(0xc9d3d8), rgb(0xf5efe6), rgb(0x9db4c4)],
  Norway: [rgb(0xb33a2e), rgb(0xd9a03a), rgb(0xece6d8), rgb(0x7d3b2c), rgb(0xc8603a), rgb(0x4f6b5c)],
  Japan: [rgb(0x8a7a66), rgb(0x6b5a4a), rgb(0xb9ad98), rgb(0x5a5f66), rgb(0xcfc6b4), rgb(0x7e6e5e)],
};

/** Roofs down a hill to a river or the sea. */
export function paintRoofs(scene: Scene): void {
  const { painting, random, country, light } = scene;
  const { heightPx, widthPx } = painting;
  const horizonPx = Math.round(random.between(0.34, 0.46) * heightPx);
  const sun = paintSky(scene, { horizonPx });
  const far = reliefLine(scene, { at: horizonPx / heightPx - 0.03, height: 0.09, forms: 3, jagged: 0.2 });
  paintBelow(painting, far, horizonPx + 2, slopeShade(scene, { colour: rgb(0x66705c), haze: 0.55 }));
  paintWater(scene, { fromPx: horizonPx, toPx: heightPx * 0.62, rough: 0.5, sun, colour: rgb(0x2c5d7c) });
  const rows = 7;
  for (let row = 0; row < rows; row++) {
    const near = row / (rows - 1);
    const ground = reliefLine(scene, { at: 0.55 + near * 0.52, height: 0.16 * (1.1 - near), forms: 2, jagged: 0 });
    const size = heightPx * (0.045 + near * 0.13);
    for (let x = -size; x < widthPx + size;) {
      const width = size * random.between(0.8, 1.7);
      const foot = (ground[Math.round(clamp(x + width / 2, 0, widthPx - 1))] ?? 0) + size * random.between(0, 0.3);
      paintGable(scene, [x + width / 2, foot], [width, size * random.between(0.75, 1.25)], near);
      x += width * random.between(0.86, 1);
    }
    if (country === "Japan" && row === 3) {
      const x = random.between(0.2, 0.8) * widthPx;
      paintPagoda(scene, [x, (ground[Math.round(x)] ?? 0) + size * 0.2], heightPx * random.between(0.3, 0.4));
    }
  }
  if (random.chance(0.5) && light.elevation > -3) paintBirds(scene, 0.2);
}

function paintGable(scene: Scene, [x, foot]: Point, [width, height]: readonly [number, number], near: number): void {
  const { painting, light, random, country } = scene;
  const haze = 0.4 * (1 - near) ** 1.4;
  const shine = mix(light.ambient, light.sun, 0.72);
  const wall = mix(lit(random.pick(WALLS[country]), shine), light.haze, haze);
  const tiles = country === "Portugal" ? rgb(0xc0643c) : country === "Norway" ? rgb(0x51545b) : rgb(0x4b525c);
  const roof = mix(lit(scale(tiles, random.between(0.8, 1.15)), shine), light.haze, haze);
  const [left, right, eaves] = [x - width / 2, x + width / 2, foot - height];
  paintPolygon(
    painting,
    [
      [left, foot + height * 1.4],
      [left, eaves],
      [right, eaves],
      [right, foot + height * 1.4],
    ],
    wall,
  );
  const lean = random.between(0.18, 0.34) * width;
  const ridge = eaves - height * random.between(0.3, 0.5);
  paintPolygon(
    painting,
    [
      [left - 2, eaves + 2],
      [left + lean, ridge],
      [right - lean * 0.4, ridge],
      [right + 2, eaves + 2],
    ],
    roof,
  );
  paintPolygon(
    painting,
    [
      [right - lean * 1.3, eaves + 2],
      [right - lean * 0.4, ridge],
      [right + 2, eaves + 2],
    ],
    scale(roof, 0.72),
  );
  const panes = Math.max(2, Math.round(width / (height * 0.42)));
  const isDark = light.elevation < 1;
  for (let pane = 0; pane < panes; pane++) {
    const paneX = left + ((pane + 0.5) / panes) * width;
    const half = Math.max(1, height * 0.06);
    const glass: Rgb = isDark && random.chance(0.5) ? [1.2, 0.88, 0.5] : scale(mix(wall, light.zenith, 0.45), 0.55);
    for (const up of [0.72, 0.28]) {
      const y = foot - height * up;
      paintBox(painting, [paneX - half, y - half * 1.5], [paneX + half, y + half * 1.5], glass);
    }
  }
}

/** A row of houses at a quay, each of its own colour, and their image in the harbour. */
export function paintQuay(scene: Scene): void {
  const { painting, random, country, light } = scene;
  const { widthPx, heightPx } = painting;
  const quayPx = Math.round(random.between(0.58, 0.66) * heightPx);
  const sun = paintSky(scene, { horizonPx: quayPx });
  const hill = reliefLine(scene, { at: quayPx / heightPx - 0.3, height: 0.26, forms: 2, jagged: 0.4 });
  paintBelow(painting, hill, quayPx, slopeShade(scene, { colour: rgb(0x54684e), haze: 0.45, mistPx: heightPx * 0.3 }));
  const shine = mix(light.ambient, light.sun, 0.7);
  for (let x = -20; x < widthPx;) {
    const width = Math.round(heightPx * random.between(0.09, 0.15));
    const height = heightPx * random.between(0.2, 0.3);
    paintFront(scene, { left: x, width, height, foot: quayPx }, lit(random.pick(WALLS[country]), shine));
    x += width;
  }
  const stone = lit(rgb(0x6c6a66), shine, 0.7);
  paintBox(painting, [0, quayPx - 3], [widthPx, quayPx + heightPx * 0.02], stone);
  paintWater(scene, {
    fromPx: quayPx + heightPx * 0.02,
    toPx: heightPx,
    rough: random.between(0.12, 0.28),
    sun,
    colour: rgb(0x1c3a48),
  });
}

function paintFront(
  { painting, random, light }: Scene,
  { left, width, height, foot }: { left: number; width: number; height: number; foot: number },
  wall: Rgb,
): void {
  const right = left + width - 1;
  const eaves = foot - height;
  const gable = height * random.between(0.24, 0.36);
  paintPolygon(
    painting,
    [
      [left, foot],
      [left, eaves],
      [(left + right) / 2, eaves - gable],
      [right, eaves],
      [right, foot],
    ],
    wall,
  );
  const trim = scale(mix(wall, [1, 1, 1], 0.25), 0.9);
  const roof = lit(rgb(0x40444c), light.ambient, 0.9);
  for (const [end, turn] of [
    [left, -1],
    [right, 1],
  ] as const) {
    const out = end + turn * 4;
    paintPolygon(
      painting,
      [
        [out, eaves + 4],
        [(left + right) / 2, eaves - gable - 3],
        [(left + right) / 2, eaves - gable + 5],
        [end, eaves + 9],
      ],
      roof,
    );
  }
  const [columns, rows] = [3, 4];
  const isDark = light.elevation < 1;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [left + (width * (column + 0.5)) / columns, eaves + (height * (row + 0.55)) / rows];
      const [halfX, halfY] = [width * 0.085, height * 0.075];
      const glass: Rgb =
        isDark && random.chance(0.55) ? scale(random.pick(LAMPS), 1.15) : scale(mix(light.zenith, wall, 0.3), 0.5);
      const box = (grow: number): Point[] => [
        [x - halfX - grow, y - halfY - grow],
        [x + halfX + grow, y - halfY - grow],
        [x + halfX + grow, y + halfY + grow],
        [x - halfX - grow, y + halfY + grow],
      ];
      paintPolygon(painting, box(2.5), trim);
      paintPolygon(painting, box(0), glass);
    }
  }
}
