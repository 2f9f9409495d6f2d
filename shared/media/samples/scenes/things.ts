import { lit, mix, type Rgb, rgb, scale } from "@shared/media/samples/colour";
import { paintDisc, paintPolygon, paintStroke, type Point } from "@shared/media/samples/painting";
import { placed } from "@shared/media/samples/scenes/placed";
import type { Scene } from "@shared/media/samples/scene";

/** A flock in the upper part of the sky. */
export function paintBirds({ painting, random, light }: Scene, at: number): void {
  const { widthPx, heightPx } = painting;
  const count = 5 + random.below(16);
  const [x, y] = [random.between(0.2, 0.8) * widthPx, at * heightPx];
  const colour = mix(scale(light.ambient, 0.22), light.horizon, 0.12);
  for (let bird = 0; bird < count; bird++) {
    const size = heightPx * random.between(0.007, 0.016);
    const place: Point = [x + random.normal() * widthPx * 0.12, y + random.normal() * heightPx * 0.055];
    const [beat, tilt] = [random.between(-0.25, 0.75), random.between(-0.25, 0.25)];
    const wings: Point[] = [
      [-1, beat - tilt],
      [-0.45, 0.3 + beat * 0.35],
      [0, 0.06],
      [0.45, 0.3 + beat * 0.35],
      [1, beat + tilt],
      [0.42, 0.12 + beat * 0.25],
      [0.05, -0.14],
      [-0.42, 0.12 + beat * 0.25],
    ];
    paintPolygon(painting, placed(wings, place, size), colour, 0.9);
  }
}

/** A sailing boat on the water. */
export function paintSail({ painting, light, random }: Scene, foot: Point, size: number): void {
  const cloth = lit(
    random.pick([rgb(0xf6f1e4), rgb(0xd9694b), rgb(0xf0e2b8)]),
    mix(light.ambient, light.sun, 0.75),
    1.05,
  );
  const hull = lit(random.pick([rgb(0x2d3f55), rgb(0x7e2f28), rgb(0xe8e4da)]), mix(light.ambient, light.sun, 0.5));
  const part = (points: readonly Point[], colour: Rgb) => paintPolygon(painting, placed(points, foot, size), colour);
  part(
    [
      [0.01, 0.14],
      [0.34, 0.17],
      [0.03, 0.98],
    ],
    cloth,
  );
  part(
    [
      [-0.02, 0.15],
      [-0.28, 0.17],
      [-0.01, 0.9],
    ],
    scale(cloth, 0.88),
  );
  paintStroke(
    painting,
    ...stroke(
      placed(
        [
          [0, 0.1],
          [0.005, 1],
        ],
        foot,
        size,
      ),
    ),
    [size * 0.02, size * 0.008],
    scale(hull, 0.7),
  );
  part(
    [
      [-0.36, 0.1],
      [0.4, 0.12],
      [0.28, -0.015],
      [-0.26, -0.015],
    ],
    hull,
  );
}

function stroke(points: readonly Point[]): [Point, Point] {
  return [points[0] ?? [0, 0], points[1] ?? [0, 0]];
}

/** A tower with a light. */
export function paintLighthouse({ painting, light, random }: Scene, foot: Point, size: number): void {
  const light0 = mix(light.ambient, light.sun, 0.7);
  const white = lit(rgb(0xf2efe8), light0, 1.02);
  const red = lit(rgb(0xc4423a), light0);
  const part = (points: readonly Point[], colour: Rgb) => paintPolygon(painting, placed(points, foot, size), colour);
  part(
    [
      [-0.1, 0],
      [0.1, 0],
      [0.07, 0.78],
      [-0.07, 0.78],
    ],
    white,
  );
  part(
    [
      [0.03, 0],
      [0.1, 0],
      [0.07, 0.78],
      [0.03, 0.78],
    ],
    scale(white, 0.75),
  );
  if (random.chance(0.6))
    part(
      [
        [-0.089, 0.26],
        [0.089, 0.26],
        [0.08, 0.5],
        [-0.08, 0.5],
      ],
      red,
    );
  part(
    [
      [-0.095, 0.78],
      [0.095, 0.78],
      [0.095, 0.81],
      [-0.095, 0.81],
    ],
    scale(red, 0.6),
  );
  part(
    [
      [-0.05, 0.81],
      [0.05, 0.81],
      [0.05, 0.9],
      [-0.05, 0.9],
    ],
    light.elevation < 3 ? [1.5, 1.35, 0.9] : scale(white, 0.6),
  );
  part(
    [
      [-0.065, 0.9],
      [0.065, 0.9],
      [0, 0.99],
    ],
    red,
  );
  if (light.elevation < 3) {
    const lamp: Point = [foot[0], foot[1] - size * 0.855];
    paintDisc(painting, lamp, size * 0.5, rgb(0xffe2a0), { alpha: 0.5, soft: 1 });
  }
}

/** A wooden house at the shore. */
export function paintCabin({ painting, light, random }: Scene, foot: Point, size: number, wall = rgb(0xa83a2c)): void {
  const light0 = mix(light.ambient, light.sun, 0.65);
  const face = lit(wall, light0);
  const part = (points: readonly Point[], colour: Rgb) => paintPolygon(painting, placed(points, foot, size), colour);
  part(
    [
      [-0.5, 0],
      [0.5, 0],
      [0.5, 0.5],
      [-0.5, 0.5],
    ],
    face,
  );
  part(
    [
      [-0.14, 0],
      [0.5, 0],
      [0.5, 0.5],
      [-0.14, 0.5],
    ],
    scale(face, 0.72),
  );
  part(
    [
      [-0.5, 0.5],
      [-0.14, 0.5],
      [-0.32, 0.86],
    ],
    face,
  );
  part(
    [
      [-0.56, 0.46],
      [-0.32, 0.92],
      [0.32, 0.92],
      [0.55, 0.5],
      [-0.1, 0.48],
      [-0.32, 0.84],
    ],
    lit(rgb(0x4a4c52), light0),
  );
  const isLit = light.elevation < 1;
  for (const x of [-0.4, -0.24, 0.02, 0.2, 0.36]) {
    const glass: Rgb = isLit && random.chance(0.75) ? [1.25, 0.92, 0.5] : lit(rgb(0x8fa3b5), light0, 0.7);
    part(
      [
        [x - 0.05, 0.14],
        [x + 0.05, 0.14],
        [x + 0.05, 0.32],
        [x - 0.05, 0.32],
      ],
      lit(rgb(0xf4efe4), light0),
    );
    part(
      [
        [x - 0.036, 0.155],
        [x + 0.036, 0.155],
        [x + 0.036, 0.305],
        [x - 0.036, 0.305],
      ],
      glass,
    );
  }
}
