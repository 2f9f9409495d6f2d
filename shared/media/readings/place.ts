import { NOTE } from "@shared/media/readings/reading";

export interface Place {
  latitude: number;
  longitude: number;
}

/** A coordinate as EXIF has it: degrees, minutes and seconds that may be fractions, and the hemisphere's letter. */
export interface Angle {
  parts: readonly number[];
  hemisphere: string;
}

/** Degrees of an angle. Missing minutes and seconds are 0; undefined when there are no degrees. */
function toDegrees({ parts, hemisphere }: Angle): number | undefined {
  const [degrees, minutes, seconds] = parts;
  if (degrees === undefined || !Number.isFinite(degrees)) return undefined;
  const rest =
    (Number.isFinite(minutes) ? (minutes ?? 0) : 0) / 60 + (Number.isFinite(seconds) ? (seconds ?? 0) : 0) / 3600;
  const size = degrees < 0 ? degrees - Math.abs(rest) : degrees + rest;
  return /^[sw]/i.test(hemisphere.trim()) ? -Math.abs(size) : size;
}

const isMeant = (angle: Angle) => /^[nsew]/i.test(angle.hemisphere.trim());

/**
 * The place of a pair of angles (EXIF 2.32, 4.6.6). What is out of range is dropped, and so is the 0, 0 that cameras
 * write without hemispheres before they have a fix; with hemispheres it is a place in the Gulf of Guinea.
 */
export function placeOf(latitude: Angle, longitude: Angle, notes: string[]): Place | undefined {
  if (latitude.parts.length === 0 && longitude.parts.length === 0) return undefined;
  const north = toDegrees(latitude);
  const east = toDegrees(longitude);
  if (north === undefined || east === undefined) {
    notes.push(NOTE.gpsEmpty);
    return undefined;
  }
  if (north === 0 && east === 0 && !(isMeant(latitude) && isMeant(longitude))) {
    notes.push(NOTE.gpsEmpty);
    return undefined;
  }
  if (!isMeant(latitude) || !isMeant(longitude)) notes.push(NOTE.gpsWithoutHemisphere);
  return inRange(north, east, notes);
}

/** A pair of signed degrees, when it is a place on Earth. */
export function inRange(latitude: number, longitude: number, notes: string[]): Place | undefined {
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)
    return { latitude: latitude + 0, longitude: longitude + 0 };
  notes.push(NOTE.gpsOutOfRange);
  return undefined;
}

/** A coordinate of XMP (specification part 2, GPSCoordinate): "46,53.90352N" or "46,53,54N". */
export function angleOfXmp(text: string | undefined): Angle {
  const match = /^\s*(-?\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?(?:,(\d+(?:\.\d+)?))?\s*([NSEW]?)\s*$/i.exec(text ?? "");
  if (!match) return { parts: [], hemisphere: "" };
  const parts = match.slice(1, 4).filter(Boolean);
  return { parts: parts.map(Number), hemisphere: match[4] ?? "" };
}

const LOWEST_M = -12_000;
const HIGHEST_M = 100_000;

/** Metres above the sea, when they can be: from the deepest trench to the edge of space. */
export function altitudeOf(metres: number | undefined, isBelow: boolean, notes: string[]): number | undefined {
  if (metres === undefined || !Number.isFinite(metres)) return undefined;
  const signed = isBelow ? -Math.abs(metres) : metres;
  if (signed >= LOWEST_M && signed <= HIGHEST_M) return signed + 0;
  notes.push(NOTE.altitudeImpossible);
  return undefined;
}

/** Degrees clockwise from north; 360 is north again. */
export function directionOf(degrees: number | undefined): number | undefined {
  return degrees !== undefined && degrees >= 0 && degrees <= 360 ? degrees % 360 : undefined;
}
