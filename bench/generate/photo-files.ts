import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildExif } from "@shared/media/testing/build-exif";
import { segment } from "@shared/media/testing/build-files";
import { provideFolder } from "@bench/kit/folders";
import { CAMERAS, type Camera } from "./cameras";
import { createRandom, type Random } from "@shared/domain/seeded-random";
import { drawScene, type SceneSize } from "./scene";

export interface PhotoFiles extends SceneSize {
  count: number;
  /** How many different pictures; the files differ in what they say of themselves. */
  scenes: number;
}

/** Photographs as a telephone of twelve megapixels takes them. */
export const TWELVE_MEGAPIXELS = { widthPx: 4000, heightPx: 3000, sizeBytes: 3_100_000, scenes: 8 } as const;
/** The smallest that still are photographs: what remains of the cost of an import when decoding costs nothing. */
export const TINY = { widthPx: 96, heightPx: 72, sizeBytes: 2500, scenes: 8 } as const;

/** Raised when the files come out otherwise than before. */
const VERSION = 1;
/** Files of one folder, as cameras part them. */
export const FILES_PER_FOLDER = 100;
const SEED = 20_240_229;
/** What cameras put beside the tags that we read: notes of the maker. */
const MAKER_NOTE_BYTES = 12_000;
const FIRST_MS = Date.UTC(2019, 5, 1, 9);
const ORIENTATIONS = [1, 1, 1, 6] as const;

/** A folder with this many JPEG files, as `savePhotoFiles` makes them. Made once, used again. */
export function providePhotoFiles(files: PhotoFiles): Promise<string> {
  const { count, widthPx, heightPx, sizeBytes } = files;
  const name = `photos-${VERSION}-${count}-${widthPx}x${heightPx}-${sizeBytes}`;
  return provideFolder(name, (folder) => savePhotoFiles(folder, files));
}

/** Writes JPEG files of which no two are the same, 100 to a subfolder: few pictures, each file with facts of its own. */
export async function savePhotoFiles(folder: string, { count, scenes, ...size }: PhotoFiles): Promise<void> {
  const random = createRandom(SEED);
  const pictures: Buffer[] = [];
  for (let scene = 0; scene < scenes; scene++) pictures.push(await drawScene(createRandom(SEED + scene), size));
  let atMs = FIRST_MS;
  for (let index = 0; index < count; index++) {
    atMs += Math.round(random.waiting(600) * 1000);
    const picture = pictures[index % scenes] ?? Buffer.alloc(0);
    const within = join(folder, `${100 + Math.floor(index / FILES_PER_FOLDER)}BENCH`);
    if (index % FILES_PER_FOLDER === 0) mkdirSync(within);
    const exif = segment(0xe1, "Exif\0\0", exifOf(random, index, atMs, size));
    const file = Buffer.concat([picture.subarray(0, 2), exif, picture.subarray(2)]);
    writeFileSync(join(within, `IMG_${String(index).padStart(6, "0")}.JPG`), file);
  }
}

/** Subfolders that hold the first files of such a folder; `count` is a whole number of them. */
export function firstFolders(folder: string, count: number): string[] {
  return Array.from({ length: count / FILES_PER_FOLDER }, (_, index) => join(folder, `${100 + index}BENCH`));
}

function exifOf(random: Random, index: number, atMs: number, { widthPx, heightPx }: SceneSize): Buffer {
  const camera: Camera = random.pick(CAMERAS);
  const when = new Date(atMs).toISOString();
  const taken = `${when.slice(0, 10).replaceAll("-", ":")} ${when.slice(11, 19)}`;
  return buildExif({
    ifd0: [
      { tag: 0x010f, text: camera.name.make },
      { tag: 0x0110, text: camera.name.model },
      { tag: 0x0112, short: random.pick(ORIENTATIONS) },
      { tag: 0x0132, text: taken },
    ],
    exif: [
      { tag: 0x829a, rationals: [[1, 60 + random.below(2000)]] },
      { tag: 0x829d, rationals: [[14 + random.below(80), 10]] },
      { tag: 0x8827, short: 50 << random.below(7) },
      { tag: 0x9003, text: taken },
      { tag: 0x9011, text: "+02:00" },
      { tag: 0x9291, text: String(atMs % 1000).padStart(3, "0") },
      { tag: 0x920a, rationals: [[18 + random.below(182), 1]] },
      ...(widthPx > 1000 ? [{ tag: 0x927c, bytes: Buffer.alloc(MAKER_NOTE_BYTES, index & 0xff) }] : []),
      { tag: 0xa002, long: widthPx },
      { tag: 0xa003, long: heightPx },
      { tag: 0xa405, short: 18 + random.below(182) },
      { tag: 0xa420, text: index.toString(16).padStart(32, "0") },
      { tag: 0xa434, text: random.pick(camera.lenses) },
    ],
    gps: [
      { tag: 0x01, text: "N" },
      {
        tag: 0x02,
        rationals: [
          [random.below(60), 1],
          [random.below(60), 1],
          [random.below(6000), 100],
        ],
      },
      { tag: 0x03, text: "E" },
      {
        tag: 0x04,
        rationals: [
          [random.below(120), 1],
          [random.below(60), 1],
          [random.below(6000), 100],
        ],
      },
    ],
  });
}
