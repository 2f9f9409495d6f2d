import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findWindowState, fitBounds, saveWindowState } from "./window-state";

const LEFT = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT = { x: 1920, y: 0, width: 1280, height: 1000 };
const SAVED = { x: 2000, y: 100, width: 1000, height: 700 };

test.each([
  ["nothing is known", undefined, [LEFT, RIGHT], { x: 240, y: 60, width: 1440, height: 920 }],
  ["nothing is known, on a small display", undefined, [RIGHT], { x: 1920, y: 40, width: 1280, height: 920 }],
  ["it is where it was", SAVED, [LEFT, RIGHT], SAVED],
  ["its display is gone", SAVED, [LEFT], { x: 920, y: 100, width: 1000, height: 700 }],
  ["its display is gone and the other is smaller", { ...SAVED, width: 2400, height: 1400 }, [LEFT], LEFT],
  ["its title bar is above the display", { ...SAVED, y: -300 }, [LEFT, RIGHT], { ...SAVED, y: 0 }],
  ["a corner of it can be seen", { ...SAVED, x: -980 }, [LEFT], { ...SAVED, x: 0 }],
  ["it lies across two displays", { ...SAVED, x: 1500 }, [LEFT, RIGHT], { ...SAVED, x: 1500 }],
  [
    "it was smaller than it can be",
    { ...SAVED, width: 10, height: 10 },
    [LEFT, RIGHT],
    { ...SAVED, width: 640, height: 480 },
  ],
])("%s", (_, saved, workAreas, bounds) => {
  expect(fitBounds(saved, workAreas)).toEqual(bounds);
});

test("what is saved is found; what cannot be read counts as nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "imgstream-window-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "window.json");
  const state = { bounds: SAVED, isMaximized: true, isFullScreen: false };
  expect(findWindowState(path)).toBeUndefined();
  saveWindowState(path, state);
  expect(findWindowState(path)).toEqual(state);
  writeFileSync(path, `{"bounds":{"x":"a"}}`);
  expect(findWindowState(path)).toBeUndefined();
});
