import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildExif } from "@shared/media/testing/build-exif";
import { cornerPicture, jpegWith, segment } from "@shared/media/testing/build-files";

/** A generated folder of files as people have them. */
export interface PhotoFolder {
  root: string;
  /** SHA-256 of every file, by its path within the folder. */
  hashes: ReadonlyMap<string, string>;
  /** How many different photos an import makes of it, those that cannot be decoded among them. */
  photoCount: number;
}

/** EXIF 2.32, 4.6.4 and 4.6.5. */
const IMAGE_DESCRIPTION = 0x010e;
const DATE_TIME_ORIGINAL = 0x9003;
const MONTHS = 6;
const CARDS = ["card-1", "card-2", "Card-3"];

/**
 * Writes a folder with `count` different small photos over several subfolders in which the same names come again, in
 * another case too; every seventh also lies elsewhere as a copy, every ninth has a sidecar. Beside them: one file that
 * cannot be decoded, an empty one, one that is no photo, and sidecars of one name with different words. `sizeBytes`: what
 * each photo has at the least.
 */
export async function savePhotoFolder(root: string, count: number, sizeBytes = 0): Promise<PhotoFolder> {
  const hashes = new Map<string, string>();
  const save = (path: string, bytes: Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
    hashes.set(path, createHash("sha256").update(bytes).digest("hex"));
  };
  const pictures = [await jpegWith({}, cornerPicture(64, 48)), await jpegWith({}, cornerPicture(48, 64))];
  for (let index = 0; index < count; index++) {
    const bytes = withTail(toPhoto(pictures[index % pictures.length]!, index), sizeBytes);
    const path = pathOf(index);
    save(path, bytes);
    if (index % 7 === 3) save(join("copies", `copy of ${index}.jpg`), bytes);
    if (index % 9 === 2) save(sidecarOf(path, index), toSidecar(`Sidecar ${index}`));
  }
  saveOddFiles(save, pictures[0]!);
  return { root, hashes, photoCount: count + ODD_PHOTOS };
}

/** Photos among the odd files. */
const ODD_PHOTOS = 3;

function saveOddFiles(save: (path: string, bytes: Buffer) => void, picture: Buffer): void {
  save("odd/broken.jpg", Buffer.concat([picture.subarray(0, 120), Buffer.from("not a picture any more")]));
  save("odd/empty.jpg", Buffer.alloc(0));
  save("odd/notes.txt", Buffer.from("Neither a photo nor a video.\n"));
  // Two photos of one month and one stem, each with its own sidecar: in the library the sidecars must not meet.
  save("odd/left/same.jpg", toPhoto(picture, 10_001));
  save("odd/left/same.xmp", toSidecar("Left"));
  save("odd/right/same.jpeg", toPhoto(picture, 10_001 + MONTHS));
  save("odd/right/same.xmp", toSidecar("Right"));
}

/** Three cards hold the same names; on the third they are written in another case. */
function pathOf(index: number): string {
  const card = CARDS[index % CARDS.length]!;
  const name = `IMG_${String(Math.floor(index / CARDS.length)).padStart(4, "0")}.jpg`;
  return join(card, card === "Card-3" ? name.toLowerCase() : name);
}

function sidecarOf(path: string, index: number): string {
  return index % 2 === 0 ? `${path}.xmp` : `${path.slice(0, path.lastIndexOf("."))}.xmp`;
}

function toPhoto(picture: Buffer, index: number): Buffer {
  const two = (value: number) => String(value).padStart(2, "0");
  const month = two(1 + (index % MONTHS));
  const time = `2021:${month}:${two(1 + (index % 28))} ${two(index % 24)}:${two(index % 60)}:${two((index * 7) % 60)}`;
  const exif = buildExif({
    ifd0: [{ tag: IMAGE_DESCRIPTION, text: `Photo ${index}` }],
    exif: [{ tag: DATE_TIME_ORIGINAL, text: time }],
  });
  return Buffer.concat([picture.subarray(0, 2), segment(0xe1, "Exif\0\0", exif), picture.subarray(2)]);
}

/** Brings a photo to a size by zeros after its end, which readers pass over. */
function withTail(photo: Buffer, sizeBytes: number): Buffer {
  return Buffer.concat([photo, Buffer.alloc(Math.max(0, sizeBytes - photo.length))]);
}

function toSidecar(title: string): Buffer {
  return Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
      `<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>` +
      `<rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>\n`,
  );
}
