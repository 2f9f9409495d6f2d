import { lit, mix, type Rgb, rgb, scale } from "@shared/media/samples/colour";
import { paintPolygon, type Point } from "@shared/media/samples/painting";
import { placed } from "@shared/media/samples/scenes/placed";
import type { Scene } from "@shared/media/samples/scene";

/** A gate in the water or before the sky, seen from the front. */
export function paintTorii({ painting, light }: Scene, foot: Point, size: number): void {
  const red = lit(rgb(0xd8452a), mix(light.ambient, light.sun, 0.6), 1.05);
  const dark = scale(red, 0.45);
  const part = (points: readonly Point[], colour: Rgb) => paintPolygon(painting, placed(points, foot, size), colour);
  for (const side of [-1, 1]) {
    part(
      [
        [side * 0.37, 0],
        [side * 0.43, 0],
        [side * 0.385, 0.9],
        [side * 0.335, 0.9],
      ],
      red,
    );
    part(
      [
        [side * 0.41, 0],
        [side * 0.43, 0],
        [side * 0.385, 0.9],
        [side * 0.37, 0.9],
      ],
      dark,
    );
    part(
      [
        [side * 0.345, 0],
        [side * 0.46, 0],
        [side * 0.455, 0.06],
        [side * 0.35, 0.06],
      ],
      dark,
    );
  }
  part(
    [
      [-0.47, 0.64],
      [0.47, 0.64],
      [0.47, 0.7],
      [-0.47, 0.7],
    ],
    red,
  );
  part(
    [
      [-0.035, 0.68],
      [0.035, 0.68],
      [0.035, 0.88],
      [-0.035, 0.88],
    ],
    red,
  );
  part(
    [
      [-0.55, 0.86],
      [0.55, 0.86],
      [0.57, 0.93],
      [-0.57, 0.93],
    ],
    red,
  );
  part(
    [
      [-0.64, 1.03],
      [-0.3, 0.955],
      [0.3, 0.955],
      [0.64, 1.03],
      [0.62, 0.945],
      [0.3, 0.92],
      [-0.3, 0.92],
      [-0.62, 0.945],
    ],
    dark,
  );
}

/** A tower of five roofs. */
export function paintPagoda({ painting, light }: Scene, foot: Point, size: number): void {
  const wood = lit(rgb(0x7d4a33), mix(light.ambient, light.sun, 0.5), 0.9);
  const roof = lit(rgb(0x39414a), light.ambient, 0.8);
  const part = (points: readonly Point[], colour: Rgb) => paintPolygon(painting, placed(points, foot, size), colour);
  for (let storey = 0; storey < 5; storey++) {
    const [low, half] = [storey * 0.16, 0.13 - storey * 0.014];
    part(
      [
        [-half, low],
        [half, low],
        [half, low + 0.1],
        [-half, low + 0.1],
      ],
      wood,
    );
    const out = half + 0.1 - storey * 0.008;
    part(
      [
        [-out, low + 0.095],
        [0, low + 0.11],
        [out, low + 0.095],
        [half * 0.75, low + 0.165],
        [-half * 0.75, low + 0.165],
      ],
      roof,
    );
  }
  part(
    [
      [-0.012, 0.8],
      [0.012, 0.8],
      [0.004, 1],
      [-0.004, 1],
    ],
    roof,
  );
}
