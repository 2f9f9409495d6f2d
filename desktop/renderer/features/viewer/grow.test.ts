import { expect, test } from "vitest";
import { toGrowStart } from "@renderer/features/viewer/grow";
import type { Scene } from "@renderer/features/viewer/zoom-geometry";

const scene: Scene = {
  stage: { width: 1000, height: 500 },
  picture: { width: 6000, height: 4000 },
  pixelRatio: 1,
};

test("a picture of 750 by 500 in the middle of its stage begins over its thumbnail", () => {
  const origin = { left: 300, top: 200, width: 150, height: 100 };
  // Shown at 125, 0 of the stage; a fifth of the size brings that to 25, 0.
  expect(toGrowStart(scene, { left: 0, top: 50 }, origin)).toBe("translate(275px, 150px) scale(0.2)");
});

test("a picture already in its place does not move", () => {
  const origin = { left: 125, top: 50, width: 750, height: 500 };
  expect(toGrowStart(scene, { left: 0, top: 50 }, origin)).toBe("translate(0px, 0px) scale(1)");
});
