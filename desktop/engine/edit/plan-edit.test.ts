import { describe, expect, test } from "vitest";
import type { RowCells, TagCells } from "@shared/catalog/cells";
import { nameWords, planPhoto, planTags } from "@engine/edit/plan-edit";

const IMPORT = { w: "import", ts: 1 };

const photo = (values: RowCells["values"]): RowCells => ({ k: "p", values, writerOf: () => IMPORT });

function tag(
  path: string,
  fields: Partial<Record<"isIn" | "text" | "position", string | number | boolean | null>> = {},
): TagCells {
  const values = { path, isIn: true, position: 1, text: null, ...fields };
  return { k: `p/${path.toLowerCase()}`, photoId: "p", values, writerOf: () => IMPORT };
}

const tagIdOf = (path: string) => path.toLowerCase();

describe("planPhoto", () => {
  test("writes only what would be different, with what was there and who had written it", () => {
    expect(planPhoto({ rating: 5, title: "Lake" }, photo({ rating: 3, title: "Lake" }))).toEqual({
      k: "p",
      f: { rating: 5 },
      base: { rating: IMPORT },
      before: { rating: 3 },
    });
  });

  test("leaves a photo that is so already", () => {
    expect(planPhoto({ rating: 5 }, photo({ rating: 5 }))).toBeUndefined();
  });

  test("a time set by a person says so, and so does an offset", () => {
    const values = {
      capturedLocal: "2021-03-01T12:00:00",
      capturedSource: "exif",
      offsetMinutes: null,
      offsetSource: null,
    };
    expect(planPhoto({ shiftMs: 3_600_000, offsetMinutes: 540 }, photo(values))?.f).toEqual({
      capturedLocal: "2021-03-01T13:00:00",
      capturedSource: "user",
      offsetMinutes: 540,
      offsetSource: "user",
    });
  });
});

describe("planTags", () => {
  test("adds at the end what a photo has not, and nothing twice", () => {
    const items = planTags(nameWords({ addKeywords: ["Lake", "summer"] }, tagIdOf), "p", [
      tag("lake", { position: 4 }),
    ]);
    expect(items).toEqual([
      { k: "p/summer", f: { isIn: true, path: "summer", position: 5 }, base: {}, before: { isIn: false } },
    ]);
  });

  test("a whole list takes away what is not in it", () => {
    const items = planTags(nameWords({ keywords: ["b"] }, tagIdOf), "p", [tag("a"), tag("b")]);
    expect(items).toEqual([{ k: "p/a", f: { isIn: false }, base: { isIn: IMPORT }, before: { isIn: true } }]);
  });

  test("a tag that was taken away once comes back", () => {
    const [item] = planTags(nameWords({ addKeywords: ["a"] }, tagIdOf), "p", [tag("a", { isIn: false })]);
    expect(item).toMatchObject({ k: "p/a", f: { isIn: true }, before: { isIn: false } });
  });

  test("the word that a photo shows means its tag in the hierarchy", () => {
    const arezzo = tag("Places|Italy|Arezzo", { text: "Arezzo" });
    expect(planTags(nameWords({ keywords: ["Arezzo"] }, tagIdOf), "p", [arezzo])).toEqual([]);
    expect(planTags(nameWords({ removeKeywords: ["Arezzo"] }, tagIdOf), "p", [arezzo])).toMatchObject([
      { k: arezzo.k, f: { isIn: false } },
    ]);
  });

  test("adding and removing at once takes away", () => {
    expect(planTags(nameWords({ addKeywords: ["a"], removeKeywords: ["a"] }, tagIdOf), "p", [])).toEqual([]);
  });
});
