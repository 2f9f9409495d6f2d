import { readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeWithSharp } from "@shared/media/decode-sharp";
import { readFacts } from "@shared/media/facts";
import { originalOf } from "@shared/media/testing/build-files";
import { firstFolders, savePhotoFiles } from "@bench/generate/photo-files";

const COUNT = 120;
const SIZE = { widthPx: 160, heightPx: 120, sizeBytes: 8000 };
let folder: string;
let files: Buffer[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bench-photos-"));
  await savePhotoFiles(folder, { count: COUNT, ...SIZE, scenes: 2 });
  const folders = readdirSync(folder).sort();
  files = folders.flatMap((name) => {
    const names = readdirSync(join(folder, name)).sort();
    return names.map((file) => readFileSync(join(folder, name, file)));
  });
});

afterAll(() => rm(folder, { recursive: true }));

test("no two files are the same", () => {
  expect(files).toHaveLength(COUNT);
  expect(new Set(files.map((file) => file.toString("latin1"))).size).toBe(COUNT);
});

test("the files of a folder are found by their number", () => {
  expect(firstFolders(folder, 100).flatMap((path) => readdirSync(path))).toHaveLength(100);
});

test("a file decodes and comes near to its size", async () => {
  const [file = Buffer.alloc(0)] = files;
  const { pixels, notes } = await decodeWithSharp(file, 1000, { pixels: 1_000_000 });
  expect({ ...pixels, bytes: undefined, notes }).toEqual({ widthPx: 160, heightPx: 120, channels: 3, notes: [] });
  expect(file.length).toBeGreaterThan(4000);
  expect(file.length).toBeLessThan(12_000);
});

test("a file states what a camera states, and nothing that has to be doubted", async () => {
  for (const file of files.slice(0, 20)) {
    const facts = await readFacts(originalOf(file));
    expect(facts).toMatchObject({
      ...{ cameraMake: expect.any(String) as string, lensModel: expect.any(String) as string },
      ...{ capturedSource: "exif", offsetMinutes: 120, offsetSource: "exif" },
      ...{ latitude: expect.any(Number) as number, iso: expect.any(Number) as number, notes: [] },
    });
    expect(facts.capturedLocal.slice(0, 4)).toBe("2019");
  }
});
