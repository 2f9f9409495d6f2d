import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clamp,
  fit,
  fitScale,
  isFitted,
  outgrows,
  pan,
  reframe,
  scaleRange,
  toggleFull,
  wheelFactor,
  zoomTo,
  type Framing,
  type Point,
  type Scene,
} from "@renderer/features/viewer/zoom-geometry";

const sceneOf = (stage: [number, number], picture: [number, number], pixelRatio = 1): Scene => ({
  stage: { width: stage[0], height: stage[1] },
  picture: { width: picture[0], height: picture[1] },
  pixelRatio,
});

const landscape = sceneOf([1000, 500], [6000, 4000]);
const MIDDLE: Point = { x: 0, y: 0 };

describe("fitting", () => {
  test.each<[string, Scene, number]>([
    ["by height when the stage is wider", landscape, 0.125],
    ["by width when the stage is taller", sceneOf([500, 1000], [6000, 4000]), 1 / 12],
    ["at its own size when it is smaller than the stage", sceneOf([1000, 500], [40, 30]), 1],
    ["by the long side of a panorama", sceneOf([1000, 500], [20_000, 100]), 0.05],
  ])("shows a whole picture %s", (_, scene, scale) => {
    expect(fit(scene)).toEqual({ scale, x: 0, y: 0 });
  });
});

describe("zooming", () => {
  test("keeps what is under the pointer there", () => {
    const zoomed = zoomTo(landscape, fit(landscape), { x: 100, y: -50 }, 1);
    expect(zoomed).toEqual({ scale: 1, x: -700, y: 350 });
  });

  test("goes no further than eight screen pixels for one of the picture, and no smaller than the whole picture", () => {
    expect(zoomTo(landscape, fit(landscape), MIDDLE, 1000).scale).toBe(8);
    expect(zoomTo(landscape, { scale: 1, x: 300, y: 20 }, { x: 400, y: 0 }, 0.001)).toEqual(fit(landscape));
  });

  test("1:1 counts screen pixels, so that it is half the size on a screen of two pixels each", () => {
    const dense = { ...landscape, pixelRatio: 2 };
    expect(toggleFull(dense, fit(dense), MIDDLE)).toEqual({ scale: 0.5, x: 0, y: 0 });
  });

  test("toggles between the whole picture and 1:1", () => {
    const full = toggleFull(landscape, fit(landscape), MIDDLE);
    expect(full).toEqual({ scale: 1, x: 0, y: 0 });
    expect(toggleFull(landscape, full, MIDDLE)).toEqual(fit(landscape));
  });

  test("a small picture, whole at 1:1, doubles instead", () => {
    const small = sceneOf([1000, 500], [40, 30]);
    expect(toggleFull(small, fit(small), MIDDLE)).toEqual({ scale: 2, x: 0, y: 0 });
  });

  test.each([
    [100, false, Math.exp(-0.25)],
    [-100, false, Math.exp(0.25)],
    [-3, true, Math.exp(0.18)],
    [-100_000, false, Math.exp(0.6)],
  ])("a wheel turned by %d (lines: %s) scales by %d", (deltaY, isLines, factor) => {
    expect(wheelFactor(deltaY, isLines)).toBeCloseTo(factor);
  });
});

describe("panning", () => {
  test("stops where the picture ends", () => {
    const full: Framing = { scale: 1, x: 0, y: 0 };
    expect(pan(landscape, full, { x: 100, y: 100 })).toEqual({ scale: 1, x: 100, y: 100 });
    expect(pan(landscape, full, { x: 99_999, y: -99_999 })).toEqual({ scale: 1, x: 2500, y: -1750 });
  });

  test("does not move a picture that is wholly shown", () => {
    expect(pan(landscape, fit(landscape), { x: 30, y: 30 })).toEqual(fit(landscape));
  });
});

describe("a new stage", () => {
  const wider = sceneOf([1600, 900], [6000, 4000]);

  test("fits a fitted picture again", () => {
    expect(reframe(landscape, wider, fit(landscape))).toEqual(fit(wider));
  });

  test("leaves the size and the middle of a zoomed picture", () => {
    expect(reframe(landscape, wider, { scale: 1, x: 40, y: 50 })).toEqual({ scale: 1, x: 40, y: 50 });
  });

  test("shows the same when the true size of the picture gets known", () => {
    const asPreview = sceneOf([1000, 500], [1600, 1067]);
    const asOriginal = sceneOf([1000, 500], [3200, 2134]);
    expect(reframe(asPreview, asOriginal, { scale: 2, x: 10, y: 0 })).toEqual({ scale: 1, x: 10, y: 0 });
  });
});

test.each([
  [1, 0.125, 1600, false],
  [1, 0.5, 1600, true],
  [2, 0.15, 1600, true],
  [1, 8, 6000, false],
])("at %d pixels each and scale %d, a rendition of %d px is outgrown: %s", (pixelRatio, scale, width, isOutgrown) => {
  expect(outgrows({ ...landscape, pixelRatio }, { scale, x: 0, y: 0 }, width)).toBe(isOutgrown);
});

const lengths = fc.integer({ min: 1, max: 30_000 });
const scenes: fc.Arbitrary<Scene> = fc.record({
  stage: fc.record({ width: fc.integer({ min: 50, max: 8000 }), height: fc.integer({ min: 50, max: 8000 }) }),
  picture: fc.record({ width: lengths, height: lengths }),
  pixelRatio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
});
const points: fc.Arbitrary<Point> = fc.record({
  x: fc.double({ min: -4000, max: 4000, noNaN: true }),
  y: fc.double({ min: -4000, max: 4000, noNaN: true }),
});
const steps = fc.array(fc.record({ pointer: points, factor: fc.double({ min: 0.1, max: 10, noNaN: true }) }), {
  maxLength: 12,
});

/** All that a scene promises of a framing. */
function check(scene: Scene, { scale, x, y }: Framing): void {
  const { least, most } = scaleRange(scene);
  expect(scale).toBeGreaterThanOrEqual(least);
  expect(scale).toBeLessThanOrEqual(most);
  const gapX = (scene.picture.width * scale - scene.stage.width) / 2 - Math.abs(x);
  const gapY = (scene.picture.height * scale - scene.stage.height) / 2 - Math.abs(y);
  if (x !== 0) expect(gapX).toBeGreaterThanOrEqual(-1e-6);
  if (y !== 0) expect(gapY).toBeGreaterThanOrEqual(-1e-6);
}

test("whatever the zooms and pans, no gap opens and no bound is passed", () => {
  fc.assert(
    fc.property(scenes, steps, (scene, gestures) => {
      let framing = fit(scene);
      for (const { pointer, factor } of gestures) {
        framing = pan(scene, zoomTo(scene, framing, pointer, framing.scale * factor), pointer);
        check(scene, framing);
      }
    }),
  );
});

test("clamping twice is clamping once", () => {
  fc.assert(
    fc.property(scenes, points, fc.double({ min: 1e-4, max: 100, noNaN: true }), (scene, { x, y }, scale) => {
      const once = clamp(scene, { scale, x, y });
      expect(clamp(scene, once)).toEqual(once);
    }),
  );
});

test("zooming in and out again at one place leads back, where no edge is in the way", () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 7, noNaN: true }), (factor) => {
      const start: Framing = { scale: 1, x: 12, y: -7 };
      const there = zoomTo(landscape, start, { x: 20, y: 30 }, factor);
      const back = zoomTo(landscape, there, { x: 20, y: 30 }, 1);
      expect(back.x).toBeCloseTo(start.x, 6);
      expect(back.y).toBeCloseTo(start.y, 6);
      expect(isFitted(landscape, back)).toBe(false);
    }),
  );
});

test("the whole picture is never wider or taller than its stage", () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const scale = fitScale(scene);
      expect(scene.picture.width * scale).toBeLessThanOrEqual(scene.stage.width * (1 + 1e-9));
      expect(scene.picture.height * scale).toBeLessThanOrEqual(scene.stage.height * (1 + 1e-9));
    }),
  );
});
