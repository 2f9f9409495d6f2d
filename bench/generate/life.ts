import type { PhotoImport } from "@shared/contract/mutation";
import { formatLocal } from "@shared/domain/capture-time";
import { photoIdOf } from "@shared/domain/content-hash";
import { toHex } from "@shared/domain/hex";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import { EXTRACTOR_VERSION } from "@shared/media/media-facts";
import { CAMERAS, type Camera } from "./cameras";
import { createRandom, type Random } from "@shared/domain/seeded-random";
import { PEOPLE, type Place, PLACES, QUALITIES, SIGHTS, THINGS } from "./subjects";

/** A photo as an import would have found it. */
export interface LivedPhoto {
  photoId: string;
  facts: PhotoImport;
  capturedMs: number;
}

/** What was brought into the library at once. */
export interface LivedImport {
  atMs: number;
  photos: LivedPhoto[];
}

const YEARS = { first: 2005, count: 20 };
/** The month in which somebody took a tenth of everything: a scan of all slides, or a long journey. */
const HEAVY_MONTH = { year: 2019, month: 6, share: 0.1 };
const DAY_MS = 86_400_000;
const IMPORT_PHOTOS = 5000;
const SESSION_PHOTOS = 45;
const GAP_MS = 40_000;
const BURST = { chance: 0.04, longest: 20, gapMs: 125 };
const TAGGED_SESSIONS = 0.13;

/** The photos of twenty years, import by import, each from a stretch of time; the same for the same count. */
export function* liveThrough(count: number): Generator<LivedImport> {
  const random = createRandom(count);
  for (const { fromMs, days, photos } of planMonths(count)) {
    for (let left = photos; left > 0; left -= IMPORT_PHOTOS) {
      const taken = takePhotos(random, fromMs, days, Math.min(left, IMPORT_PHOTOS));
      yield { atMs: Math.round(fromMs + (days + random.between(1, 30)) * DAY_MS), photos: taken };
    }
  }
}

interface Month {
  fromMs: number;
  days: number;
  photos: number;
}

/** More each year, most in summer and at the turn of the year. */
function planMonths(count: number): Month[] {
  const months = Array.from({ length: YEARS.count * 12 }, (_, index) => {
    const [year, month] = [YEARS.first + Math.floor(index / 12), index % 12];
    const season = month === 6 || month === 7 ? 2.5 : month === 11 ? 1.6 : 1;
    const fromMs = Date.UTC(year, month, 1);
    const days = (Date.UTC(year, month + 1, 1) - fromMs) / DAY_MS;
    const isHeavy = year === HEAVY_MONTH.year && month === HEAVY_MONTH.month;
    return { fromMs, days, isHeavy, weight: isHeavy ? 0 : (year - YEARS.first + 3) * season };
  });
  const whole = months.reduce((sum, { weight }) => sum + weight, 0);
  const ordinary = count * (1 - HEAVY_MONTH.share);
  let given = 0;
  let weightSoFar = 0;
  return months.map(({ fromMs, days, isHeavy, weight }) => {
    weightSoFar += weight;
    const upTo = Math.round((ordinary * weightSoFar) / whole);
    const photos = isHeavy ? count - Math.round(ordinary) : upTo - given;
    if (!isHeavy) given = upTo;
    return { fromMs, days, photos };
  });
}

/** Photos of one stretch in the order of their times. */
function takePhotos(random: Random, fromMs: number, days: number, count: number): LivedPhoto[] {
  const photos: LivedPhoto[] = [];
  while (photos.length < count) {
    const startMs = fromMs + random.below(days) * DAY_MS + random.between(7, 21) * 3_600_000;
    const length = Math.min(count - photos.length, 1 + Math.round(random.waiting(SESSION_PHOTOS)));
    photos.push(...takeSession(random, Math.floor(startMs / 1000) * 1000, length));
  }
  return photos.sort((a, b) => a.capturedMs - b.capturedMs);
}

interface Session {
  camera: Camera;
  place: Place;
  knowsPlace: boolean;
  /** In the file already: somebody keeps their pictures in another program first. */
  tags: readonly string[];
  firstNumber: number;
}

function takeSession(random: Random, startMs: number, length: number): LivedPhoto[] {
  const year = new Date(startMs).getUTCFullYear();
  const [first = CAMERAS[0], ...others] = CAMERAS.filter(({ years: [from, to] }) => year >= from && year <= to);
  const camera = random.pick([first, ...others]);
  const place = random.chance(0.6) ? PLACES[0] : random.pick(PLACES);
  const session: Session = {
    ...{ camera, place, knowsPlace: random.chance(camera.gpsShare), firstNumber: random.below(9000) },
    tags: random.chance(TAGGED_SESSIONS) ? [place.path, random.pick(PEOPLE), random.pick(THINGS)] : [],
  };
  const photos: LivedPhoto[] = [];
  let atMs = startMs;
  for (let burst = 0; photos.length < length; burst--) {
    if (burst <= 0 && random.chance(BURST.chance)) burst = random.below(BURST.longest);
    atMs += burst > 0 ? BURST.gapMs : Math.round(random.waiting(GAP_MS) / 1000) * 1000;
    photos.push(takePhoto(random, session, photos.length, atMs));
  }
  return photos;
}

function takePhoto(random: Random, session: Session, index: number, capturedMs: number): LivedPhoto {
  const contentHash = toHex(random.bytes(32));
  return {
    ...{ photoId: photoIdOf(contentHash), capturedMs },
    facts: { contentHash, ...fileFacts(random, session, index), ...registers(random, session, capturedMs) },
  };
}

type FileFacts = Omit<PhotoImport, "contentHash" | keyof ReturnType<typeof registers>>;

function fileFacts(random: Random, { camera, knowsPlace, firstNumber }: Session, index: number): FileFacts {
  const { format, prefix, widthPx, heightPx, sizeBytes } = camera.file;
  const { kind, contentType, extensions } = MEDIA_TYPES[format];
  const isUpright = random.chance(0.25);
  const isVideo = kind === "video";
  return {
    ...{ format, contentType, extractorVersion: EXTRACTOR_VERSION, assets: [] },
    fileName: `${prefix}${String(firstNumber + index).padStart(4, "0")}.${extensions[0].toUpperCase()}`,
    sizeBytes: Math.round(sizeBytes * random.between(0.6, 1.5)),
    ...(isUpright ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx }),
    orientation: isVideo ? null : isUpright ? 6 : 1,
    durationMs: isVideo ? Math.round(random.waiting(15_000)) + 500 : null,
    altitudeM: knowsPlace ? Math.round(random.waiting(1500)) / 10 : null,
    directionDegrees: knowsPlace && random.chance(0.5) ? random.below(36_000) / 100 : null,
    ...{ cameraMake: camera.name.make, cameraModel: camera.name.model, lensModel: random.pick(camera.lenses) },
    exposureTimeS: isVideo ? null : 1 / random.pick([30, 60, 125, 250, 500, 1000, 2000]),
    fNumber: isVideo ? null : random.pick([1.8, 2.2, 2.8, 4, 5.6, 8, 11]),
    iso: isVideo ? null : random.pick([50, 64, 100, 125, 200, 400, 800, 1600, 3200, 6400]),
    focalLengthMm: isVideo ? null : random.pick([4.2, 23, 35, 50, 56, 85, 105, 200]),
    focalLength35Mm: isVideo ? null : random.pick([26, 28, 35, 50, 85, 135, 300]),
  };
}

function registers(random: Random, { camera, place, knowsPlace, tags }: Session, capturedMs: number) {
  const knowsOffset = knowsPlace && camera.years[1] >= 2018;
  const town = place.path.split("|").at(-1) ?? "";
  return {
    title: random.chance(0.03) ? `${random.pick(QUALITIES)} ${random.pick(SIGHTS)} ${random.below(100)}` : null,
    description: random.chance(0.015)
      ? `With ${random.pick(PEOPLE).split("|").at(-1) ?? ""} in ${town}, ${random.pick(SIGHTS)} on the way back`
      : null,
    ...{ capturedLocal: formatLocal(capturedMs), capturedSource: "exif" as const },
    offsetMinutes: knowsOffset ? place.offsetMinutes : null,
    offsetSource: knowsOffset ? ("exif" as const) : null,
    latitude: knowsPlace ? toPlaces(place.latitude + random.normal() * 0.04) : null,
    longitude: knowsPlace ? toPlaces(place.longitude + random.normal() * 0.06) : null,
    rating: random.chance(0.04) ? 1 + random.below(5) : null,
    isFavourite: false,
    ...{ colourLabel: null, pick: null, isPrivate: false, isHidden: false, isArchived: false },
    ...{ stackId: null, livePhotoVideoId: null },
    ...{ keywords: tags.map((path) => path.split("|").at(-1) ?? path), keywordPaths: [...tags] },
  };
}

/** Degrees as receivers give them: six places, a tenth of a metre. */
function toPlaces(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
