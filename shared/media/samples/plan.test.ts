import { expect, test } from "vitest";
import { planSamples } from "@shared/media/samples/plan";

const shots = planSamples();
const yearOf = (localMs: number) => new Date(localMs).getUTCFullYear();

test("there are 200 samples, of ten years, three countries and two cameras", () => {
  expect({
    count: shots.length,
    paths: new Set(shots.map(({ path }) => path)).size,
    years: [...new Set(shots.map(({ localMs }) => yearOf(localMs)))],
    countries: [...new Set(shots.map(({ place }) => place.country))].sort(),
    cameras: [...new Set(shots.map(({ camera }) => `${camera.make} ${camera.model}`))].sort(),
  }).toEqual({
    count: 200,
    paths: 200,
    years: [2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026],
    countries: ["Japan", "Norway", "Portugal"],
    cameras: ["Apple iPhone 7", "FUJIFILM X-T2"],
  });
});

test("they are the same each time", () => {
  expect(planSamples()).toEqual(shots);
});

test("some of Tokyo in 2019 have four stars, and some elsewhere and at other times too", () => {
  const good = shots.filter(({ rating }) => rating === 4);
  const wanted = good.filter(({ place, localMs }) => place.name === "Tokyo" && yearOf(localMs) === 2019);
  expect(wanted.every(({ keywords }) => keywords.includes("Tokyo"))).toBe(true);
  expect({ wanted: wanted.length > 0, others: good.length > wanted.length }).toEqual({ wanted: true, others: true });
});

test.each([
  ["Japan", [540]],
  ["Portugal", [0, 60]],
  ["Norway", [60, 120]],
])("clocks in %s show its offsets from UTC, in summer time and out of it", (country, offsets) => {
  const found = shots.filter(({ place }) => place.country === country).map(({ offsetMinutes }) => offsetMinutes);
  expect([...new Set(found)].sort((a, b) => a - b)).toEqual(offsets);
});

test("the sun stands as high as the picture says, and the exposure follows the light", () => {
  const outdoors = shots.filter(({ subject }) => subject !== "rain" && subject !== "still life");
  const light = (elevation: (degrees: number) => boolean) =>
    outdoors.filter((shot) => elevation(shot.elevation)).map(({ exposure }) => exposure.seconds * exposure.iso);
  const [brightest] = light((degrees) => degrees < -9).sort((a, b) => a - b);
  const [darkest] = light((degrees) => degrees > 15).sort((a, b) => b - a);
  expect(brightest).toBeGreaterThan(darkest ?? Infinity);
});

test("shots of a burst follow one another within a second", () => {
  const bursts = shots.flatMap((shot, at) => (shot.burst > 0 ? [shot.localMs - (shots[at - 1]?.localMs ?? 0)] : []));
  expect({ some: bursts.length > 0, gaps: [...new Set(bursts)] }).toEqual({ some: true, gaps: [400] });
});
