import type { Country, PaintScene, Season } from "@shared/media/samples/scene";
import { paintBlossom, paintFlowers, paintStillLife } from "@shared/media/samples/scenes/close";
import { paintBeach, paintGate, paintSea, paintVillage } from "@shared/media/samples/scenes/coast";
import { paintTiles } from "@shared/media/samples/scenes/tiles";
import { paintQuay, paintRoofs } from "@shared/media/samples/scenes/houses";
import { paintRain } from "@shared/media/samples/scenes/rain";
import { paintSkyline } from "@shared/media/samples/scenes/skyline";
import { paintDunes, paintFields, paintLake, paintRidges, paintVolcano } from "@shared/media/samples/scenes/wide-land";
import { paintForest, paintSnow } from "@shared/media/samples/scenes/woods";

export type SubjectName =
  | "ridges"
  | "lake"
  | "aurora"
  | "volcano"
  | "fields"
  | "dunes"
  | "sea"
  | "beach"
  | "gate"
  | "village"
  | "forest"
  | "snow"
  | "skyline"
  | "roofs"
  | "quay"
  | "rain"
  | "flowers"
  | "blossom"
  | "still life"
  | "tiles";

export interface Subject {
  paint: PaintScene;
  /** Heights of the sun, in degrees, at which one takes such a picture. */
  hours: readonly (readonly [least: number, most: number])[];
  /** Words that a person would file it under, the first one also as a title. */
  words: readonly [string, ...string[]];
  /** A lamp, not the sun, says how bright it is; in EV at ISO 100. */
  indoorsEv?: number;
}

const ANY = [[-9, 45]] as const;
const GOLDEN = [[-2, 9]] as const;
const DAY = [[6, 60]] as const;
const NIGHT = [[-60, -9]] as const;

export const SUBJECTS: Readonly<Record<SubjectName, Subject>> = {
  ridges: { paint: paintRidges, hours: [...GOLDEN, ...ANY], words: ["Ridges in the haze", "mountains", "haze"] },
  lake: { paint: paintLake, hours: [...GOLDEN, ...ANY], words: ["Still water", "lake", "mountains"] },
  aurora: { paint: paintLake, hours: NIGHT, words: ["Northern lights", "aurora", "night"] },
  volcano: { paint: paintVolcano, hours: [...GOLDEN, ...DAY], words: ["Mount Fuji", "mountains", "Fuji"] },
  fields: { paint: paintFields, hours: [...DAY, ...GOLDEN], words: ["Fields", "fields", "country"] },
  dunes: { paint: paintDunes, hours: [...GOLDEN, ...DAY], words: ["Dunes", "sand", "dunes"] },
  sea: { paint: paintSea, hours: [...GOLDEN, ...ANY], words: ["The sea", "sea", "sailing"] },
  beach: { paint: paintBeach, hours: [...GOLDEN, ...DAY], words: ["At the beach", "beach", "sea"] },
  gate: { paint: paintGate, hours: [...GOLDEN, ...ANY], words: ["The gate in the sea", "torii", "sea"] },
  village: { paint: paintVillage, hours: [...ANY, ...GOLDEN], words: ["Huts by the fjord", "fjord", "village"] },
  forest: { paint: paintForest, hours: [...GOLDEN, ...DAY], words: ["In the woods", "forest", "mist"] },
  snow: { paint: paintSnow, hours: [...ANY, ...GOLDEN], words: ["First snow", "snow", "winter"] },
  skyline: {
    paint: paintSkyline,
    hours: [
      [-30, -5],
      [-8, 4],
    ],
    words: ["City lights", "city", "night"],
  },
  roofs: { paint: paintRoofs, hours: [...GOLDEN, ...ANY], words: ["Over the roofs", "roofs", "city"] },
  quay: { paint: paintQuay, hours: [...ANY, ...GOLDEN], words: ["At the harbour", "harbour", "houses"] },
  rain: { paint: paintRain, hours: [[-60, -6]], words: ["Rain", "rain", "night"], indoorsEv: 4 },
  flowers: { paint: paintFlowers, hours: DAY, words: ["In the garden", "flowers", "macro"] },
  blossom: { paint: paintBlossom, hours: DAY, words: ["Cherry blossom", "sakura", "flowers"] },
  "still life": {
    paint: paintStillLife,
    hours: [[4, 60]],
    words: ["By the window", "still life", "indoors"],
    indoorsEv: 7,
  },
  tiles: { paint: paintTiles, hours: [[10, 60]], words: ["Azulejos", "tiles", "wall"] },
};

export interface Place {
  name: string;
  country: Country;
  latitude: number;
  longitude: number;
  subjects: readonly [SubjectName, ...SubjectName[]];
}

const place = (
  ...[name, country, latitude, longitude, ...subjects]: [string, Country, number, number, SubjectName, ...SubjectName[]]
): Place => ({ name, country, latitude, longitude, subjects });

export const PLACES = {
  tokyo: place("Tokyo", "Japan", 35.6762, 139.7503, "skyline", "rain", "roofs", "skyline", "flowers"),
  kamakura: place("Kamakura", "Japan", 35.3062, 139.5467, "beach", "sea", "still life", "flowers", "forest"),
  kyoto: place("Kyoto", "Japan", 35.0116, 135.7681, "roofs", "forest", "blossom", "rain", "ridges"),
  kawaguchiko: place("Kawaguchiko", "Japan", 35.5101, 138.7652, "volcano", "volcano", "lake", "ridges"),
  nikko: place("Nikko", "Japan", 36.7499, 139.5982, "forest", "ridges", "lake", "snow"),
  furano: place("Furano", "Japan", 43.342, 142.383, "fields", "fields", "ridges", "flowers"),
  tottori: place("Tottori", "Japan", 35.5401, 134.2281, "dunes", "dunes", "sea"),
  miyajima: place("Miyajima", "Japan", 34.296, 132.3199, "gate", "gate", "sea", "forest"),
  ishigaki: place("Ishigaki", "Japan", 24.3967, 124.1402, "beach", "sea", "beach", "flowers"),
  lisbon: place("Lisbon", "Portugal", 38.7139, -9.1394, "roofs", "tiles", "roofs", "rain", "still life"),
  porto: place("Porto", "Portugal", 41.1403, -8.6111, "quay", "tiles", "roofs", "quay", "rain"),
  douro: place("Pinhão", "Portugal", 41.1897, -7.5464, "fields", "ridges", "lake"),
  lagos: place("Lagos", "Portugal", 37.0828, -8.673, "beach", "sea", "beach", "flowers"),
  nazare: place("Nazaré", "Portugal", 39.6012, -9.071, "sea", "beach", "sea"),
  evora: place("Évora", "Portugal", 38.571, -7.9135, "fields", "still life", "fields", "tiles"),
  oslo: place("Oslo", "Norway", 59.9075, 10.7532, "skyline", "snow", "sea", "forest"),
  bergen: place("Bergen", "Norway", 60.3975, 5.3221, "quay", "quay", "rain", "ridges"),
  geiranger: place("Geiranger", "Norway", 62.1008, 7.2059, "lake", "ridges", "village", "lake"),
  reine: place("Reine", "Norway", 67.9324, 13.0888, "village", "village", "sea", "lake"),
  tromso: place("Tromsø", "Norway", 69.6492, 18.9553, "aurora", "snow", "aurora", "village"),
  roros: place("Røros", "Norway", 62.5747, 11.3842, "snow", "snow", "forest", "still life"),
} as const satisfies Record<string, Place>;

export interface Journey {
  to: keyof typeof PLACES;
  /** The first day, of local time: `2019-03-28`. */
  from: string;
  days: number;
  photos: number;
}

const journey = (...[from, to, days, photos]: [string, keyof typeof PLACES, number, number]): Journey => ({
  from,
  to,
  days,
  photos,
});

/** Ten years of holidays and single days of someone at home in Kamakura: 200 photos. */
export const JOURNEYS: readonly Journey[] = [
  journey("2017-01-08", "kamakura", 1, 3),
  journey("2017-04-06", "kyoto", 4, 9),
  journey("2017-08-14", "lagos", 4, 8),
  journey("2017-08-19", "lisbon", 3, 7),
  journey("2017-11-25", "nikko", 1, 3),
  journey("2018-02-09", "tromso", 4, 9),
  journey("2018-05-03", "miyajima", 2, 6),
  journey("2018-07-16", "furano", 3, 6),
  journey("2018-12-30", "kamakura", 1, 2),
  journey("2019-03-29", "tokyo", 3, 11),
  journey("2019-06-20", "reine", 4, 8),
  journey("2019-10-04", "porto", 3, 7),
  journey("2019-10-08", "douro", 2, 5),
  journey("2020-03-22", "kamakura", 1, 3),
  journey("2020-05-17", "kamakura", 1, 2),
  journey("2020-11-03", "kawaguchiko", 2, 5),
  journey("2021-01-16", "kamakura", 1, 2),
  journey("2021-04-02", "kyoto", 2, 5),
  journey("2021-11-20", "nikko", 2, 5),
  journey("2022-05-01", "tottori", 2, 5),
  journey("2022-07-18", "ishigaki", 4, 7),
  journey("2022-10-22", "kawaguchiko", 1, 4),
  journey("2023-02-17", "roros", 3, 6),
  journey("2023-02-21", "oslo", 2, 5),
  journey("2023-06-03", "bergen", 3, 7),
  journey("2023-06-07", "geiranger", 3, 6),
  journey("2023-12-09", "tokyo", 1, 4),
  journey("2024-04-05", "tokyo", 1, 4),
  journey("2024-06-15", "kamakura", 1, 3),
  journey("2024-09-27", "tromso", 3, 7),
  journey("2025-02-22", "lisbon", 3, 6),
  journey("2025-02-26", "evora", 2, 5),
  journey("2025-03-01", "nazare", 2, 4),
  journey("2025-10-18", "miyajima", 1, 3),
  journey("2026-01-10", "kawaguchiko", 1, 4),
  journey("2026-03-28", "tokyo", 2, 5),
  journey("2026-07-04", "reine", 3, 6),
  journey("2026-08-15", "kamakura", 1, 3),
];

/** Of the northern half, by month from 0. */
export function seasonOf(month: number): Season {
  return (["winter", "spring", "summer", "autumn"] as const)[Math.floor(((month + 1) % 12) / 3)] ?? "summer";
}
