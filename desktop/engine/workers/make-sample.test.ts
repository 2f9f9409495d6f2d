import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planSamples, type Shot } from "@shared/media/samples/plan";
import { inspectFile } from "@engine/workers/inspect-file";
import { makeSampleFile } from "@engine/workers/make-sample";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Painting takes a second where the machine is busy. */
const PAINTING_MS = 30_000;

const shots = planSamples();
const isPhone = ({ camera }: Shot) => camera.model === "iPhone 7";

/** Shots that differ in what a file has to say. */
const CASES: readonly [string, (shot: Shot) => boolean][] = [
  ["an upright one by the telephone", (shot) => shot.isUpright && isPhone(shot) && shot.gps !== null],
  ["an upright one by the camera", (shot) => shot.isUpright && !isPhone(shot)],
  ["one with a title in Japanese", ({ title }) => title !== null && /\p{Script=Han}/u.test(title)],
  [
    "one of the far west with stars",
    ({ place, rating, gps }) => place.country === "Portugal" && rating !== null && gps !== null,
  ],
  [
    "one of which nothing is said",
    ({ title, keywords, rating }) => title === null && rating === null && keywords.length === 0,
  ],
];

test.each(CASES)(
  "%s states what was planned, in the form that cameras use",
  { timeout: PAINTING_MS },
  async (name, isWanted) => {
    const index = shots.findIndex(isWanted);
    const shot = shots[index];
    if (!shot) throw new Error(`no shot is ${name}`);
    const to = join(folder, shot.path);
    await makeSampleFile({ kind: "sample", index, to });
    const found = await inspectFile({ kind: "inspect", path: to, sidecars: [] });
    if (found.kind !== "photo") throw new Error("it is no photo");
    const { photo, notes } = found;
    const [widthPx, heightPx] = [shot.camera.longPx, shot.camera.shortPx];
    expect({
      ...{ notes, title: photo.title, keywords: photo.keywords, rating: photo.rating },
      ...{ make: photo.cameraMake, model: photo.cameraModel, lens: photo.lensModel, iso: photo.iso },
      ...{ local: photo.capturedLocal, offset: photo.offsetMinutes, from: photo.capturedSource },
      shown: [photo.widthPx, photo.heightPx],
      at: photo.latitude === null ? null : [photo.latitude.toFixed(3), photo.longitude?.toFixed(3)],
    }).toEqual({
      ...{ notes: [], title: shot.title, keywords: shot.keywords, rating: shot.rating },
      ...{ make: shot.camera.make, model: shot.camera.model, lens: shot.exposure.lens, iso: shot.exposure.iso },
      ...{ local: new Date(shot.localMs).toISOString().slice(0, -1), offset: shot.offsetMinutes, from: "exif" },
      shown: shot.isUpright ? [heightPx, widthPx] : [widthPx, heightPx],
      at: shot.gps && [shot.gps.latitude.toFixed(3), shot.gps.longitude.toFixed(3)],
    });
  },
);

test("the same shot gives the same bytes, another shot of its burst others", { timeout: PAINTING_MS }, async () => {
  const index = shots.findIndex(({ burst }) => burst === 1);
  const bytesOf = async (number: number, name: string) => {
    const to = join(folder, name);
    await makeSampleFile({ kind: "sample", index: number, to });
    return readFileSync(to);
  };
  const [first, again, next] = [await bytesOf(index, "a"), await bytesOf(index, "b"), await bytesOf(index + 1, "c")];
  expect({ again: first.equals(again), next: first.equals(next) }).toEqual({ again: true, next: false });
});
