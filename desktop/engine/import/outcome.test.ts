import { expect, test } from "vitest";
import { importedOutcome, sidecarOutcome, toVerdict } from "@engine/import/outcome";

test.each([
  [undefined, "add"],
  ["live", "duplicate"],
  ["trashed", "revive"],
  ["purged", "revive"],
] as const)("a photo that is %s here: %s", (known, verdict) => {
  expect(toVerdict(known)).toBe(verdict);
});

test("what a photo says of itself that cannot be is told in sentences; what only shows later is not", () => {
  expect(importedOutcome("p", false, ["date_impossible", "gps_empty", "truncated", "exif_damaged"])).toEqual({
    ...{ state: "imported", photoId: "p", code: "value_dropped" },
    message: "Its date cannot be and was left out. Its EXIF block is damaged; what could be read of it was.",
  });
  expect(importedOutcome("p", false, ["gps_empty"])).toEqual({
    state: "imported",
    photoId: "p",
    code: null,
    message: null,
  });
});

test("a sidecar says whose it is", () => {
  expect(sidecarOutcome(["a.jpg", "a.cr2"]).message).toBe("Read together with a.jpg, a.cr2.");
});
