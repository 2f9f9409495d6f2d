import { fromPixels } from "@shared/media/decode-sharp";
import type { Pixels } from "@shared/media/pixels";
import type { Random } from "@shared/domain/seeded-random";

export interface SceneSize {
  widthPx: number;
  heightPx: number;
  /** What its JPEG should come to, within a tenth. */
  sizeBytes: number;
}

/** Coarsest structure of a scene: so many cells along its longer side. */
const COARSEST_CELLS = 4;
const SHAPES = 60;
/** Grain of a sensor, in steps of 255. */
const GRAIN = 2.5;
const QUALITY = { least: 40, most: 98 };

/**
 * A JPEG that costs what a photograph of this size costs: structure at every scale with less and less of it towards the fine
 * end, colours that change slowly, hard edges, grain; 4:2:0, and just the quality that brings it to its size.
 */
export async function drawScene(random: Random, size: SceneSize): Promise<Buffer> {
  const picture = await draw(random, size);
  let { least, most } = QUALITY;
  let best = await encode(picture, most);
  while (least < most - 1) {
    const quality = Math.floor((least + most) / 2);
    const jpeg = await encode(picture, quality);
    if (Math.abs(jpeg.length - size.sizeBytes) < Math.abs(best.length - size.sizeBytes)) best = jpeg;
    if (jpeg.length > size.sizeBytes) most = quality;
    else least = quality;
  }
  return best;
}

function encode(picture: Pixels, quality: number): Promise<Buffer> {
  return fromPixels(picture).jpeg({ quality, chromaSubsampling: "4:2:0" }).toBuffer();
}

async function draw(random: Random, { widthPx, heightPx }: SceneSize): Promise<Pixels> {
  const brightness = await octaves(random, { widthPx, heightPx }, Number.POSITIVE_INFINITY);
  const warmth = await octaves(random, { widthPx, heightPx }, COARSEST_CELLS * 4);
  const [sky, ground] = [90 + random.below(90), 40 + random.below(90)];
  const bytes = Buffer.alloc(widthPx * heightPx * 3);
  for (let y = 0, at = 0; y < heightPx; y++) {
    const base = sky + ((ground - sky) * y) / heightPx;
    for (let x = 0; x < widthPx; x++, at++) {
      const grey = base + (brightness[at] ?? 0) + (random.next() + random.next() - 1) * GRAIN * 2;
      const warm = (warmth[at] ?? 0) / 2;
      bytes[at * 3] = toByte(grey + warm);
      bytes[at * 3 + 1] = toByte(grey);
      bytes[at * 3 + 2] = toByte(grey - warm);
    }
  }
  const picture: Pixels = { bytes, widthPx, heightPx, channels: 3 };
  for (let shape = 0; shape < SHAPES; shape++) drawShape(random, picture);
  return picture;
}

const toByte = (value: number) => Math.max(0, Math.min(255, Math.round(value)));

/** Noise of every scale from the coarsest up to `finestCells`: twice as fine, half as strong. Around 0. */
async function octaves(
  random: Random,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  finestCells: number,
): Promise<Float32Array> {
  const sum = new Float32Array(widthPx * heightPx);
  const longest = Math.max(widthPx, heightPx);
  for (
    let cells = COARSEST_CELLS, strength = 0.5;
    cells <= Math.min(finestCells, longest);
    cells *= 2, strength *= 0.6
  ) {
    const width = Math.max(2, Math.round((cells * widthPx) / longest));
    const height = Math.max(2, Math.round((cells * heightPx) / longest));
    const noise = Buffer.from(random.bytes(width * height));
    const layer = await fromPixels({ bytes: noise, widthPx: width, heightPx: height, channels: 1 })
      .resize({ width: widthPx, height: heightPx, fit: "fill", kernel: "cubic" })
      .extractChannel(0)
      .raw()
      .toBuffer();
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + ((layer[at] ?? 0) - 128) * strength;
  }
  return sum;
}

/** A wall, a window, a leaf: a box or an ellipse of one colour, turned, with hard edges; the ground shines through. */
function drawShape(random: Random, { bytes, widthPx, heightPx }: Pixels): void {
  const longest = Math.max(widthPx, heightPx);
  const [centreX, centreY] = [random.below(widthPx), random.below(heightPx)];
  const [across, down] = [random.waiting(longest / 40) + 1, random.waiting(longest / 40) + 1];
  const angle = random.between(0, Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const colour = [random.below(256), random.below(256), random.below(256)];
  const opacity = random.between(0.3, 1);
  const isBox = random.chance(0.6);
  const reach = Math.ceil(Math.hypot(across, down));
  for (let y = Math.max(0, centreY - reach); y < Math.min(heightPx, centreY + reach); y++) {
    for (let x = Math.max(0, centreX - reach); x < Math.min(widthPx, centreX + reach); x++) {
      const u = ((x - centreX) * cos + (y - centreY) * sin) / across;
      const v = ((y - centreY) * cos - (x - centreX) * sin) / down;
      if (isBox ? Math.max(Math.abs(u), Math.abs(v)) > 1 : u * u + v * v > 1) continue;
      const at = (y * widthPx + x) * 3;
      for (const [channel, wanted] of colour.entries()) {
        const under = bytes[at + channel] ?? 0;
        bytes[at + channel] = toByte(under + (wanted - under) * opacity);
      }
    }
  }
}
