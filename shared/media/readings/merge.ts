import { captureOf, type Capture } from "@shared/media/capture";
import type { MediaFacts } from "@shared/media/media-facts";
import { swapsSides, validOrientation } from "@shared/media/orientation";
import type { Reading, ReadingSource } from "@shared/media/readings/reading";

/** Whose word counts first. Words: XMP over IPTC over EXIF, since programs that know XMP keep it in step. */
const WORDS: readonly ReadingSource[] = ["xmp", "iptc", "exif", "container"];
const CAMERA: readonly ReadingSource[] = ["exif", "xmp", "container", "iptc"];

function first<K extends keyof Reading>(
  readings: readonly Reading[],
  order: readonly ReadingSource[],
  key: K,
): NonNullable<Reading[K]> | null {
  for (const source of order) {
    for (const reading of readings) {
      const value = reading[key];
      if (reading.source === source && value !== undefined) return value;
    }
  }
  return null;
}

/** What the container says of its picture, as stored. */
export interface Shape {
  widthPx: number | null;
  heightPx: number | null;
  /** How the container says that the stored pixels are to be turned; null where EXIF tells. */
  containerOrientation: number | null;
  durationMs: number | null;
}

type StatedFacts = Omit<MediaFacts, keyof Capture | "metadata" | "notes" | "isFavourite">;

/** The orientation that EXIF states, else XMP. */
export function orientationIn(readings: readonly Reading[]): number | null {
  return validOrientation(first(readings, CAMERA, "orientation") ?? undefined);
}

/** A side of a picture, when a header states one that can be. */
function sideOf(stated: number | null): number | null {
  return stated !== null && Number.isInteger(stated) && stated > 0 && stated < 2 ** 31 ? stated : null;
}

/** Everything but the capture time, each field from the reading that counts first for it. */
export function mergeReadings(readings: readonly Reading[], shape: Shape): StatedFacts {
  const words = <K extends keyof Reading>(key: K) => first(readings, WORDS, key);
  const camera = <K extends keyof Reading>(key: K) => first(readings, CAMERA, key);
  const placed = readings.find(({ source, latitude }) => source === "exif" && latitude !== undefined);
  const place = placed ?? readings.find(({ latitude }) => latitude !== undefined);
  const orientation = orientationIn(readings);
  const width = sideOf(shape.widthPx ?? camera("widthPx"));
  const height = sideOf(shape.heightPx ?? camera("heightPx"));
  const isSwapped = swapsSides(shape.containerOrientation ?? orientation);
  return {
    widthPx: isSwapped ? height : width,
    heightPx: isSwapped ? width : height,
    orientation,
    durationMs: shape.durationMs ?? camera("durationMs"),
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    altitudeM: camera("altitudeM"),
    directionDegrees: camera("directionDegrees"),
    cameraMake: camera("cameraMake"),
    cameraModel: camera("cameraModel"),
    lensModel: camera("lensModel"),
    exposureTimeS: camera("exposureTimeS"),
    fNumber: camera("fNumber"),
    iso: camera("iso"),
    focalLengthMm: camera("focalLengthMm"),
    focalLength35Mm: camera("focalLength35Mm"),
    title: words("title"),
    description: words("description"),
    keywords: words("keywords") ?? [],
    keywordPaths: words("keywordPaths") ?? [],
    rating: words("rating"),
    colourLabel: words("colourLabel"),
    contentIdentifier: words("contentIdentifier"),
  };
}

/** The capture time among the readings, with the place's meridian as a check. */
export function captureIn(readings: readonly Reading[]): Capture | undefined {
  const longitude = readings.find((reading) => reading.longitude !== undefined)?.longitude ?? null;
  return captureOf(readings, longitude);
}
