import { contentIdentifierOf } from "@shared/media/tags/apple-maker-note";
import type { Exif } from "@shared/media/tags/exif";
import { decodeLegacy } from "@shared/media/tags/legacy-text";
import { decodeUtf16, decodeUtf8, tidyText } from "@shared/media/tags/text";
import { bytesOfField, numberOfField, numbersOfField, textBytesOfField, type TiffField } from "@shared/media/tags/tiff";
import { readUserComment } from "@shared/media/tags/user-comment";
import { readOffset, readWhen, withSubSeconds, type StatedTime } from "@shared/media/tags/when";
import { altitudeOf, directionOf, placeOf } from "@shared/media/readings/place";
import { ratingOf, ratingOfPercent } from "@shared/media/readings/rating";
import { NOTE, positive, stated, statedTime, type Draft, type Reading } from "@shared/media/readings/reading";

/** Tags of EXIF 2.32, and of Windows (XP…, Rating) where it has none. */
const TAG = {
  description: 0x010e,
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  modified: 0x0132,
  rating: 0x4746,
  ratingPercent: 0x4749,
  exposureTime: 0x829a,
  fNumber: 0x829d,
  iso: 0x8827,
  zoneHours: 0x882a,
  recommendedIso: 0x8832,
  isoSpeed: 0x8833,
  original: 0x9003,
  digitized: 0x9004,
  offset: 0x9010,
  offsetOriginal: 0x9011,
  offsetDigitized: 0x9012,
  shutterSpeed: 0x9201,
  aperture: 0x9202,
  focalLength: 0x920a,
  makerNote: 0x927c,
  userComment: 0x9286,
  subSeconds: 0x9290,
  subSecondsOriginal: 0x9291,
  subSecondsDigitized: 0x9292,
  xpTitle: 0x9c9b,
  xpComment: 0x9c9c,
  xpKeywords: 0x9c9e,
  focalLength35: 0xa405,
  lensModel: 0xa434,
} as const;

const GPS = {
  latitudeRef: 1,
  latitude: 2,
  longitudeRef: 3,
  longitude: 4,
  altitudeRef: 5,
  altitude: 6,
  time: 7,
  direction: 17,
  date: 29,
} as const;

/** Access to one block: a field is looked for in its own directory, then in the other, where some writers put it. */
interface Fields {
  exif: Exif;
  find(tag: number): TiffField | undefined;
  number(tag: number): number | undefined;
  text(tag: number): string | undefined;
}

function fieldsOf(exif: Exif): Fields {
  const find = (tag: number) => exif.exif.get(tag) ?? exif.ifd0.get(tag);
  const bytesOf = (tag: number) => textBytesOfField(exif.tiff, find(tag));
  const pieces = [TAG.description, TAG.make, TAG.model, TAG.lensModel].map(bytesOf);
  const legacy = decodeLegacy(pieces.filter((piece) => decodeUtf8(piece) === undefined));
  return {
    exif,
    find,
    number: (tag) => numberOfField(exif.tiff, find(tag)),
    text: (tag) => {
      const bytes = bytesOf(tag);
      return tidyText(decodeUtf8(bytes) ?? legacy(bytes)) ?? undefined;
    },
  };
}

/** What an EXIF block states. */
export function readingOfExif(exif: Exif): Reading {
  const fields = fieldsOf(exif);
  const notes: string[] = exif.isDamaged ? [NOTE.exifDamaged] : [];
  return stated("exif", notes, {
    ...timesOf(fields, notes),
    ...gpsOf(exif, notes),
    ...cameraOf(fields),
    ...wordsOf(fields, notes),
    orientation: fields.number(TAG.orientation),
    contentIdentifier: contentIdentifierOf(exif.tiff, exif.exif.get(TAG.makerNote)),
  });
}

function timesOf(fields: Fields, notes: string[]): Draft {
  const zoneHours = numbersOfField(fields.exif.tiff, fields.find(TAG.zoneHours));
  const time = (tag: number, subSeconds: number, offset: number, zone?: number): StatedTime | undefined => {
    const found = statedTime(fields.text(tag), notes);
    if (!found) return undefined;
    const offsetText = fields.text(offset);
    const offsetMinutes = readOffset(offsetText ?? "") ?? (zone === undefined ? undefined : zone * 60);
    if (offsetText !== undefined && !/^[\s:+-]*$/.test(offsetText) && offsetMinutes === undefined) {
      notes.push(NOTE.offsetImpossible);
    }
    const exact = withSubSeconds(found, fields.text(subSeconds) ?? "");
    return { ...exact, offsetMinutes: offsetMinutes ?? exact.offsetMinutes };
  };
  return {
    original: time(TAG.original, TAG.subSecondsOriginal, TAG.offsetOriginal, zoneHours[0]),
    digitized: time(TAG.digitized, TAG.subSecondsDigitized, TAG.offsetDigitized),
    modified: time(TAG.modified, TAG.subSeconds, TAG.offset, zoneHours[1]),
  };
}

function gpsOf({ tiff, gps }: Exif, notes: string[]): Draft {
  const text = (tag: number) => textBytesOfField(tiff, gps.get(tag)).toString("latin1");
  const angle = (tag: number, ref: number) => ({ parts: numbersOfField(tiff, gps.get(tag)), hemisphere: text(ref) });
  const altitudeRef = bytesOfField(tiff, gps.get(GPS.altitudeRef))[0];
  const isBelow = altitudeRef === 1 || altitudeRef === 0x31;
  return {
    ...placeOf(angle(GPS.latitude, GPS.latitudeRef), angle(GPS.longitude, GPS.longitudeRef), notes),
    altitudeM: altitudeOf(numberOfField(tiff, gps.get(GPS.altitude)), isBelow, notes),
    directionDegrees: directionOf(numberOfField(tiff, gps.get(GPS.direction))),
    gpsUtc: gpsTimeOf(text(GPS.date), numbersOfField(tiff, gps.get(GPS.time))),
  };
}

/** Date and time of the satellites; both are needed. */
function gpsTimeOf(date: string, time: readonly number[]): string | undefined {
  const [hour, minute, second] = time;
  if (hour === undefined || minute === undefined || second === undefined || Number.isNaN(hour + minute + second))
    return undefined;
  const clock = [hour, minute, Math.floor(second)].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  const read = readWhen(`${date.trim()} ${clock}`);
  return typeof read === "string" ? undefined : read.local;
}

function cameraOf(fields: Fields): Draft {
  const { number, text } = fields;
  const lens = text(TAG.lensModel);
  return {
    cameraMake: text(TAG.make),
    cameraModel: text(TAG.model),
    lensModel: lens !== undefined && /[^\s-]/.test(lens) ? lens : undefined,
    exposureTimeS: positive(number(TAG.exposureTime)) ?? positive(fromApex(number(TAG.shutterSpeed), -1)),
    fNumber: positive(number(TAG.fNumber)) ?? positive(fromApex(number(TAG.aperture), 0.5)),
    iso: isoOf(fields),
    focalLengthMm: positive(number(TAG.focalLength)),
    focalLength35Mm: positive(number(TAG.focalLength35)),
  };
}

/** Exposure time or F-number from its APEX value (EXIF 2.32, annex C). */
function fromApex(apex: number | undefined, factor: number): number | undefined {
  return apex === undefined || Math.abs(apex) > 30 ? undefined : Number((2 ** (apex * factor)).toPrecision(6));
}

/** 65535 in the 16 bits of ISO means "more": the 32-bit tags have it then. */
function isoOf({ number }: Fields): number | undefined {
  const short = number(TAG.iso);
  const iso = short === 65_535 ? (number(TAG.recommendedIso) ?? number(TAG.isoSpeed)) : short;
  const whole = positive(iso === undefined ? undefined : Math.round(iso));
  return whole !== undefined && whole <= 2 ** 31 - 1 ? whole : undefined;
}

function wordsOf(fields: Fields, notes: string[]): Draft {
  const { tiff } = fields.exif;
  const xp = (tag: number) => tidyText(decodeUtf16(bytesOfField(tiff, fields.find(tag)), true)) ?? undefined;
  const comment = readUserComment(bytesOfField(tiff, fields.find(TAG.userComment)), tiff.isLittleEndian);
  const rating = fields.number(TAG.rating);
  return {
    title: xp(TAG.xpTitle),
    description: fields.text(TAG.description) ?? xp(TAG.xpComment) ?? comment,
    keywords: xp(TAG.xpKeywords)
      ?.split(";")
      .map((keyword) => keyword.trim())
      .filter((keyword) => keyword !== ""),
    rating: ratingOf(rating, notes) ?? ratingOfPercent(fields.number(TAG.ratingPercent)),
  };
}
