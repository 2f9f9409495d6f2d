import { expect, test } from "vitest";
import type { MediaFormat } from "@shared/domain/media-type";
import { playableType, toShownAs, type ShownAs } from "@renderer/features/viewer/shown-as";

const still = (hasOriginal: boolean): ShownAs => ({ kind: "still", hasOriginal });

test.each<[MediaFormat, number | null, string | null, ShownAs]>([
  ["jpeg", null, "/a.jpg", still(true)],
  ["avif", null, "/a.avif", still(true)],
  ["heic", null, "/a.heic", still(false)],
  ["cr3", null, "/a.cr3", still(false)],
  ["tiff", null, "/a.tif", still(false)],
  ["jpeg", null, null, still(false)],
  ["gif", 800, "/a.gif", { kind: "moving" }],
  ["gif", null, "/a.gif", still(true)],
  ["webp", 800, "/a.webp", { kind: "moving" }],
  ["webp", null, "/a.webp", still(true)],
  ["png", null, "/a.png", { kind: "moving" }],
  ["png", null, null, still(false)],
  ["mp4", 5000, "/a.mp4", { kind: "video" }],
  ["avi", null, null, { kind: "video" }],
])("%s lasting %s at %s is shown as %o", (format, durationMs, path, shown) => {
  expect(toShownAs({ format, durationMs, path })).toEqual(shown);
});

test("a QuickTime file is offered to the browser as the MP4 that it mostly is", () => {
  expect([playableType("mov"), playableType("webm"), playableType("avi")]).toEqual([
    "video/mp4",
    "video/webm",
    "video/x-msvideo",
  ]);
});
