import { formatLocal, parseLocalMs } from "@shared/domain/capture-time";
import { formatByName } from "@shared/domain/media-type";
import { offsetFrom } from "@shared/media/capture";
import type { MediaFacts } from "@shared/media/media-facts";
import { altitudeOf, inRange } from "@shared/media/readings/place";
import { stated, type Reading } from "@shared/media/readings/reading";
import { readingOfXmp } from "@shared/media/readings/xmp-reading";
import type { SidecarKind } from "@shared/media/sniff";
import { decodeUtf8, tidyText } from "@shared/media/tags/text";
import { shiftLocal, type StatedTime } from "@shared/media/tags/when";
import { readXmp } from "@shared/media/tags/xmp";

/** What a sidecar states of its photo. */
export interface SidecarFacts {
  reading: Reading;
  /** When Google says that it was taken, in UTC as ISO without zone. */
  takenUtc: string | null;
  isFavourite: boolean;
}

/** Reads a sidecar. Never throws: one that cannot be read states nothing, with the note `sidecar_unreadable`. */
export function readSidecar(bytes: Buffer, kind: SidecarKind): SidecarFacts {
  switch (kind) {
    case "xmp":
      return ofReading(readingOfXmp(readXmp(bytes)));
    case "takeout":
      return readTakeout(bytes);
    case "aae":
      // Apple's list of edits tells how the picture was changed, nothing about the photo itself.
      return ofReading({ source: "xmp", notes: [] });
  }
}

function ofReading(reading: Reading): SidecarFacts {
  return { reading, takenUtc: null, isFavourite: false };
}

/** The parts of Google's JSON that are read; everything may be missing or of another type. */
interface Takeout {
  title?: unknown;
  description?: unknown;
  favorited?: unknown;
  photoTakenTime?: { timestamp?: unknown } | null;
  geoData?: { latitude?: unknown; longitude?: unknown; altitude?: unknown } | null;
}

function readTakeout(bytes: Buffer): SidecarFacts {
  const takeout = parseObject(bytes);
  if (!takeout) return ofReading({ source: "container", notes: ["sidecar_unreadable"] });
  const notes: string[] = [];
  const reading = stated("container", notes, {
    ...placeOfTakeout(takeout.geoData, notes),
    title: titleOfTakeout(takeout.title),
    description: textOf(takeout.description),
  });
  return { reading, takenUtc: utcOf(takeout.photoTakenTime?.timestamp), isFavourite: takeout.favorited === true };
}

function parseObject(bytes: Buffer): Takeout | undefined {
  try {
    const value: unknown = JSON.parse(decodeUtf8(bytes) ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? (tidyText(value) ?? undefined) : undefined;
}

/** Google puts the file's name where a title would be: only what is no such name is one. */
function titleOfTakeout(value: unknown): string | undefined {
  const title = textOf(value);
  return title !== undefined && formatByName(title) === undefined ? title : undefined;
}

/** 0, 0 stands for no place. */
function placeOfTakeout(geo: Takeout["geoData"], notes: string[]) {
  const { latitude, longitude, altitude } = geo ?? {};
  if (typeof latitude !== "number" || typeof longitude !== "number" || (latitude === 0 && longitude === 0)) return {};
  const metres = typeof altitude === "number" && altitude !== 0 ? altitude : undefined;
  return { ...inRange(latitude, longitude, notes), altitudeM: altitudeOf(metres, false, notes) };
}

/** Seconds since 1970 in UTC, written as text. */
function utcOf(timestamp: unknown): string | null {
  const seconds = typeof timestamp === "string" || typeof timestamp === "number" ? Number(timestamp) : Number.NaN;
  const isReal = Number.isSafeInteger(seconds) && seconds !== 0 && Math.abs(seconds) < 250_000_000_000;
  const local = isReal ? formatLocal(seconds * 1000) : "";
  return parseLocalMs(local) === undefined ? null : local;
}

/**
 * The facts of a photo with what its sidecar states: that was written later, so it wins where it says something. What
 * only describes the camera fills gaps.
 */
export function mergeSidecar(facts: MediaFacts, sidecar: SidecarFacts): MediaFacts {
  const { reading } = sidecar;
  const { latitude, longitude } = reading;
  const isPlaced = latitude !== undefined && longitude !== undefined;
  const placed = {
    ...facts,
    ...(isPlaced && { latitude, longitude, altitudeM: reading.altitudeM ?? facts.altitudeM }),
  };
  return {
    ...placed,
    ...captureWith(placed, sidecar),
    title: reading.title ?? facts.title,
    description: reading.description ?? facts.description,
    keywords: reading.keywords ?? facts.keywords,
    keywordPaths: reading.keywordPaths ?? facts.keywordPaths,
    rating: reading.rating ?? facts.rating,
    colourLabel: reading.colourLabel ?? facts.colourLabel,
    isFavourite: facts.isFavourite || sidecar.isFavourite,
    cameraMake: facts.cameraMake ?? reading.cameraMake ?? null,
    cameraModel: facts.cameraModel ?? reading.cameraModel ?? null,
    lensModel: facts.lensModel ?? reading.lensModel ?? null,
    notes: [...new Set([...facts.notes, ...reading.notes])],
  };
}

type CaptureFields = Pick<MediaFacts, "capturedLocal" | "capturedSource" | "offsetMinutes" | "offsetSource">;

function captureWith(facts: MediaFacts, { reading, takenUtc }: SidecarFacts): Partial<CaptureFields> {
  if (reading.original) return captureFromXmp(facts, reading.original);
  if (reading.digitized && isGuessed(facts)) return captureFromXmp(facts, reading.digitized);
  return takenUtc === null ? {} : captureFromTakeout(facts, takenUtc);
}

/** The time was not in the file itself. */
function isGuessed({ capturedSource }: CaptureFields): boolean {
  return capturedSource === "file" || capturedSource === "name";
}

/** The same second keeps the file's finer time and its zone; another time keeps the file's zone unless one is stated. */
function captureFromXmp(facts: MediaFacts, { local, offsetMinutes }: StatedTime): Partial<CaptureFields> {
  if (!isGuessed(facts) && facts.capturedLocal.slice(0, 19) === local.slice(0, 19)) return {};
  const capture = { capturedLocal: local, capturedSource: "xmp" as const };
  if (offsetMinutes !== null) return { ...capture, offsetMinutes, offsetSource: "xmp" };
  return isGuessed(facts) ? { ...capture, offsetMinutes: null, offsetSource: null } : capture;
}

/**
 * Google's time is UTC. Where it is the file's wall time by some zone, the wall time stays and the zone is learned; where
 * it is not, a person set it there. Equal times teach no zone: Google takes a time without one for UTC.
 */
function captureFromTakeout(facts: MediaFacts, takenUtc: string): Partial<CaptureFields> {
  const zone = facts.offsetMinutes;
  if (isGuessed(facts)) {
    return { capturedLocal: takenUtc, capturedSource: "container", offsetMinutes: 0, offsetSource: "container" };
  }
  const offset = offsetFrom(facts.capturedLocal.slice(0, 19), takenUtc, null);
  if (offset !== undefined) {
    const isLearned =
      zone === null && offset !== 0 && offsetFrom(facts.capturedLocal, takenUtc, facts.longitude) === offset;
    return isLearned ? { offsetMinutes: offset, offsetSource: "container" } : {};
  }
  const local = zone === null ? undefined : shiftLocal(takenUtc, zone);
  if (local !== undefined) return { capturedLocal: local, capturedSource: "container" };
  return { capturedLocal: takenUtc, capturedSource: "container", offsetMinutes: 0, offsetSource: "container" };
}
