import { formatLocal, parseLocalMs } from "@shared/domain/capture-time";
import type { PhotoRegisters } from "@shared/contract/photo";
import { isOffset, type StatedTime } from "@shared/media/tags/when";
import type { Reading } from "@shared/media/readings/reading";

/** When a photo was taken, with where that was read. */
export type Capture = Pick<PhotoRegisters, "capturedLocal" | "capturedSource" | "offsetMinutes" | "offsetSource">;

/** A time that a file states, with its place in the order of preference. */
interface Candidate {
  time: StatedTime;
  source: Capture["capturedSource"] & NonNullable<Capture["offsetSource"]>;
}

const MINUTE_MS = 60_000;
/** A camera's clock may be this far from the satellites' and still tell its zone. */
const CLOCK_ERROR_MINUTES = 5;
/** How far a zone may be from the sun: western China is three hours off, and summer time adds one. */
const SUN_ERROR_MINUTES = 240;

/**
 * The times a file states, best first (docs/formats.md, "Capture time"): taken before digitised before changed, EXIF
 * before XMP before IPTC before the container, and the satellites' before a time of change.
 */
function candidatesOf(readings: readonly Reading[]): Candidate[] {
  const of = (source: Reading["source"], slot: "original" | "digitized" | "modified"): Candidate[] =>
    readings.flatMap((reading) => {
      const time = reading.source === source ? reading[slot] : undefined;
      return time ? [{ time, source }] : [];
    });
  const gpsUtc = readings.find((reading) => reading.gpsUtc !== undefined)?.gpsUtc;
  return [
    ...of("exif", "original"),
    ...of("exif", "digitized"),
    ...of("xmp", "original"),
    ...of("xmp", "digitized"),
    ...of("iptc", "original"),
    ...of("iptc", "digitized"),
    ...of("container", "original"),
    ...of("container", "digitized"),
    ...(gpsUtc === undefined ? [] : [{ time: { local: gpsUtc, offsetMinutes: 0 }, source: "gps" as const }]),
    ...of("exif", "modified"),
  ];
}

/** The capture time that the metadata states. Undefined when it states none. */
export function captureOf(readings: readonly Reading[], longitude: number | null): Capture | undefined {
  const candidates = candidatesOf(readings);
  const [stated] = candidates;
  if (!stated) return undefined;
  const best = withClock(stated, candidates);
  const capture = { capturedLocal: best.time.local, capturedSource: best.source };
  const own = [best, ...candidates].find(
    ({ time, source }) => time.offsetMinutes !== null && source === best.source && isSameSecond(time, best.time),
  );
  if (own) return { ...capture, offsetMinutes: own.time.offsetMinutes, offsetSource: own.source };
  const gpsUtc = readings.find((reading) => reading.gpsUtc !== undefined)?.gpsUtc;
  const inferred = gpsUtc === undefined ? undefined : offsetFrom(best.time.local, gpsUtc, longitude);
  return { ...capture, offsetMinutes: inferred ?? null, offsetSource: inferred === undefined ? null : "gps" };
}

/** Of a day alone the same day with its hour, if another tag has that. */
function withClock(best: Candidate, candidates: readonly Candidate[]): Candidate {
  if (!best.time.isDayOnly) return best;
  const day = best.time.local.slice(0, 10);
  return candidates.find(({ time }) => !time.isDayOnly && time.local.startsWith(day)) ?? best;
}

/**
 * An offset beside another tag of the same kind holds for this one when both show the same time. XMP's does not hold for
 * EXIF's time: editing programs put there the zone of the computer they ran on.
 */
function isSameSecond(one: StatedTime, other: StatedTime): boolean {
  return one.local.slice(0, 19) === other.local.slice(0, 19);
}

/**
 * The offset between a wall time and the satellites' UTC, when it is one that is kept somewhere near that meridian.
 * A fix from hours ago fails this more often than not.
 */
export function offsetFrom(local: string, utc: string, longitude: number | null): number | undefined {
  const localMs = parseLocalMs(local);
  const utcMs = parseLocalMs(utc);
  if (localMs === undefined || utcMs === undefined) return undefined;
  const difference = (localMs - utcMs) / MINUTE_MS;
  const offset = Math.round(difference / 15) * 15 + 0;
  if (Math.abs(difference - offset) > CLOCK_ERROR_MINUTES || !isOffset(offset)) return undefined;
  if (longitude === null) return offset;
  const fromSun = Math.abs(offset - longitude * 4);
  return Math.min(fromSun, 1440 - fromSun) <= SUN_ERROR_MINUTES ? offset : undefined;
}

/** The time of the file itself, in the zone of the machine that imports it (design decision 32). */
export function captureOfFile(modifiedAtMs: number, offsetMinutes: number): Capture {
  const local = formatLocal(Math.floor(modifiedAtMs) + offsetMinutes * MINUTE_MS);
  return { capturedLocal: local, capturedSource: "file", offsetMinutes, offsetSource: "file" };
}
