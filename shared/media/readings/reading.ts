import type { PhotoRegisters } from "@shared/contract/photo";
import { readWhen, type StatedTime } from "@shared/media/tags/when";

export type ReadingSource = "exif" | "xmp" | "iptc" | "container";

/** What one reader understood of one kind of metadata. What is absent was not stated. */
export interface Reading {
  source: ReadingSource;
  /** When the picture was taken. */
  original?: StatedTime;
  /** When it became digital: the same for a camera, later for a scan. */
  digitized?: StatedTime;
  /** When the file was last changed. */
  modified?: StatedTime;
  /** The satellites' time, which is UTC. */
  gpsUtc?: string;
  orientation?: number;
  widthPx?: number;
  heightPx?: number;
  durationMs?: number;
  latitude?: number;
  longitude?: number;
  altitudeM?: number;
  directionDegrees?: number;
  cameraMake?: string;
  cameraModel?: string;
  lensModel?: string;
  exposureTimeS?: number;
  fNumber?: number;
  iso?: number;
  focalLengthMm?: number;
  focalLength35Mm?: number;
  title?: string;
  description?: string;
  keywords?: string[];
  /** Keywords as paths of a hierarchy, levels parted by `|`. */
  keywordPaths?: string[];
  rating?: number;
  colourLabel?: NonNullable<PhotoRegisters["colourLabel"]>;
  /** Joins the picture and the film of a Live Photo. */
  contentIdentifier?: string;
  notes: string[];
}

/** Codes of what was found impossible and dropped, for the review list. */
export const NOTE = {
  dateImpossible: "date_impossible",
  offsetImpossible: "offset_impossible",
  gpsOutOfRange: "gps_out_of_range",
  gpsEmpty: "gps_empty",
  gpsWithoutHemisphere: "gps_without_hemisphere",
  altitudeImpossible: "altitude_impossible",
  ratingImpossible: "rating_impossible",
  exifDamaged: "exif_damaged",
} as const;

/** The time that a text states. One that cannot be is noted; a blank one is simply none. */
export function statedTime(text: string | undefined, notes: string[]): StatedTime | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const read = readWhen(text);
  if (read === "impossible") notes.push(NOTE.dateImpossible);
  return typeof read === "string" ? undefined : read;
}

/** A number that is one and above zero: 0/0 and "unknown" are written as 0 or infinity. */
export function positive(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** What a reading may state; what was not found is undefined. */
export type Draft = { [K in Exclude<keyof Reading, "source" | "notes">]?: Reading[K] | undefined };

/** The reading of a draft: what is undefined is left out, so that it has only what was stated. */
export function stated(source: ReadingSource, notes: string[], draft: Draft): Reading {
  return { ...Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)), source, notes };
}
