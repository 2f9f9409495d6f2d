import { describe, expect, test } from "vitest";
import { altitudeOf, angleOfXmp, directionOf, placeOf } from "@shared/media/readings/place";

const angle = (parts: readonly number[], hemisphere: string) => ({ parts, hemisphere });

describe("placeOf", () => {
  test.each([
    [
      "north and east",
      angle([43, 28, 2.814], "N"),
      angle([11, 53, 6.456], "E"),
      { latitude: 43.467448, longitude: 11.885127 },
      [],
    ],
    [
      "south and east",
      angle([41, 17, 11.4], "S"),
      angle([174, 46, 34.32], "E"),
      { latitude: -41.2865, longitude: 174.7762 },
      [],
    ],
    [
      "south and west",
      angle([54.8019, 0, 0], "S"),
      angle([68.303, 0, 0], "W"),
      { latitude: -54.8019, longitude: -68.303 },
      [],
    ],
    [
      "letters in lower case",
      angle([64, 8.796, 0], "n\0"),
      angle([21, 56.556, 0], "w\0"),
      { latitude: 64.1466, longitude: -21.9426 },
      [],
    ],
    ["degrees alone", angle([7], "N"), angle([8], "E"), { latitude: 7, longitude: 8 }, []],
    [
      "minutes and seconds unknown",
      angle([7, Number.NaN, Number.NaN], "N"),
      angle([8, 0, 0], "E"),
      { latitude: 7, longitude: 8 },
      [],
    ],
    [
      "no letters",
      angle([43, 0, 0], ""),
      angle([11, 0, 0], ""),
      { latitude: 43, longitude: 11 },
      ["gps_without_hemisphere"],
    ],
    ["the pole", angle([90, 0, 0], "N"), angle([0, 0, 0], "E"), { latitude: 90, longitude: 0 }, []],
    ["a true 0, 0", angle([0, 0, 0], "N"), angle([0, 0, 0], "E"), { latitude: 0, longitude: 0 }, []],
    ["zeros of an empty block", angle([0, 0, 0], ""), angle([0, 0, 0], ""), undefined, ["gps_empty"]],
    [
      "0/0 of an empty block",
      angle([Number.NaN, Number.NaN, Number.NaN], "N"),
      angle([Number.NaN], "E"),
      undefined,
      ["gps_empty"],
    ],
    ["nothing", angle([], ""), angle([], ""), undefined, []],
    ["one half", angle([43], "N"), angle([], ""), undefined, ["gps_empty"]],
    ["too far north", angle([91, 30, 0], "N"), angle([0, 15, 0], "E"), undefined, ["gps_out_of_range"]],
    ["too far east", angle([45, 0, 0], "N"), angle([200, 15, 0], "E"), undefined, ["gps_out_of_range"]],
  ])("reads %s", (_, latitude, longitude, expected, expectedNotes) => {
    const notes: string[] = [];
    const place = placeOf(latitude, longitude, notes);
    const rounded = place && {
      latitude: Number(place.latitude.toFixed(6)),
      longitude: Number(place.longitude.toFixed(6)),
    };
    expect({ place: rounded, notes }).toEqual({ place: expected, notes: expectedNotes });
  });
});

test.each([
  ["46,53.90352N", angle([46, 53.90352], "N")],
  ["46,53,54S", angle([46, 53, 54], "S")],
  ["12.5e", angle([12.5], "e")],
  ["somewhere", angle([], "")],
])("XMP writes %s", (text, expected) => {
  expect(angleOfXmp(text)).toEqual(expected);
});

test.each([
  [103.6, false, 103.6, []],
  [27, true, -27, []],
  [Number.NaN, false, undefined, []],
  [4_294_967, false, undefined, ["altitude_impossible"]],
])("an altitude of %d (below: %s) is %d", (metres, isBelow, expected, expectedNotes) => {
  const notes: string[] = [];
  expect({ altitude: altitudeOf(metres, isBelow, notes), notes }).toEqual({ altitude: expected, notes: expectedNotes });
});

test.each([
  [348.05, 348.05],
  [360, 0],
  [400, undefined],
  [Number.NaN, undefined],
])("a direction of %d is %d", (degrees, expected) => {
  expect(directionOf(degrees)).toBe(expected);
});
