import exifr from "exifr";
import type { Exif } from "@shared/media/tags/exif";
import type { Iptc } from "@shared/media/tags/iptc";
import { decodeUtf8, tidyText } from "@shared/media/tags/text";
import { numbersOfField, textBytesOfField, type TiffDirectory, type TiffField } from "@shared/media/tags/tiff";
import { toPlainXmp, type Xmp } from "@shared/media/tags/xmp";

/** The full tag set of a file as JSON: groups of named values. Binary values are left out. */
export type TagSet = Record<string, Record<string, unknown>>;

const TAG_SET_LIMIT_BYTES = 64 * 1024;
/** Longer number lists are tables of the decoder, not facts of the photo. */
const NUMBERS_LIMIT = 16;
/** Pointers to directories, and blocks that are read on their own. */
const STRUCTURAL = new Set([0x8769, 0x8825, 0xa005, 0x014a, 0x02bc, 0x83bb, 0x8649, 0x8773, 0x927c, 0x0111, 0x0117]);

/** Names of tags come from exifr's dictionaries; one that it does not know stands by its number. */
function nameOf(dictionary: "ifd0" | "exif" | "gps" | "interop", tag: number): string {
  return exifr.tagKeys.get(dictionary)?.get(tag) ?? `0x${tag.toString(16).padStart(4, "0")}`;
}

/** The named values of an EXIF block, by directory. */
export function tagSetOfExif(exif: Exif): TagSet {
  const group = (dictionary: Parameters<typeof nameOf>[0], directory: TiffDirectory) =>
    Object.fromEntries(
      [...directory.values()]
        .filter(({ tag }) => !STRUCTURAL.has(tag))
        .map((field) => [nameOf(dictionary, field.tag), plainValue(exif, field)] as const)
        .filter(([, value]) => value !== null),
    );
  return {
    IFD0: group("ifd0", exif.ifd0),
    ExifIFD: group("exif", exif.exif),
    GPS: group("gps", exif.gps),
    InteropIFD: group("interop", exif.interop),
  };
}

function plainValue({ tiff }: Exif, field: TiffField): unknown {
  if (field.type === 2 || (field.type === 7 && field.count <= 8)) return printable(textBytesOfField(tiff, field));
  if (field.type === 7 || field.count > NUMBERS_LIMIT) return null;
  const numbers = numbersOfField(tiff, field).map((value) => (Number.isFinite(value) ? value : null));
  return numbers.length === 1 ? numbers[0] : numbers;
}

function printable(bytes: Buffer): string | null {
  return tidyText(decodeUtf8(bytes) ?? bytes.toString("latin1"));
}

/** XMP properties under `XMP-prefix`, IPTC records by exifr's names. */
export function tagSetOfXmp(xmp: Xmp): TagSet {
  const set: TagSet = {};
  for (const [name, value] of xmp) {
    const [prefix = "", property = ""] = name.split(":");
    (set[`XMP-${prefix}`] ??= {})[property] = toPlainXmp(value);
  }
  return set;
}

export function tagSetOfIptc(iptc: Iptc): TagSet {
  const names = exifr.tagKeys.get("iptc");
  const entries = [...iptc].map(([key, values]) => {
    const name = names?.get(Number(key.slice(2))) ?? key;
    return [name, values.length === 1 ? values[0] : values] as const;
  });
  return { IPTC: Object.fromEntries(entries) };
}

/** Several sets as one: the first that has a value keeps it; empty groups go. */
export function mergeTagSets(sets: readonly TagSet[]): TagSet {
  const merged: TagSet = {};
  for (const [group, values] of sets.flatMap((set) => Object.entries(set))) {
    if (Object.keys(values).length > 0) merged[group] = { ...values, ...merged[group] };
  }
  return merged;
}

/** The set as JSON text of at most 64 KiB in UTF-8: the longest values go first. */
export function capTagSet(set: TagSet): TagSet {
  const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
  let total = sizeOf(set);
  if (total <= TAG_SET_LIMIT_BYTES) return set;
  const capped: TagSet = Object.fromEntries(Object.entries(set).map(([group, values]) => [group, { ...values }]));
  const longest = Object.entries(capped)
    .flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]) => ({ group, name, size: sizeOf({ [name]: value }) })),
    )
    .sort((one, other) => other.size - one.size);
  for (const { group, name, size } of longest) {
    if (total <= TAG_SET_LIMIT_BYTES) break;
    const values = capped[group];
    if (values) Reflect.deleteProperty(values, name);
    total -= size - 1;
  }
  return capped;
}

/** ExifTool's tags by its own groups. Of binary values it says how long they are: those go, and so does the file system. */
export function tagSetOfExifTool(tags: Readonly<Record<string, unknown>>): TagSet {
  const set: TagSet = {};
  for (const [key, value] of Object.entries(tags)) {
    const [group = "", name] = key.split(":");
    if (name === undefined || group === "System" || group === "ExifTool") continue;
    if (typeof value === "string" && value.startsWith("(Binary data ")) continue;
    (set[group] ??= {})[name] = value;
  }
  return set;
}
