import type { Random } from "@shared/domain/seeded-random";

interface Lens {
  model: string;
  /** In millimetres, shortest and longest. */
  focal: readonly [number, number];
  aperture: number;
}

export interface Camera {
  make: string;
  model: string;
  lenses: readonly [Lens, ...Lens[]];
  longPx: number;
  shortPx: number;
  /** By how much a focal length is longer on film of 36 mm. */
  crop: number;
  iso: readonly [least: number, most: number];
  /** `DSCF` of `DSCF0001.JPG`. */
  prefix: string;
  folder: string;
  /** What it writes for upright pictures: the way its sensor lay (EXIF 2.32, 4.6.4, Orientation). */
  uprightOrientation: 6 | 8;
  gpsShare: number;
}

/** A camera that is taken along, and a telephone that is always there. */
export const CAMERAS = {
  camera: {
    make: "FUJIFILM",
    model: "X-T2",
    lenses: [
      { model: "XF23mmF2 R WR", focal: [23, 23], aperture: 2 },
      { model: "XF18-55mmF2.8-4 R LM OIS", focal: [18, 55], aperture: 2.8 },
      { model: "XF56mmF1.2 R", focal: [56, 56], aperture: 1.2 },
    ],
    longPx: 1536,
    shortPx: 1024,
    crop: 1.5,
    iso: [200, 3200],
    prefix: "DSCF",
    folder: "100_FUJI",
    uprightOrientation: 8,
    gpsShare: 0.55,
  },
  telephone: {
    make: "Apple",
    model: "iPhone 7",
    lenses: [{ model: "iPhone 7 back camera 3.99mm f/1.8", focal: [3.99, 3.99], aperture: 1.8 }],
    longPx: 1440,
    shortPx: 1080,
    crop: 7,
    iso: [20, 1600],
    prefix: "IMG_",
    folder: "100APPLE",
    uprightOrientation: 6,
    gpsShare: 0.95,
  },
} as const satisfies Record<string, Camera>;

export interface Exposure {
  lens: string;
  focalMm: number;
  focal35Mm: number;
  aperture: number;
  iso: number;
  /** In seconds, as it is written on the dial: 1/250 is 0.004. */
  seconds: number;
}

const APERTURES = [1.2, 1.4, 1.8, 2, 2.8, 4, 5.6, 8] as const;
const DIAL = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8] as const;

/** What a person sets for a light of `ev` (at ISO 100): a hand-held time, more gain when it gets dark, then a tripod. */
export function exposureFor(camera: Camera, ev: number, random: Random): Exposure {
  const lens = random.pick(camera.lenses);
  const focalMm = lens.focal[0] === lens.focal[1] ? lens.focal[0] : Math.round(random.between(...lens.focal));
  const wanted = camera.lenses.length === 1 ? lens.aperture : ev > 11 ? 8 : ev > 7 ? 4 : lens.aperture;
  const aperture = Math.max(lens.aperture, APERTURES.find((each) => each >= wanted) ?? lens.aperture);
  const [least, most] = camera.iso;
  const handHeld = 1 / Math.max(30, focalMm * camera.crop);
  const atLeast = aperture ** 2 / 2 ** ev / (least / 100);
  const iso = Math.min(most, Math.max(least, onDial((atLeast / handHeld) * least)));
  const seconds = toShutter(aperture ** 2 / 2 ** ev / (iso / 100));
  return { lens: lens.model, focalMm, focal35Mm: Math.round(focalMm * camera.crop), aperture, iso, seconds };
}

function onDial(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const first = value / power;
  return Math.round(
    DIAL.reduce((best, each) => (Math.abs(each - first) < Math.abs(best - first) ? each : best)) * power,
  );
}

function toShutter(seconds: number): number {
  const limited = Math.min(30, Math.max(1 / 8000, seconds));
  return limited >= 0.4 ? Number(limited.toPrecision(1)) : 1 / onDial(1 / limited);
}
