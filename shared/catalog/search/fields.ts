import type { Unit } from "./amount";
import {
  FORMAT_WORDS,
  HAS_WORDS,
  IS_WORDS,
  LABEL_WORDS,
  ORIENTATION_WORDS,
  PICK_WORDS,
  TYPE_WORDS,
  type Word,
} from "./vocabulary";

interface FieldBase {
  name: string;
  /** Other names that are read as this one; all in lower case. */
  aliases: readonly string[];
  /** Half a sentence for help and completion. */
  description: string;
  examples: readonly [string, ...string[]];
}

/** A column of folded text. */
export interface TextField extends FieldBase {
  kind: "text";
  column: string;
}

/** A text that lies in other tables; each of these has its own condition in compile-text.ts. */
export interface LinkedTextField extends FieldBase {
  kind: "tag" | "album" | "path" | "folder" | "id";
}

export interface AmountField extends FieldBase {
  kind: "amount";
  /** SQL over `photo`, in the unit whose factor is 1. */
  expression: string;
  units: readonly Unit[];
  min: number;
  max: number;
  isWhole: boolean;
  /**
   * What `=` means: `exact`; `written`, whatever rounds to it as written; `measured`, within 2 %, which then also goes for
   * the ends of `>=`, `<=` and ranges.
   */
  matching: "exact" | "written" | "measured";
}

export interface DateField extends FieldBase {
  kind: "date";
  /** A wall time as TIMESTAMP, or a moment as milliseconds since 1970 in UTC. */
  expression: string;
  clock: "local" | "utc";
}

export interface NearField extends FieldBase {
  kind: "near";
}

export interface WordField extends FieldBase {
  kind: "word";
  words: readonly Word[];
}

export type Field = TextField | LinkedTextField | AmountField | DateField | NearField | WordField;

const PLAIN: Unit = { unit: "", aliases: [], factor: 1 };

const SIZE_UNITS: readonly Unit[] = [
  { unit: "B", aliases: ["", "byte", "bytes"], factor: 1 },
  { unit: "kB", aliases: ["k"], factor: 1e3 },
  { unit: "MB", aliases: ["m"], factor: 1e6 },
  { unit: "GB", aliases: ["g"], factor: 1e9 },
  { unit: "TB", aliases: ["t"], factor: 1e12 },
  { unit: "KiB", aliases: [], factor: 1024 },
  { unit: "MiB", aliases: [], factor: 1024 ** 2 },
  { unit: "GiB", aliases: [], factor: 1024 ** 3 },
  { unit: "TiB", aliases: [], factor: 1024 ** 4 },
];

/** In milliseconds. */
const DURATION_UNITS: readonly Unit[] = [
  { unit: "s", aliases: ["", "sec", "second", "seconds"], factor: 1000, takesClock: true },
  { unit: "ms", aliases: [], factor: 1 },
  { unit: "min", aliases: ["m", "minute", "minutes"], factor: 60_000 },
  { unit: "h", aliases: ["hour", "hours"], factor: 3_600_000 },
];

const PIXEL_UNITS: readonly Unit[] = [{ ...PLAIN, aliases: ["px"] }];
const MM_UNITS: readonly Unit[] = [{ ...PLAIN, aliases: ["mm"] }];

function text<const N extends string>(
  name: N,
  aliases: readonly string[],
  description: string,
  examples: TextField["examples"],
) {
  return { kind: "text", name, aliases, description, examples } as const;
}

/** Every field of the language: feeds the parser, help, completion and the table in docs/spec/search.md. */
export const FIELDS = [
  { ...text("title", [], "the title", ["title:sunset", 'title:="Old town"']), column: "title_folded" },
  {
    ...text("description", ["desc", "caption", "comment"], "the description", ['description:"on the way"']),
    column: "description_folded",
  },
  {
    ...text("file", ["filename", "file-name", "name"], "the file's name", ["file:img_12", "file:=IMG_1234.JPG"]),
    column: "file_name_folded",
  },
  { ...text("camera", ["cam", "make", "model"], "make and model", ['camera:"X-T5"']), column: "camera_folded" },
  { ...text("lens", [], "the lens's name", ["lens:35mm"]), column: "lens_folded" },
  {
    kind: "path",
    name: "path",
    aliases: ["filepath", "file-path"],
    description: "the original's path on this device",
    examples: ["path:2021/03"],
  },
  {
    kind: "folder",
    name: "folder",
    aliases: ["dir", "directory"],
    description: "the folder that holds the original",
    examples: ["folder:Trips", "folder:=/home/ann/Pictures"],
  },
  {
    kind: "tag",
    name: "tag",
    aliases: ["tags", "keyword", "keywords"],
    description: "a tag, by one or more whole levels of its path",
    examples: ["tag:places", 'tag:"japan|tokyo"', "tag:=Places|Japan"],
  },
  {
    kind: "album",
    name: "album",
    aliases: ["albums"],
    description: "the title of an album that it was put in",
    examples: ["album:wedding", 'album:="Summer 2021"'],
  },
  {
    kind: "id",
    name: "id",
    aliases: ["photo-id", "photoid"],
    description: "the photo's id, or how it begins",
    examples: ["id:mfzwizltoq"],
  },
  {
    kind: "amount",
    name: "rating",
    aliases: ["stars"],
    description: "stars, 1 to 5; 0 for none given, -1 for rejected",
    examples: ["rating:5", "rating:>=4", "rating:2..3"],
    expression: "photo.rating",
    units: [PLAIN],
    min: -1,
    max: 5,
    isWhole: true,
    matching: "exact",
  },
  {
    kind: "word",
    name: "label",
    aliases: ["colour", "color", "colour-label", "color-label", "colourlabel", "colorlabel"],
    description: "the colour label",
    examples: ["label:red"],
    words: LABEL_WORDS,
  },
  {
    kind: "word",
    name: "pick",
    aliases: ["flag"],
    description: "the flag",
    examples: ["pick:reject"],
    words: PICK_WORDS,
  },
  {
    kind: "date",
    name: "date",
    aliases: ["taken", "captured", "when"],
    description: "when it was taken, by the clock on the wall there",
    examples: ["date:2019..2021", "date:2021-03-01", "date:<2021-03-01T12:30", "date:30d", "date:last-year"],
    expression: "photo.captured_local",
    clock: "local",
  },
  {
    kind: "date",
    name: "imported",
    aliases: ["added"],
    description: "when it came into the library, by the clock here",
    examples: ["imported:today", "imported:>=2024-05"],
    expression: "photo.imported_at_ms",
    clock: "utc",
  },
  {
    kind: "near",
    name: "near",
    aliases: ["around"],
    description: "within a distance of a place: latitude, longitude, radius in m, km or mi",
    examples: ["near:48.86,2.35,10km"],
  },
  {
    kind: "word",
    name: "is",
    aliases: [],
    description: "a state",
    examples: ["is:favourite", "is:trashed", "-is:backed-up"],
    words: IS_WORDS,
  },
  {
    kind: "word",
    name: "has",
    aliases: [],
    description: "something that not every photo has",
    examples: ["has:gps", "-has:tag"],
    words: HAS_WORDS,
  },
  {
    kind: "word",
    name: "type",
    aliases: ["kind"],
    description: "photo, raw, video, or a format",
    examples: ["type:raw", "type:heic"],
    words: TYPE_WORDS,
  },
  {
    kind: "word",
    name: "format",
    aliases: ["extension", "ext"],
    description: "the format, by its name or a usual extension",
    examples: ["format:jpeg", "format:cr3"],
    words: FORMAT_WORDS,
  },
  {
    kind: "word",
    name: "orientation",
    aliases: ["shape"],
    description: "the shape as displayed",
    examples: ["orientation:portrait"],
    words: ORIENTATION_WORDS,
  },
  {
    kind: "amount",
    name: "width",
    aliases: [],
    description: "width in pixels, as displayed",
    examples: ["width:>=3840"],
    expression: "photo.width_px",
    units: PIXEL_UNITS,
    min: 1,
    max: 1e6,
    isWhole: true,
    matching: "exact",
  },
  {
    kind: "amount",
    name: "height",
    aliases: [],
    description: "height in pixels, as displayed",
    examples: ["height:<1080"],
    expression: "photo.height_px",
    units: PIXEL_UNITS,
    min: 1,
    max: 1e6,
    isWhole: true,
    matching: "exact",
  },
  {
    kind: "amount",
    name: "megapixels",
    aliases: ["mp", "mpx"],
    description: "width times height, in millions",
    examples: ["megapixels:>=24"],
    expression: "(photo.width_px::BIGINT * photo.height_px / 1000000)",
    units: [{ ...PLAIN, aliases: ["mp", "mpx"] }],
    min: 0,
    max: 1e6,
    isWhole: false,
    matching: "measured",
  },
  {
    kind: "amount",
    name: "size",
    aliases: ["filesize", "file-size"],
    description: "the file's size: B, kB, MB, GB, TB, or KiB, MiB, GiB, TiB",
    examples: ["size:>10MB", "size:500kB..2MB"],
    expression: "photo.size_bytes",
    units: SIZE_UNITS,
    min: 0,
    max: 1e15,
    isWhole: false,
    matching: "written",
  },
  {
    kind: "amount",
    name: "duration",
    aliases: ["length"],
    description: "how long a video runs: ms, s, min, h, or 1:30",
    examples: ["duration:>1min", "duration:1:30..2:00"],
    expression: "photo.duration_ms",
    units: DURATION_UNITS,
    min: 0,
    max: 1e12,
    isWhole: false,
    matching: "written",
  },
  {
    kind: "amount",
    name: "iso",
    aliases: [],
    description: "the sensitivity",
    examples: ["iso:<1600", "iso:100..400"],
    expression: "photo.iso",
    units: [PLAIN],
    min: 0,
    max: 1e9,
    isWhole: true,
    matching: "exact",
  },
  {
    kind: "amount",
    name: "aperture",
    aliases: ["f", "fnumber", "f-number", "fstop", "f-stop"],
    description: "the f-number",
    examples: ["aperture:<=2.8", "f:1.8"],
    expression: "photo.f_number",
    units: [{ ...PLAIN, before: ["f/", "f"] }],
    min: 0,
    max: 1000,
    isWhole: false,
    matching: "measured",
  },
  {
    kind: "amount",
    name: "exposure",
    aliases: ["shutter", "shutter-speed", "exposure-time"],
    description: "the exposure time in seconds or as a fraction",
    examples: ["exposure:1/250", "exposure:>=2s"],
    expression: "photo.exposure_time_s",
    units: [
      { unit: "", aliases: ["s", "sec"], factor: 1 },
      { unit: "1/", aliases: ["s", "sec"], factor: 1, before: ["1/"] },
    ],
    min: 0,
    max: 1e6,
    isWhole: false,
    matching: "measured",
  },
  {
    kind: "amount",
    name: "focal",
    aliases: ["focal-length", "focallength"],
    description: "the focal length in mm",
    examples: ["focal:50", "focal:70..200mm"],
    expression: "photo.focal_length_mm",
    units: MM_UNITS,
    min: 0,
    max: 1e5,
    isWhole: false,
    matching: "measured",
  },
  {
    kind: "amount",
    name: "focal35",
    aliases: ["focal-35", "focal-length-35"],
    description: "the focal length in mm that gives this view on 35 mm film",
    examples: ["focal35:<=24"],
    expression: "photo.focal_length_35_mm",
    units: MM_UNITS,
    min: 0,
    max: 1e5,
    isWhole: false,
    matching: "measured",
  },
] as const satisfies readonly Field[];

export type FieldName = (typeof FIELDS)[number]["name"];

/** A field with a name that the compiler knows. */
export type KnownField = Field & { name: FieldName };

const BY_NAME: ReadonlyMap<string, KnownField> = new Map(
  FIELDS.flatMap((field: KnownField) => [field.name, ...field.aliases].map((name) => [name, field] as const)),
);

/** The field of this name or alias, in whatever case. */
export function findField(name: string): KnownField | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** The field of this very name. */
export function fieldOf(name: FieldName): KnownField {
  const field = findField(name);
  if (!field) throw new Error(`no field ${name}`);
  return field;
}

/** Every name under which a field is found. */
export const FIELD_NAMES: readonly string[] = [...BY_NAME.keys()];

/** The word of this name or alias, in whatever case. */
export function findWord(field: WordField, name: string): Word | undefined {
  const wanted = name.toLowerCase();
  return field.words.find(({ word, aliases }) => word === wanted || aliases.includes(wanted));
}
