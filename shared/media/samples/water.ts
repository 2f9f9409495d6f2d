import { clamp, lit, mix, type Rgb, rgb } from "@shared/media/samples/colour";
import type { Scene } from "@shared/media/samples/scene";

export interface Water {
  /** Where the water begins, in pixels from the top; all above it is mirrored. */
  fromPx: number;
  toPx: number;
  /** 0 a mirror, 1 a choppy sea. */
  rough: number;
  colour?: Rgb;
  /** Where the sun stands, in pixels; its path lies on the water when it is low. */
  sun?: readonly [number, number];
}

const DEEP = rgb(0x1d4258);

/** Water up to the picture's lower part: what stands above it comes back from the waves. */
export function paintWater({ painting, light, noise, random }: Scene, water: Water): void {
  const { widthPx, heightPx, rgb: pixels } = painting;
  const { rough, sun } = water;
  const fromPx = Math.round(water.fromPx);
  const own = lit(water.colour ?? DEEP, mix(light.ambient, light.horizon, 0.6), 1.2);
  const [u, v] = [random.next(), random.next()];
  const isLow = sun !== undefined && light.elevation < 16 && light.elevation > -4 && light.weather !== "overcast";
  for (let y = fromPx; y < Math.min(heightPx, water.toPx); y++) {
    const near = (y - fromPx) / (heightPx - fromPx);
    const rows = 1 / (near + 0.06);
    const wave = rough * (3 + 46 * near) * (heightPx / 1000);
    const reflecting = clamp(0.92 - near * (0.28 + 0.45 * rough), 0.15);
    const pathWidth = widthPx * (0.018 + 0.1 * near) * (0.5 + rough);
    for (let x = 0, at = y * widthPx * 3; x < widthPx; x++, at += 3) {
      const s = u + (x / widthPx - 0.5) * rows * 0.22;
      const ripple = noise.at(s, v + rows * 1.1) - 0.5;
      const fine = noise.at(s * 4.3 + 0.2, v + rows * 4.7) - 0.5;
      const bend = ripple * 0.65 + fine * 0.6;
      const fromX = clamp(Math.round(x + bend * wave * 0.5), 0, widthPx - 1);
      const fromY = clamp(Math.round(fromPx - 1 - (y - fromPx) * 0.93 + bend * wave * 2.2), 0, fromPx - 1);
      const from = (fromY * widthPx + fromX) * 3;
      const share = clamp(reflecting - bend * rough * 0.9, 0.08, 0.96);
      const path = isLow
        ? Math.exp(-(((x - sun[0]) / pathWidth) ** 2)) * clamp((bend + 0.06) * 9) * (0.45 + 0.55 * rough)
        : 0;
      for (let part = 0; part < 3; part++) {
        const seen = own[part] ?? 0;
        const value = seen + ((pixels[from + part] ?? 0) - seen) * share;
        pixels[at + part] = value + ((light.sun[part] ?? 0) * 1.25 - value) * clamp(path);
      }
    }
  }
}
