import { expect, test } from "vitest";
import { photoImportSchema } from "@shared/contract/mutation";
import { photoIdSchema } from "@shared/contract/photo";
import { liveThrough } from "@bench/generate/life";

const COUNT = 20_000;
const photos = [...liveThrough(COUNT)].flatMap((lived) => lived.photos);
const shareOf = (isSo: (photo: (typeof photos)[number]) => boolean) => photos.filter(isSo).length / COUNT;

test("a life has just as many photos as asked for, each of its own", () => {
  expect(photos).toHaveLength(COUNT);
  expect(new Set(photos.map(({ photoId }) => photoId)).size).toBe(COUNT);
});

test("two lives of one length are the same", () => {
  expect([...liveThrough(3000)]).toEqual([...liveThrough(3000)]);
});

test("every photo is one that an import could have journaled", () => {
  for (const { photoId, facts } of photos.slice(0, 2000)) {
    expect(photoIdSchema.safeParse(photoId).error).toBeUndefined();
    expect(photoImportSchema.safeParse(facts).error).toBeUndefined();
  }
});

test("one month has a tenth of all photos, every year has some", () => {
  expect(shareOf(({ facts }) => facts.capturedLocal.startsWith("2019-07"))).toBeCloseTo(0.1, 2);
  const years = new Set(photos.map(({ facts }) => facts.capturedLocal.slice(0, 4)));
  expect(years.size).toBe(20);
});

test("about half of the photos have a place, an eighth tags from elsewhere, few a title or a rating", () => {
  expect(shareOf(({ facts }) => facts.latitude !== null)).toBeCloseTo(0.5, 1);
  expect(shareOf(({ facts }) => facts.keywords.length > 0)).toBeCloseTo(0.13, 1);
  expect(shareOf(({ facts }) => facts.title !== null)).toBeCloseTo(0.03, 2);
  expect(shareOf(({ facts }) => facts.rating !== null)).toBeCloseTo(0.04, 2);
});

test("imports come in the order of their months", () => {
  const times = [...liveThrough(COUNT)].map(({ photos: [first] }) => first?.facts.capturedLocal.slice(0, 7));
  expect(times).toEqual([...times].sort());
});
