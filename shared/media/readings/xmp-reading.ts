import { textOfXmp, textsOfXmp, type Xmp } from "@shared/media/tags/xmp";
import { tidyText } from "@shared/media/tags/text";
import { readWhen, type StatedTime } from "@shared/media/tags/when";
import { altitudeOf, angleOfXmp, directionOf, placeOf } from "@shared/media/readings/place";
import { ratingOf, ratingOfPercent } from "@shared/media/readings/rating";
import { positive, stated, statedTime, type Draft, type Reading } from "@shared/media/readings/reading";

type Find = (name: string) => string | undefined;

/** What XMP properties state. Used for packets inside files and for sidecars. */
export function readingOfXmp(xmp: Xmp): Reading {
  const find: Find = (name) => tidyText(textOfXmp(xmp.get(name))) ?? undefined;
  const notes: string[] = [];
  return stated("xmp", notes, {
    ...timesOf(find, notes),
    ...placeFields(find, notes),
    ...cameraOf(find, xmp),
    ...wordsOf(find, xmp, notes),
    orientation: numberOf(find("tiff:Orientation")),
    contentIdentifier: find("xmpMM:ContentIdentifier"),
  });
}

function timesOf(find: Find, notes: string[]): Draft {
  const first = (...names: string[]): StatedTime | undefined => {
    for (const name of names) {
      const time = statedTime(find(name), notes);
      if (time) return time;
    }
    return undefined;
  };
  return {
    original: first("exif:DateTimeOriginal", "photoshop:DateCreated"),
    digitized: first("xmp:CreateDate", "exif:DateTimeDigitized"),
    modified: first("tiff:DateTime", "xmp:ModifyDate"),
    gpsUtc: gpsTimeOf(find("exif:GPSTimeStamp")),
  };
}

function gpsTimeOf(text: string | undefined): string | undefined {
  const read = readWhen(text ?? "");
  return typeof read === "string" || !text?.includes(":") ? undefined : read.local;
}

function placeFields(find: Find, notes: string[]): Draft {
  const latitude = angleOfXmp(find("exif:GPSLatitude"));
  const longitude = angleOfXmp(find("exif:GPSLongitude"));
  return {
    ...placeOf(latitude, longitude, notes),
    altitudeM: altitudeOf(rationalOf(find("exif:GPSAltitude")), find("exif:GPSAltitudeRef") === "1", notes),
    directionDegrees: directionOf(rationalOf(find("exif:GPSImgDirection"))),
  };
}

function cameraOf(find: Find, xmp: Xmp): Draft {
  const [iso] = textsOfXmp(xmp.get("exif:ISOSpeedRatings") ?? xmp.get("exifEX:PhotographicSensitivity"));
  return {
    cameraMake: find("tiff:Make"),
    cameraModel: find("tiff:Model"),
    lensModel: find("exifEX:LensModel") ?? find("aux:Lens"),
    exposureTimeS: positive(rationalOf(find("exif:ExposureTime"))),
    fNumber: positive(rationalOf(find("exif:FNumber"))),
    iso: positive(wholeOf(iso)),
    focalLengthMm: positive(rationalOf(find("exif:FocalLength"))),
    focalLength35Mm: positive(rationalOf(find("exif:FocalLengthIn35mmFilm"))),
  };
}

function wordsOf(find: Find, xmp: Xmp, notes: string[]): Draft {
  const list = (name: string) => tidyList(textsOfXmp(xmp.get(name)));
  const paths = list("lr:hierarchicalSubject") ?? list("digiKam:TagsList")?.map((path) => path.replaceAll("/", "|"));
  const stars = numberOf(find("xmp:Rating"));
  return {
    title: find("dc:title"),
    description: find("dc:description"),
    keywords: list("dc:subject") ?? paths,
    keywordPaths: paths,
    rating: ratingOf(stars, notes) ?? ratingOfPercent(numberOf(find("MicrosoftPhoto:Rating"))),
    colourLabel: labelOf(find("xmp:Label")),
  };
}

/** The colour that a label names, in English or in our own words; programs translate it, and people write others. */
function labelOf(label: string | undefined): Reading["colourLabel"] {
  switch (label?.toLowerCase()) {
    case "red":
      return "red";
    case "yellow":
      return "yellow";
    case "green":
      return "green";
    case "blue":
      return "blue";
    case "purple":
      return "purple";
    default:
      return undefined;
  }
}

/** Each once, blanks around them gone, in their order. Undefined when nothing is left. */
export function tidyList(texts: readonly string[]): string[] | undefined {
  const tidy = texts.map((text) => tidyText(text)).filter((text) => text !== null);
  return tidy.length > 0 ? [...new Set(tidy)] : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  const value = Number(text ?? "");
  return text === undefined || Number.isNaN(value) ? undefined : value;
}

function wholeOf(text: string | undefined): number | undefined {
  const value = numberOf(text);
  return value !== undefined && value <= 2 ** 31 - 1 ? Math.round(value) : undefined;
}

/** "1/200" or "0.005" (XMP specification part 2, Rational). */
function rationalOf(text: string | undefined): number | undefined {
  const match = /^\s*(-?\d+)\s*\/\s*(\d+)\s*$/.exec(text ?? "");
  return match ? Number(match[1]) / Number(match[2]) : numberOf(text);
}
