import { clamp, distanceOf, rgb, smoothstep } from "@shared/media/samples/colour";
import type { Scene } from "@shared/media/samples/scene";

const GLAZE = rgb(0xf0ebde);
const JOINT = rgb(0x9b9488);

/** How much of each of two paints lies at a place. */
interface Paint {
  first: number;
  second: number;
}

/** A wall of glazed tiles: one pattern, painted by hand, that four neighbours make whole. */
export function paintTiles(scene: Scene): void {
  const { painting, random, noise } = scene;
  const { widthPx, heightPx, rgb: pixels } = painting;
  const blue = random.pick([rgb(0x1f4f9c), rgb(0x2a6a9e), rgb(0x27407e), rgb(0x2f7f7a)]);
  const second = random.pick([rgb(0xe2b04a), rgb(0x6c98cf), rgb(0xc9703c), blue]);
  const tile = heightPx / random.between(3.2, 5.5);
  const petals = random.pick([2, 4, 4, 6]);
  const [u, v, lean] = [random.next(), random.next(), random.between(-0.04, 0.04)];
  const ring = random.between(0.5, 0.72);
  const paint: Paint = { first: 0, second: 0 };
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, at += 3) {
      const across = (x + y * lean) / tile + u;
      const down = (y - x * lean) / tile + v;
      const column = Math.floor(across);
      const row = Math.floor(down);
      const fromX = across - column;
      const fromY = down - row;
      const hand = (noise.at(u + across * 0.22, v + down * 0.22) - 0.5) * 0.06;
      patternOf(fromX + hand, fromY - hand, { petals, ring }, paint);
      const kiln = noise.at(column * 0.137 + 0.3, row * 0.211) * 0.16 + 0.86;
      const wear = noise.at(u + (x / widthPx) * 2.3, v + (y / heightPx) * 2.3);
      const joint = smoothstep(0.004, 0.018, Math.min(fromX, fromY, 1 - fromX, 1 - fromY));
      const shine = 0.9 + 0.16 * smoothstep(0.9, 0.1, distanceOf(fromX - 0.3, fromY - 0.3)) + (1 - y / heightPx) * 0.1;
      const strong = paint.first * (0.78 + wear * 0.3);
      const glazed = clamp(joint * (0.92 + wear * 0.1));
      for (let part = 0; part < 3; part++) {
        const under = (GLAZE[part] ?? 0) + ((second[part] ?? 0) - (GLAZE[part] ?? 0)) * paint.second;
        const own = (under + ((blue[part] ?? 0) - under) * strong) * kiln * shine;
        pixels[at + part] = (JOINT[part] ?? 0) + (own - (JOINT[part] ?? 0)) * glazed;
      }
    }
  }
}

/** The paint at a place of a tile; the same at its four sides, so that tiles join. */
function patternOf(x: number, y: number, { petals, ring }: { petals: number; ring: number }, paint: Paint): void {
  const [across, down] = [Math.abs(x - 0.5) * 2, Math.abs(y - 0.5) * 2];
  const far = distanceOf(across, down);
  const angle = Math.atan2(down, across);
  const corner = distanceOf(1 - across, 1 - down);
  const flower = Math.abs(Math.cos(angle * petals)) * 0.42 + 0.08;
  const line = (distance: number, half: number) => smoothstep(half + 0.02, half - 0.02, Math.abs(distance));
  const leaf = smoothstep(0.02, -0.02, far - flower) * smoothstep(0.07, 0.11, far);
  paint.first = Math.max(
    leaf,
    line(far - ring, 0.035),
    line(corner - 0.42, 0.06),
    line(corner - 0.22, 0.03),
    smoothstep(0.06, 0.03, far),
  );
  paint.second = Math.max(
    smoothstep(0.02, -0.02, corner - 0.15),
    line(far - ring - 0.12, 0.025),
    line(across - down, 0.03) * smoothstep(ring, ring + 0.05, far),
  );
}
