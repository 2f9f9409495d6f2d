import { expect, test } from "vitest";
import { offsetMinutesOf, sunElevation } from "@shared/media/samples/sun";

const at = (local: string) => Date.parse(`${local}:00Z`);

test.each([
  ["over Tokyo at noon in midsummer", "2019-06-21T11:43", 540, 35.68, 139.75, 77.8],
  ["over Lisbon at noon at the equinox", "2018-03-20T12:44", 0, 38.71, -9.14, 51.3],
  ["over Tromsø at noon in midwinter, below the horizon", "2018-12-21T11:44", 60, 69.65, 18.96, -3.1],
  ["over Tromsø at midnight in midsummer, above it", "2018-06-21T00:44", 120, 69.65, 18.96, 3.1],
])("the sun stands %s", (_, local, offsetMinutes, latitude, longitude, expected) => {
  const found = sunElevation({ localMs: at(local), offsetMinutes, latitude, longitude });
  expect(Math.abs(found - expected)).toBeLessThan(1.5);
});

test.each([
  ["Japan", "2019-07-01T12:00", 540],
  ["Norway", "2019-03-31T01:59", 60],
  ["Norway", "2019-03-31T03:00", 120],
  ["Portugal", "2019-10-26T12:00", 60],
  ["Portugal", "2019-10-27T12:00", 0],
] as const)("clocks in %s at %s are %i minutes before UTC", (country, local, expected) => {
  expect(offsetMinutesOf(country, at(local))).toBe(expected);
});
