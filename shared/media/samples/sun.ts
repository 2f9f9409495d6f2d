import type { Country } from "@shared/media/samples/scene";

const DAY_MS = 86_400_000;
const toRadians = (degrees: number) => (degrees * Math.PI) / 180;

export interface Moment {
  /** Wall time as if it were UTC, since 1970. */
  localMs: number;
  offsetMinutes: number;
  latitude: number;
  longitude: number;
}

/** Height of the sun above the horizon in degrees, right to about one degree (declination by the cosine of the date). */
export function sunElevation({ localMs, offsetMinutes, latitude, longitude }: Moment): number {
  const day = dayOfYear(localMs);
  const declination = toRadians(-23.44 * Math.cos((2 * Math.PI * (day + 10)) / 365.25));
  const utcHours = ((localMs % DAY_MS) / DAY_MS) * 24 - offsetMinutes / 60;
  const hourAngle = toRadians((utcHours + longitude / 15 - 12) * 15);
  const north = toRadians(latitude);
  const sine = Math.sin(north) * Math.sin(declination) + Math.cos(north) * Math.cos(declination) * Math.cos(hourAngle);
  return (Math.asin(sine) * 180) / Math.PI;
}

function dayOfYear(localMs: number): number {
  const year = new Date(localMs).getUTCFullYear();
  return (localMs - Date.UTC(year, 0, 1)) / DAY_MS;
}

/** What clocks show there on that day: summer time from the last Sunday of March to that of October, but for Japan. */
export function offsetMinutesOf(country: Country, localMs: number): number {
  if (country === "Japan") return 540;
  const year = new Date(localMs).getUTCFullYear();
  const isSummer = localMs >= lastSunday(year, 2) && localMs < lastSunday(year, 9);
  return (country === "Norway" ? 60 : 0) + (isSummer ? 60 : 0);
}

/** Two in the night of the last Sunday of a month of 31 days. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 2));
  return last.getTime() - last.getUTCDay() * DAY_MS;
}
