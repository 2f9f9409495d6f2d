import { clamp, mix, type Rgb, rgb, scale } from "@shared/media/samples/colour";
import type { Random } from "@shared/domain/seeded-random";

export type Weather = "clear" | "broken" | "overcast" | "fog";

/** The light of a moment outdoors. */
export interface Light {
  /** Of the sun above the horizon, in degrees. */
  elevation: number;
  weather: Weather;
  zenith: Rgb;
  middle: Rgb;
  horizon: Rgb;
  /** What the sun, or what is left of it, puts on things. */
  sun: Rgb;
  /** What comes from all over the sky: the colour of shadows. */
  ambient: Rgb;
  /** What distance turns things into. */
  haze: Rgb;
  /** Where the sun stands, in shares of the picture's width; it may be outside. */
  sunX: number;
  isNight: boolean;
}

interface Hour {
  elevation: number;
  zenith: Rgb;
  middle: Rgb;
  horizon: Rgb;
  sun: Rgb;
  ambient: Rgb;
}

const hour = (
  elevation: number,
  ...[zenith, middle, horizon, sun, ambient]: [number, number, number, number, number]
) =>
  ({
    elevation,
    zenith: rgb(zenith),
    middle: rgb(middle),
    horizon: rgb(horizon),
    sun: rgb(sun),
    ambient: rgb(ambient),
  }) satisfies Hour;

/** Skies from night to noon. */
const HOURS: readonly [Hour, ...Hour[]] = [
  hour(-18, 0x050916, 0x0a1228, 0x18233c, 0x2b3c66, 0x141c30),
  hour(-10, 0x0b1838, 0x1b2c58, 0x3d4c78, 0x3d4f80, 0x1e2a48),
  hour(-5, 0x1b3268, 0x4a5b93, 0xb68c94, 0x77719c, 0x39456a),
  hour(-1.5, 0x2f4f8c, 0x8d80a8, 0xf4a275, 0xd88f84, 0x5d6488),
  hour(2, 0x42689f, 0xc69da0, 0xffb968, 0xffa861, 0x77788f),
  hour(7, 0x4a80be, 0x9fb9d6, 0xfbdcab, 0xffd69a, 0x8b94a6),
  hour(18, 0x3f7cc6, 0x86b6e2, 0xdae7ee, 0xfff1d6, 0x93a3b8),
  hour(50, 0x2c70c4, 0x6aa6e0, 0xcde3f2, 0xfffaf0, 0x9db0c6),
];

/** What evenings differ by: the colour that the low sky leans to. */
const EVENINGS: readonly [Rgb, ...Rgb[]] = [rgb(0xff9a52), rgb(0xff7f6e), rgb(0xffc46b), rgb(0xe88bb0), rgb(0xf2b48c)];

const GREY_SKY = [rgb(0xa9b3bd), rgb(0xbfc7cd), rgb(0xd9dddd)] as const;

export function lightOf(elevation: number, weather: Weather, random: Random): Light {
  const clear = between(elevation);
  const evening = clamp(1 - Math.abs(elevation - 0.5) / 6) * random.between(0.15, 0.6);
  const leaning = random.pick(EVENINGS);
  const horizon = mix(clear.horizon, leaning, evening);
  const middle = mix(clear.middle, leaning, evening * 0.35);
  const grey = weather === "overcast" ? random.between(0.7, 0.9) : weather === "fog" ? random.between(0.55, 0.8) : 0;
  const brightness = clamp((clear.horizon[0] + clear.horizon[1] + clear.horizon[2]) / 2.5, 0.08, 1);
  const toGrey = (colour: Rgb, level: 0 | 1 | 2) => mix(colour, scale(GREY_SKY[level], brightness), grey);
  return {
    elevation,
    weather,
    zenith: toGrey(clear.zenith, 0),
    middle: toGrey(middle, 1),
    horizon: toGrey(horizon, 2),
    sun: mix(clear.sun, scale(GREY_SKY[1], brightness), grey * 0.8),
    ambient: toGrey(clear.ambient, 0),
    haze: toGrey(mix(horizon, clear.middle, 0.35), 2),
    sunX: random.between(-0.15, 1.15),
    isNight: elevation < -7,
  };
}

function between(elevation: number): Hour {
  const above = HOURS.find((each) => each.elevation >= elevation) ?? HOURS.at(-1) ?? HOURS[0];
  const below = HOURS[HOURS.indexOf(above) - 1] ?? above;
  const span = above.elevation - below.elevation;
  const share = span === 0 ? 0 : clamp((elevation - below.elevation) / span);
  const of = (name: "zenith" | "middle" | "horizon" | "sun" | "ambient") => mix(below[name], above[name], share);
  return {
    elevation,
    ...{ zenith: of("zenith"), middle: of("middle"), horizon: of("horizon"), sun: of("sun"), ambient: of("ambient") },
  };
}
