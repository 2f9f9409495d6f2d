import { mix, type Rgb, rgb, scale, smoothstep } from "@shared/media/samples/colour";
import { paintDisc, paintPolygon, type Point } from "@shared/media/samples/painting";
import type { Scene } from "@shared/media/samples/scene";
import { LAMPS } from "@shared/media/samples/scenes/lamps";

/** A street in the rain at night: lamps out of focus, and once more on the wet ground. */
export function paintRain(scene: Scene): void {
  const { painting, random, noise } = scene;
  const { widthPx, heightPx, rgb: pixels } = painting;
  const [cool, deep] = [random.pick([rgb(0x1c2b4a), rgb(0x2a2140), rgb(0x123038)]), rgb(0x07090f)];
  const groundPx = heightPx * random.between(0.56, 0.68);
  const [u, v] = [random.next(), random.next()];
  for (let y = 0, at = 0; y < heightPx; y++) {
    const base = mix(deep, cool, 0.35 + 0.65 * Math.exp(-(((y - groundPx * 0.8) / (heightPx * 0.3)) ** 2)));
    for (let x = 0; x < widthPx; x++, at += 3)
      pixels.set(scale(base, 0.75 + noise.at(u + x / widthPx, v + y / heightPx) * 0.5), at);
  }
  const hues = [...LAMPS, rgb(0xff5a4a), rgb(0x5ad0ff), rgb(0x6affb0), rgb(0xff6ad0)] as const;
  for (let lamp = 0; lamp < 46; lamp++) {
    const near = random.next();
    const radius = heightPx * (0.008 + near * 0.05);
    const x = widthPx * (0.5 + random.normal() * (0.12 + near * 0.3));
    const y = groundPx - heightPx * (0.03 + near * random.between(0.05, 0.5));
    const colour = hues[random.below(hues.length)] ?? hues[0];
    paintDisc(painting, [x, y], radius, scale(colour, random.between(0.6, 1.2)), {
      alpha: random.between(0.25, 0.75),
      soft: 0.14,
    });
    paintGleam(scene, {
      x,
      y: groundPx + (groundPx - y) * 0.55,
      half: radius * 0.8,
      length: heightPx * (0.12 + near * 0.22),
      colour,
    });
  }
  if (random.chance(0.75))
    paintUmbrella(
      scene,
      [widthPx * random.between(0.28, 0.72), groundPx + heightPx * 0.14],
      heightPx * random.between(0.3, 0.42),
    );
  for (let drop = 0; drop < 260; drop++) {
    const [x, y, size] = [random.next() * widthPx, random.next() * heightPx, heightPx * random.between(0.008, 0.03)];
    paintPolygon(
      painting,
      [
        [x, y],
        [x + 1.2, y],
        [x + 1.2 - size * 0.12, y + size],
        [x - size * 0.12, y + size],
      ],
      rgb(0xb8c8e0),
      random.between(0.06, 0.25),
    );
  }
}

/** A lamp on wet asphalt: drawn out, broken by its roughness. */
function paintGleam(
  { painting, noise, random }: Scene,
  { x, y, half, length, colour }: { x: number; y: number; half: number; length: number; colour: Rgb },
): void {
  const { widthPx, heightPx, rgb: pixels } = painting;
  const u = random.next();
  for (let row = Math.max(0, Math.floor(y - length)); row < Math.min(heightPx, y + length); row++) {
    const away = Math.exp(-(((row - y) / (length * 0.5)) ** 2)) * 0.5;
    const sway = (noise.at(u, row / (heightPx * 0.35)) - 0.5) * half * 3;
    const broken = smoothstep(0.3, 0.62, noise.at(u + 0.3, row / (heightPx * 0.12)));
    for (let column = Math.max(0, Math.floor(x - half * 2.5)); column < Math.min(widthPx, x + half * 2.5); column++) {
      const share = away * broken * Math.exp(-(((column - x - sway) / half) ** 2));
      const at = (row * widthPx + column) * 3;
      for (let part = 0; part < 3; part++) pixels[at + part] = (pixels[at + part] ?? 0) + (colour[part] ?? 0) * share;
    }
  }
}

function paintUmbrella({ painting, random }: Scene, [x, foot]: Point, size: number): void {
  const dark = rgb(0x06070b);
  const cloth = random.pick([rgb(0x8f1f22), rgb(0x10131c), rgb(0xb58a1c), rgb(0x20384f)]);
  const at = (across: number, up: number): Point => [x + across * size, foot - up * size];
  const person = [
    [-0.1, 0.02],
    [-0.07, 0.3],
    [-0.1, 0.56],
    [-0.05, 0.62],
    [0.05, 0.62],
    [0.1, 0.56],
    [0.08, 0.3],
    [0.11, 0.02],
    [0.03, 0],
    [0.01, 0.26],
    [-0.02, 0],
  ] as const;
  paintPolygon(
    painting,
    person.map(([across, up]) => at(across, up)),
    dark,
  );
  paintDisc(painting, at(0, 0.68), size * 0.055, dark);
  const arc = Array.from({ length: 17 }, (_, step) =>
    at(-Math.cos((step / 16) * Math.PI) * 0.34, 0.7 + Math.sin((step / 16) * Math.PI) * 0.24),
  );
  const scallops = Array.from({ length: 13 }, (_, step) =>
    at(0.34 - (step / 12) * 0.68, 0.7 + (step % 3 === 0 ? 0 : 0.025)),
  );
  paintPolygon(painting, [...arc, ...scallops], cloth);
  paintPolygon(painting, [at(0.005, 0.45), at(0.02, 0.45), at(0.012, 0.97), at(0, 0.97)], dark);
}
