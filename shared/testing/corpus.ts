import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** A folder of real photos with what a reference reader says of them, for tests beside the project. */
export interface Corpus {
  folder: string;
  rows: readonly CorpusRow[];
}

/** One row of MANIFEST.tsv. Texts are decoded; empty cells are empty texts. */
export interface CorpusRow {
  path: string;
  format: string;
  /** As stored, before the orientation is applied. */
  width: string;
  height: string;
  cameraMake: string;
  cameraModel: string;
  dateTimeOriginal: string;
  createDate: string;
  offsetTimeOriginal: string;
  orientation: string;
  latitude: string;
  longitude: string;
  title: string;
  description: string;
  keywords: string;
  rating: string;
  /** Whether libvips alone decodes it: "decodes", "decodes only with failOn none", "header only", "no", … */
  decodes: string;
  /** How the file was made, where it was made for the set; it has the true text where the columns have not. */
  note: string;
}

/** What a test hands over to be skipped. Vitest's own context fits. */
interface SkippableContext {
  skip(reason: string): void;
}

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where the photos are: the folder named by IMGSTREAM_PHOTOS, else `shared/photos` beside the repository. */
function findFolder(): string | undefined {
  const named = process.env.IMGSTREAM_PHOTOS;
  const candidates = named === undefined ? [join(REPOSITORY, "../shared/photos")] : [named];
  return candidates.find((folder) => existsSync(join(folder, "MANIFEST.tsv")));
}

const COLUMNS: Readonly<Record<keyof CorpusRow, string>> = {
  path: "path",
  format: "format",
  width: "width",
  height: "height",
  cameraMake: "camera_make",
  cameraModel: "camera_model",
  dateTimeOriginal: "DateTimeOriginal",
  createDate: "CreateDate",
  offsetTimeOriginal: "OffsetTimeOriginal",
  orientation: "Orientation",
  latitude: "GPS_lat",
  longitude: "GPS_lon",
  title: "title",
  description: "description",
  keywords: "keywords",
  rating: "rating",
  decodes: "sharp_0.35.5",
  note: "note",
};

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\" };

function readManifest(folder: string): CorpusRow[] {
  const [head = "", ...lines] = readFileSync(join(folder, "MANIFEST.tsv"), "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  const fields = Object.entries(COLUMNS).map(([field, column]) => [field, names.indexOf(column)] as const);
  return lines.map((line) => {
    const cells = line.split("\t");
    const entries = fields.map(([field, index]) => [field, unescaped(cells[index] ?? "")] as const);
    return Object.fromEntries(entries) as Record<keyof CorpusRow, string>;
  });
}

function unescaped(cell: string): string {
  return cell.replace(/\\([nrt\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** The photos, or undefined after the test was skipped with the reason and how to enable it. */
export function requireCorpus(context: SkippableContext): Corpus | undefined {
  const folder = findFolder();
  if (folder === undefined) {
    context.skip("no photo corpus: set IMGSTREAM_PHOTOS to a folder with MANIFEST.tsv");
    return undefined;
  }
  return { folder, rows: readManifest(folder) };
}

/** The tags of REFERENCE.json by path, keyed `Group:Tag`. Empty where the corpus has none. */
export function readReference({ folder }: Corpus): Map<string, Record<string, unknown>> {
  const path = join(folder, "REFERENCE.json");
  if (!existsSync(path)) return new Map();
  const files = JSON.parse(readFileSync(path, "utf8")) as { SourceFile: string }[];
  return new Map(files.map(({ SourceFile, ...tags }) => [SourceFile.replace(/^\.\//, ""), tags]));
}

/** One file of the corpus. */
export function readCorpusFile({ folder }: Corpus, path: string) {
  const absolute = join(folder, path);
  return { absolute, bytes: readFileSync(absolute), modifiedAtMs: statSync(absolute).mtimeMs };
}
