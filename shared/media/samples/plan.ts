import { createRandom, type Random } from "@shared/domain/seeded-random";
import { type Camera, CAMERAS, type Exposure, exposureFor } from "@shared/media/samples/cameras";
import { clamp } from "@shared/media/samples/colour";
import type { Weather } from "@shared/media/samples/light";
import { type Journey, JOURNEYS, type Place, PLACES, type SubjectName, SUBJECTS } from "@shared/media/samples/subjects";
import { offsetMinutesOf, sunElevation } from "@shared/media/samples/sun";

/** A photo of the samples before it is painted. */
export interface Shot {
  /** Below the folder of the samples: `100_FUJI/DSCF0001.JPG`. */
  path: string;
  subject: SubjectName;
  place: Place;
  camera: Camera;
  exposure: Exposure;
  weather: Weather;
  /** Wall time as if it were UTC, since 1970. */
  localMs: number;
  offsetMinutes: number;
  elevation: number;
  gps: { latitude: number; longitude: number; altitude: number } | null;
  isUpright: boolean;
  title: string | null;
  keywords: readonly string[];
  rating: number | null;
  /** Of what is painted; shots of a burst have the same. */
  seed: number;
  /** Which of a burst, from 0. */
  burst: number;
}

const SEED = 20_170_108;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WAKING = { from: 5 * 60, to: 23.5 * 60 } as const;
const BURST = 3;

/** The 200 shots in the order in which they were taken: always the same. */
export function planSamples(): readonly Shot[] {
  const random = createRandom(SEED);
  const shots = JOURNEYS.flatMap((journey) => planJourney(journey, random));
  shots.sort((a, b) => a.localMs - a.offsetMinutes * MINUTE_MS - (b.localMs - b.offsetMinutes * MINUTE_MS));
  const counts = new Map<string, number>();
  return shots.map((shot) => {
    const { folder, prefix } = shot.camera;
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return { ...shot, path: `${folder}/${prefix}${String(count).padStart(4, "0")}.JPG` };
  });
}

type Unnamed = Omit<Shot, "path">;

function planJourney(journey: Journey, random: Random): Unnamed[] {
  const shots: Unnamed[] = [];
  while (shots.length < journey.photos) {
    const left = journey.photos - shots.length;
    const shot = planShot(journey, shots.length, random);
    const isBurst = left >= BURST && random.chance(0.07);
    for (let burst = 0; burst < (isBurst ? BURST : 1); burst++) {
      shots.push({ ...shot, burst, localMs: shot.localMs + burst * 400, rating: burst > 0 ? null : shot.rating });
    }
  }
  return shots;
}

function planShot(journey: Journey, index: number, random: Random): Unnamed {
  const place: Place = PLACES[journey.to];
  const subject = place.subjects[index % place.subjects.length] ?? place.subjects[0];
  const { hours, words, indoorsEv } = SUBJECTS[subject];
  const dayMs = Date.parse(`${journey.from}T00:00:00Z`) + random.below(journey.days) * DAY_MS;
  const moment = { offsetMinutes: offsetMinutesOf(place.country, dayMs), ...place };
  const localMs = findTime(dayMs, hours[random.below(hours.length)] ?? [-9, 45], moment, random);
  const elevation = sunElevation({ ...moment, localMs });
  const weather = random.pick([
    "clear",
    "clear",
    "clear",
    "clear",
    "broken",
    "broken",
    "broken",
    "overcast",
    "fog",
  ] as const);
  const camera: Camera = random.chance(indoorsEv === undefined ? 0.62 : 0.45) ? CAMERAS.camera : CAMERAS.telephone;
  const ev = indoorsEv ?? outdoorsEv(elevation, weather);
  const jitter = () => random.normal() * 0.006;
  const near = { latitude: place.latitude + jitter(), longitude: place.longitude + jitter() };
  return {
    ...{ subject, place, camera, weather, localMs, elevation, offsetMinutes: moment.offsetMinutes },
    exposure: exposureFor(camera, ev, random),
    gps: random.chance(camera.gpsShare) ? { ...near, altitude: random.below(120) } : null,
    isUpright: random.chance(UPRIGHT.has(subject) ? 0.3 : 0.12),
    title: random.chance(0.45) ? toTitle(subject, place, random) : null,
    keywords: random.chance(0.85) ? [place.name, place.country, ...words.slice(1)] : [],
    rating: random.chance(0.42) ? random.pick([3, 3, 4, 4, 4, 5, 2]) : null,
    seed: random.below(2 ** 31),
    burst: 0,
  };
}

const UPRIGHT: ReadonlySet<SubjectName> = new Set([
  "forest",
  "still life",
  "flowers",
  "rain",
  "gate",
  "tiles",
  "blossom",
]);
const JAPANESE: Readonly<Partial<Record<SubjectName, string>>> = { volcano: "富士山", blossom: "桜", gate: "海の鳥居" };

function toTitle(subject: SubjectName, { name }: Place, random: Random): string {
  const japanese = JAPANESE[subject];
  return japanese !== undefined && random.chance(0.4) ? japanese : `${SUBJECTS[subject].words[0]}, ${name}`;
}

/** A time of waking hours at which the sun stands as wanted; where it never does, the one that comes nearest. */
function findTime(
  dayMs: number,
  [least, most]: readonly [number, number],
  moment: Omit<Parameters<typeof sunElevation>[0], "localMs">,
  random: Random,
): number {
  let best = { localMs: dayMs, miss: Infinity };
  for (let attempt = 0; attempt < 60 && best.miss > 0; attempt++) {
    const localMs = dayMs + Math.round(random.between(WAKING.from, WAKING.to) * MINUTE_MS);
    const elevation = sunElevation({ ...moment, localMs });
    const miss = Math.max(0, least - elevation, elevation - most);
    if (miss < best.miss) best = { localMs, miss };
  }
  return best.localMs;
}

/** How bright it is outside, as EV at ISO 100: 15 at noon, 0 in a lit night. */
function outdoorsEv(elevation: number, weather: Weather): number {
  const clear = elevation > 0 ? 11 + 4 * clamp(elevation / 30) : 11 + Math.max(elevation, -14) * 0.8;
  return clear - (weather === "overcast" ? 2 : weather === "fog" ? 1.5 : 0);
}
