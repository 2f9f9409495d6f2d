import { clamp, distanceOf, mix, type Rgb, rgb, scale, smoothstep } from "@shared/media/samples/colour";
import { blend, paintDisc, paintPolygon, paintStroke, type Point } from "@shared/media/samples/painting";
import type { Scene } from "@shared/media/samples/scene";

type Hues = readonly [Rgb, ...Rgb[]];

/** A background out of focus: soft colours that flow into one another, and spots of light. */
function paintBlur(scene: Scene, hues: Hues, spots: number): void {
  const { painting, random, noise } = scene;
  const { widthPx, heightPx, rgb: pixels } = painting;
  const [u, v] = [random.next(), random.next()];
  const [first, second, third] = [random.pick(hues), random.pick(hues), random.pick(hues)];
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, at += 3) {
      const one = smoothstep(0.25, 0.75, noise.at(u + (x / widthPx) * 0.12, v + (y / heightPx) * 0.1));
      const two = smoothstep(0.25, 0.75, noise.at(u + 0.5 + (x / widthPx) * 0.1, v + 0.4 + (y / heightPx) * 0.12));
      for (let part = 0; part < 3; part++) {
        const base = (first[part] ?? 0) + ((second[part] ?? 0) - (first[part] ?? 0)) * one;
        pixels[at + part] = base + ((third[part] ?? 0) - base) * two * 0.8;
      }
    }
  }
  for (let spot = 0; spot < spots; spot++) {
    const at: Point = [random.next() * widthPx, random.next() * heightPx];
    const colour = scale(mix(random.pick(hues), [1, 1, 0.92], random.between(0.15, 0.6)), 1.1);
    paintDisc(painting, at, heightPx * random.between(0.02, 0.11), colour, {
      alpha: random.between(0.06, 0.3),
      soft: 0.16,
    });
  }
}

const MEADOW: Hues = [rgb(0x3f6a35), rgb(0x7c9c4c), rgb(0xb4c277), rgb(0x2d4a30), rgb(0xc9cf9a)];
const EVENING: Hues = [rgb(0x6b4a36), rgb(0xc98a4a), rgb(0xe8b66c), rgb(0x7d7440), rgb(0x3d4a34)];
const SKIES: Hues = [rgb(0x8fb8de), rgb(0xbdd6ea), rgb(0xdfeaf2), rgb(0x79a6d2)];

interface Flower {
  centre: Point;
  radius: number;
  petals: number;
  /** Of a petal, against its length. */
  width: number;
  colour: Rgb;
  heart: Rgb;
  alpha?: number;
}

function paintFlower({ painting, random }: Scene, flower: Flower): void {
  const { centre, radius, petals, width, colour, heart, alpha = 1 } = flower;
  const turn = random.between(0, Math.PI);
  const flat = random.between(0.72, 1);
  for (const layer of [0, 1]) {
    for (let petal = 0; petal < petals; petal++) {
      const angle = turn + ((petal + layer * 0.5) / petals) * Math.PI * 2 + random.normal() * 0.04;
      const length = radius * (1 - layer * 0.22) * random.between(0.92, 1.04);
      const shade = 0.86 + 0.14 * Math.sin(angle + 2) + layer * 0.06;
      for (const [inner, tone] of [
        [1, 0.86],
        [0.82, 1],
        [0.5, 1.07],
      ] as const) {
        const points = petalShape(centre, angle, length * (0.4 + 0.6 * inner), length * width * inner, flat);
        paintPolygon(
          painting,
          points,
          scale(mix(colour, [1, 1, 1], (1 - inner) * 0.22), shade * tone),
          alpha * (inner === 1 ? 1 : 0.55),
        );
      }
    }
  }
  paintDisc(painting, centre, radius * 0.2, scale(heart, 0.72), { alpha });
  paintDisc(painting, [centre[0] - radius * 0.03, centre[1] - radius * 0.04], radius * 0.15, heart, {
    soft: 0.6,
    alpha,
  });
  for (let dot = 0; dot < 26; dot++) {
    const [angle, far] = [random.between(0, Math.PI * 2), Math.sqrt(random.next()) * radius * 0.19];
    const at: Point = [centre[0] + Math.cos(angle) * far, centre[1] + Math.sin(angle) * far * flat];
    paintDisc(painting, at, radius * 0.018, scale(heart, random.between(0.6, 1.35)), { alpha });
  }
}

function petalShape([x, y]: Point, angle: number, length: number, width: number, flat: number): Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return Array.from({ length: 24 }, (_, step) => {
    const t = (step / 24) * Math.PI * 2;
    const along = (0.5 - 0.5 * Math.cos(t)) * length;
    const bulge = Math.sin(t) * width * (0.35 + 0.65 * (along / length)) * 0.5;
    return [x + cos * along - sin * bulge, y + (sin * along + cos * bulge) * flat];
  });
}

const PETALS: Hues = [
  rgb(0xf2f0ec),
  rgb(0xe8628f),
  rgb(0xf3b23c),
  rgb(0x9a6fd0),
  rgb(0xe2574a),
  rgb(0xf4cfe0),
  rgb(0x6f8fe0),
];

/** Petals of a flower, and how wide each is against its length. */
const BLOOMS: readonly [Point, ...Point[]] = [
  [6, 0.85],
  [9, 0.55],
  [14, 0.34],
  [20, 0.24],
];

/** A flower or three, close; all else out of focus. */
export function paintFlowers(scene: Scene): void {
  const { painting, random, light } = scene;
  const { widthPx, heightPx } = painting;
  paintBlur(scene, light.elevation < 8 ? EVENING : MEADOW, 26);
  const colour = random.pick(PETALS);
  const heart = mix(rgb(0xf0c23c), rgb(0x8a5a22), random.next() * 0.8);
  const [petals, width] = random.pick(BLOOMS);
  for (let far = 0; far < 5; far++) {
    const at: Point = [random.next() * widthPx, random.between(0.2, 0.9) * heightPx];
    paintDisc(painting, at, heightPx * random.between(0.05, 0.1), mix(colour, light.haze, 0.25), {
      alpha: 0.4,
      soft: 0.75,
    });
  }
  const count = 1 + random.below(3);
  for (let flower = 0; flower < count; flower++) {
    const centre: Point = [
      widthPx * (0.5 + (flower - (count - 1) / 2) * 0.3 + random.between(-0.08, 0.08)),
      heightPx * random.between(0.34, 0.56),
    ];
    const radius = heightPx * random.between(0.17, 0.3) * (flower === 0 ? 1 : 0.75);
    const foot: Point = [centre[0] + random.between(-0.12, 0.12) * heightPx, heightPx * 1.05];
    paintStroke(painting, centre, foot, [heightPx * 0.012, heightPx * 0.018], rgb(0x47682f));
    paintFlower(scene, { centre, radius, petals, width, colour, heart });
  }
}

/** A twig in blossom before a pale sky. */
export function paintBlossom(scene: Scene): void {
  const { painting, random } = scene;
  const { widthPx, heightPx } = painting;
  const pink = random.pick([rgb(0xf7d3de), rgb(0xf2b9cc), rgb(0xfbe9ee)]);
  paintBlur(scene, random.chance(0.7) ? SKIES : [rgb(0xf0c8d4), rgb(0xf6dfe4), rgb(0xd9b8c6)], 12);
  for (let far = 0; far < 60; far++) {
    const at: Point = [random.next() * widthPx, random.next() * heightPx];
    paintDisc(painting, at, heightPx * random.between(0.02, 0.06), pink, { alpha: 0.22, soft: 0.7 });
  }
  for (let twig = 0; twig < 3; twig++) {
    const goesRight = random.chance(0.6);
    let at: Point = [goesRight ? -10 : widthPx + 10, heightPx * random.between(0.1, 0.9)];
    let angle = (goesRight ? 0 : Math.PI) + random.between(-0.5, 0.3) * (goesRight ? 1 : -1);
    let thick = heightPx * random.between(0.014, 0.022);
    for (let joint = 0; joint < 11; joint++) {
      const length = heightPx * random.between(0.07, 0.12);
      const next: Point = [at[0] + Math.cos(angle) * length, at[1] + Math.sin(angle) * length];
      paintStroke(painting, at, next, [thick, thick * 0.86], rgb(0x4a3530));
      const bunch = 2 + random.below(4);
      for (let flower = 0; flower < bunch; flower++) {
        const centre: Point = [
          next[0] + random.normal() * heightPx * 0.04,
          next[1] + random.normal() * heightPx * 0.04,
        ];
        paintFlower(scene, {
          centre,
          radius: heightPx * random.between(0.03, 0.05),
          petals: 5,
          width: 0.95,
          colour: pink,
          heart: rgb(0xd4708c),
        });
      }
      at = next;
      angle += random.between(-0.32, 0.32);
      thick *= 0.86;
    }
  }
}

/** Fruit and a cup on a table by the window. */
export function paintStillLife(scene: Scene): void {
  const { painting, random, noise } = scene;
  const { widthPx, heightPx, rgb: pixels } = painting;
  const wall = random.pick([rgb(0x8d8578), rgb(0x6a7680), rgb(0xb9a78c), rgb(0x4c5552), rgb(0xa0705a)]);
  const table = random.pick([rgb(0x8a6242), rgb(0x5e4433), rgb(0xd8cdbb), rgb(0x6d6f70)]);
  const tablePx = heightPx * random.between(0.54, 0.62);
  const [u, v] = [random.next(), random.next()];
  for (let y = 0, at = 0; y < heightPx; y++) {
    const isTable = smoothstep(tablePx - 1.5, tablePx + 1.5, y);
    for (let x = 0; x < widthPx; x++, at += 3) {
      const fall = 1.18 - 0.72 * (x / widthPx) - 0.2 * Math.abs(y / heightPx - 0.4);
      const grain = noise.at(u + (x / widthPx) * 0.35, v + (y / heightPx) * 7);
      const cloudy = noise.at(u + (x / widthPx) * 0.6, v + (y / heightPx) * 0.6);
      for (let part = 0; part < 3; part++) {
        const behind = (wall[part] ?? 0) * fall * (0.84 + cloudy * 0.3);
        const wood = (table[part] ?? 0) * (0.72 + grain * 0.5) * (1.12 - 0.4 * (x / widthPx));
        pixels[at + part] = behind + (wood - behind) * isTable;
      }
    }
  }
  const fruits: Hues = random.pick([
    [rgb(0xe58a1f), rgb(0xf0a52e), rgb(0xdb7a1a)],
    [rgb(0xf2cf3a), rgb(0xe8d860), rgb(0xd9b52a)],
    [rgb(0xb8322c), rgb(0xd2553a), rgb(0x8f9a3c)],
  ]);
  if (random.chance(0.8))
    paintVase(
      scene,
      [widthPx * random.between(0.22, 0.4), tablePx + heightPx * 0.08],
      heightPx * random.between(0.34, 0.46),
    );
  const count = 3 + random.below(4);
  for (let fruit = 0; fruit < count; fruit++) {
    const near = fruit / count;
    const radius = heightPx * random.between(0.075, 0.105) * (0.85 + near * 0.3);
    const x = widthPx * (0.42 + 0.42 * random.next());
    paintBall(scene, [x, tablePx + heightPx * (0.05 + near * 0.2) - radius * 0.35], radius, random.pick(fruits));
  }
}

function paintShadow({ painting }: Scene, [x, y]: Point, half: number): void {
  const { widthPx, heightPx } = painting;
  for (let row = Math.max(0, Math.floor(y - half * 0.5)); row < Math.min(heightPx, y + half * 0.5); row++) {
    for (let column = Math.max(0, Math.floor(x - half)); column < Math.min(widthPx, x + half * 2.6); column++) {
      const across = (column - x - half * 0.7) / (half * 1.5);
      const share = 1 - across * across - ((row - y) / (half * 0.36)) ** 2;
      if (share > 0) blend(painting, (row * widthPx + column) * 3, 0.05, 0.04, 0.05, smoothstep(0, 0.9, share) * 0.55);
    }
  }
}

function paintBall(scene: Scene, [x, y]: Point, radius: number, colour: Rgb): void {
  const { painting, noise, random } = scene;
  const { widthPx, heightPx } = painting;
  const [u, v] = [random.next(), random.next()];
  paintShadow(scene, [x, y + radius * 0.86], radius);
  for (let row = Math.max(0, Math.floor(y - radius - 1)); row < Math.min(heightPx, y + radius + 1); row++) {
    for (let column = Math.max(0, Math.floor(x - radius - 1)); column < Math.min(widthPx, x + radius + 1); column++) {
      const [across, down] = [(column + 0.5 - x) / radius, (row + 0.5 - y) / radius];
      const far = distanceOf(across, down);
      const cover = clamp((1 - far) * radius + 0.5);
      if (cover === 0) continue;
      const out = Math.sqrt(Math.max(0, 1 - far * far));
      const facing = clamp(-across * 0.62 - down * 0.5 + out * 0.6);
      const pore = noise.at(u + across * 0.6, v + down * 0.6) * 0.22 + 0.89;
      const bounce = clamp(down * 0.35) * 0.22;
      const tone = (0.16 + facing * 0.95 + bounce) * pore;
      const shine = clamp(-across * 0.5 - down * 0.6 + out * 0.62) ** 22 * 0.55;
      const at = (row * widthPx + column) * 3;
      blend(painting, at, colour[0] * tone + shine, colour[1] * tone + shine, colour[2] * tone + shine, cover);
    }
  }
}

function paintVase(scene: Scene, [x, foot]: Point, size: number): void {
  const { painting, random } = scene;
  const { widthPx, heightPx } = painting;
  const glaze = random.pick([rgb(0x2f5f86), rgb(0xe8e2d4), rgb(0x4d6b52), rgb(0x8a3b2e), rgb(0x2d2f36)]);
  const [belly, neck] = [random.between(0.24, 0.32), random.between(0.07, 0.13)];
  paintShadow(scene, [x, foot - size * 0.02], size * 0.26);
  for (let row = Math.max(0, Math.floor(foot - size)); row < Math.min(heightPx, foot); row++) {
    const up = (foot - row) / size;
    const half =
      size *
      (neck + (belly - neck) * Math.sin(clamp((up + 0.18) / 0.98) * Math.PI) ** 1.6 + 0.05 * smoothstep(0.88, 1, up));
    for (let column = Math.max(0, Math.floor(x - half)); column < Math.min(widthPx, x + half + 1); column++) {
      const across = (column + 0.5 - x) / half;
      const cover = clamp((1 - Math.abs(across)) * half + 0.5);
      const round = Math.sqrt(Math.max(0, 1 - across * across));
      const tone = 0.2 + 0.85 * clamp(-across * 0.6 + round * 0.6) + 0.1 * clamp(across) ** 3;
      const shine =
        Math.exp(-(((across + 0.45) / 0.1) ** 2)) * 0.4 * smoothstep(0.1, 0.5, up) * smoothstep(0.95, 0.6, up);
      const at = (row * widthPx + column) * 3;
      blend(painting, at, glaze[0] * tone + shine, glaze[1] * tone + shine, glaze[2] * tone + shine, cover);
    }
  }
  if (random.chance(0.7)) paintBunch(scene, [x, foot - size], size);
}

function paintBunch(scene: Scene, [x, y]: Point, size: number): void {
  const { painting, random } = scene;
  const colour = random.pick(PETALS);
  for (let flower = 0; flower < 7; flower++) {
    const centre: Point = [x + random.normal() * size * 0.22, y - size * random.between(0.12, 0.42)];
    paintStroke(painting, [x, y + 4], centre, [size * 0.012, size * 0.01], rgb(0x4a6434));
    paintFlower(scene, {
      centre,
      radius: size * random.between(0.1, 0.15),
      petals: 8,
      width: 0.6,
      colour,
      heart: rgb(0xd9a83a),
    });
  }
}
