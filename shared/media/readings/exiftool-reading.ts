import type { ExifToolTags } from "@shared/media/exiftool";
import { tidyText } from "@shared/media/tags/text";
import { readOffset, withSubSeconds, type StatedTime } from "@shared/media/tags/when";
import { altitudeOf, directionOf, inRange } from "@shared/media/readings/place";
import { ratingOf, ratingOfPercent } from "@shared/media/readings/rating";
import {
  positive,
  stated,
  statedTime,
  type Draft,
  type Reading,
  type ReadingSource,
} from "@shared/media/readings/reading";
import { tidyList } from "@shared/media/readings/xmp-reading";

/** The tags of one kind of metadata, looked up by name over its groups. */
interface Group {
  value(...names: string[]): unknown;
  text(...names: string[]): string | undefined;
  number(...names: string[]): number | undefined;
}

/** Groups that are not what the photo itself states: the file system, its thumbnail, ExifTool's own. */
const FOREIGN = /^(System|File|ExifTool\d*|IFD1|Track\d+|Composite|ICC.*|JFIF|MPF\d*|Copy\d)$/;
const CONTAINER = /^(QuickTime|Keys|ItemList|UserData|RIFF|Matroska|ASF|Track\d+|H264|M2TS|PNG|JSON|Jpeg2000|Real.*)$/;

function kindOf(group: string): ReadingSource | undefined {
  if (group.startsWith("XMP")) return "xmp";
  if (group.startsWith("IPTC")) return "iptc";
  if (CONTAINER.test(group)) return "container";
  return FOREIGN.test(group) ? undefined : "exif";
}

/** Where a tag of this name is looked for first. */
const PREFERRED: Readonly<Record<ReadingSource, readonly string[]>> = {
  exif: ["ExifIFD", "IFD0", "GPS", "SubIFD", "CanonRaw", "SigmaRaw", "CIFF"],
  xmp: ["XMP-dc", "XMP-exif", "XMP-xmp", "XMP-photoshop", "XMP-tiff"],
  iptc: ["IPTC"],
  container: ["Keys", "ItemList", "UserData", "QuickTime", "RIFF", "Matroska", "ASF"],
};

function groupOf(tags: ExifToolTags, source: ReadingSource): Group {
  const byName = new Map<string, { rank: number; value: unknown }>();
  for (const [key, value] of Object.entries(tags)) {
    const colon = key.indexOf(":");
    const group = key.slice(0, colon);
    if (colon < 0 || kindOf(group) !== source) continue;
    const preferred = PREFERRED[source].indexOf(group);
    const rank = preferred < 0 ? PREFERRED[source].length : preferred;
    const name = key.slice(colon + 1);
    const known = byName.get(name);
    if (!known || rank < known.rank) byName.set(name, { rank, value });
  }
  const value = (...names: string[]) =>
    names.map((name) => byName.get(name)?.value).find((found) => found !== undefined);
  return {
    value,
    text: (...names) => {
      const found = value(...names);
      const text = typeof found === "number" ? String(found) : found;
      return typeof text === "string" ? (tidyText(text) ?? undefined) : undefined;
    },
    number: (...names) => {
      const found = Number(value(...names) ?? Number.NaN);
      return Number.isNaN(found) ? undefined : found;
    },
  };
}

/** What ExifTool found, as one reading for each kind of metadata. */
export function readingsOfExifTool(tags: ExifToolTags): Reading[] {
  const size = /^(\d+)[x ](\d+)$/.exec(text(tags["Composite:ImageSize"]));
  const shape = {
    widthPx: positive(size ? Number(size[1]) : undefined),
    heightPx: positive(size ? Number(size[2]) : undefined),
    durationMs: durationOf(tags),
  };
  return [
    readingOf(groupOf(tags, "exif"), "exif", {}),
    readingOf(groupOf(tags, "xmp"), "xmp", {}),
    readingOf(groupOf(tags, "iptc"), "iptc", {}),
    readingOf(groupOf(tags, "container"), "container", shape),
  ];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function durationOf(tags: ExifToolTags): number | undefined {
  const keys = ["QuickTime:Duration", "Composite:Duration", "RIFF:Duration", "Matroska:Duration", "ASF:Duration"];
  const seconds = keys.map((key) => tags[key]).find((value) => typeof value === "number");
  const ms = positive(seconds === undefined ? undefined : Math.round(seconds * 1000));
  return ms !== undefined && Number.isSafeInteger(ms) ? ms : undefined;
}

function readingOf(group: Group, source: ReadingSource, shape: Draft): Reading {
  const notes: string[] = [];
  return stated(source, notes, {
    ...shape,
    ...timesOf(group, source, notes),
    ...placeOf(group, notes),
    orientation: group.number("Orientation"),
    cameraMake: group.text("Make"),
    cameraModel: group.text("Model"),
    lensModel: group.text("LensModel", "Lens"),
    exposureTimeS: positive(group.number("ExposureTime")),
    fNumber: positive(group.number("FNumber")),
    iso: positive(group.number("ISO")),
    focalLengthMm: positive(group.number("FocalLength")),
    focalLength35Mm: positive(group.number("FocalLengthIn35mmFormat")),
    title: group.text("Title", "ObjectName", "XPTitle"),
    description: group.text("Description", "Caption-Abstract", "ImageDescription", "XPComment"),
    keywords: keywordsOf(group),
    rating: ratingOf(group.number("Rating"), notes) ?? ratingOfPercent(group.number("RatingPercent")),
    contentIdentifier: group.text("ContentIdentifier", "MediaGroupUUID"),
  });
}

function timesOf(group: Group, source: ReadingSource, notes: string[]): Draft {
  const time = (name: string, subSeconds: string, offset: string): StatedTime | undefined => {
    const found = statedTime(group.text(name), notes);
    if (!found) return undefined;
    const exact = withSubSeconds(found, group.text(subSeconds) ?? "");
    return { ...exact, offsetMinutes: readOffset(group.text(offset) ?? "") ?? exact.offsetMinutes };
  };
  if (source === "container") {
    // QuickTime counts seconds in UTC (ISO 14496-12, 8.2.2); Apple's CreationDate has wall time and zone.
    const created = statedTime(group.text("CreateDate", "MediaCreateDate"), notes);
    return {
      original: statedTime(group.text("CreationDate", "DateTimeOriginal"), notes),
      digitized: created && { ...created, offsetMinutes: 0 },
    };
  }
  if (source === "iptc") {
    const at = [group.text("DateCreated"), group.text("TimeCreated")].filter((part) => part !== undefined).join(" ");
    return { original: statedTime(at, notes) };
  }
  return {
    original: time("DateTimeOriginal", "SubSecTimeOriginal", "OffsetTimeOriginal") ?? time("DateCreated", "", ""),
    digitized: time("CreateDate", "SubSecTimeDigitized", "OffsetTimeDigitized"),
    modified: time("ModifyDate", "SubSecTime", "OffsetTime"),
  };
}

function placeOf(group: Group, notes: string[]): Draft {
  const [north, east, up] = (group.text("GPSCoordinates") ?? "").split(" ").map(Number);
  const latitude = group.number("GPSLatitude") ?? north;
  const longitude = group.number("GPSLongitude") ?? east;
  const isSouth = /^s/i.test(group.text("GPSLatitudeRef") ?? "");
  const isWest = /^w/i.test(group.text("GPSLongitudeRef") ?? "");
  if (latitude === undefined || longitude === undefined || Number.isNaN(latitude + longitude)) return {};
  const signed = (value: number, isNegative: boolean) => (isNegative ? -Math.abs(value) : value);
  const isBelow = group.number("GPSAltitudeRef") === 1;
  return {
    ...inRange(signed(latitude, isSouth), signed(longitude, isWest), notes),
    altitudeM: altitudeOf(group.number("GPSAltitude") ?? up, isBelow, notes),
    directionDegrees: directionOf(group.number("GPSImgDirection")),
  };
}

function keywordsOf(group: Group): string[] | undefined {
  const found = group.value("Subject", "Keywords");
  if (Array.isArray(found)) return tidyList(found.map(String));
  if (typeof found === "string" || typeof found === "number") return tidyList([String(found)]);
  return tidyList(group.text("XPKeywords")?.split(";") ?? []);
}
