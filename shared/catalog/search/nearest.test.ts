import { expect, test } from "vitest";
import { toNearest } from "./nearest";

const NAMES = ["camera", "rating", "tag", "date", "f", "is", "iso"];

test.each([
  ["camra", "camera"],
  ["CAMERA", "camera"],
  ["acmera", "camera"],
  ["cameras", "camera"],
  ["kamera", "camera"],
  ["ratign", "rating"],
  ["tg", "tag"],
  ["isso", "iso"],
  ["x", undefined],
  ["ix", undefined],
  ["location", undefined],
  ["", undefined],
  ["camera".repeat(10), undefined],
])("%j was meant to be %j", (typed, name) => expect(toNearest(typed, NAMES)).toBe(name));
