import { posix } from "node:path";

const FOLDERS_MAX = 8;
const STEM_BYTES_MAX = 120;
const EXTENSION_BYTES_MAX = 20;
/** Names Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const GENERATION = /~(\d+)(?=\.[^.]*$|$)/;

/**
 * Where the bytes of an object lie, below the folder, by forward slashes: `<bucket>/a/b~<generation>.jpg`. The generation
 * alone makes it unique; the rest is there for whoever looks into the folder.
 */
export function toObjectPath(bucket: string, name: string, generation: number): string {
  const segments = name.split("/");
  const folders = segments.slice(0, -1).slice(0, FOLDERS_MAX);
  const last = segments.slice(folders.length).join("_");
  const extension = posix.extname(last);
  const isShort = Buffer.byteLength(extension) <= EXTENSION_BYTES_MAX;
  const stem = isShort ? last.slice(0, last.length - extension.length) : last;
  const file = `${toSegment(stem)}~${generation}${isShort ? toPlain(extension) : ""}`;
  return [bucket, ...folders].map(toSegment).concat(file).join("/");
}

/** The generation in the name of a file; undefined for a file that is none of ours. */
export function parseGeneration(fileName: string): number | undefined {
  const digits = GENERATION.exec(fileName)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function toSegment(text: string): string {
  const cut = cutTo(toPlain(text), STEM_BYTES_MAX).replace(/^\.+|[. ]+$/g, (edge) => "_".repeat(edge.length));
  return cut === "" || RESERVED.test(cut) ? `_${cut}` : cut;
}

/** Without what some file system refuses, and without the mark that stands before the generation. */
function toPlain(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[<>:"\\|?*~/\u0000-\u001f\u007f]|[. ]$/g, "_");
}

function cutTo(text: string, bytesMax: number): string {
  let bytes = 0;
  let cut = "";
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > bytesMax) break;
    cut += character;
  }
  return cut;
}
