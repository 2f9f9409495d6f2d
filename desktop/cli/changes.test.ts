import { expect, test } from "vitest";
import type { PhotoChanges } from "@shared/contract/edit";
import { parseChanges } from "@cli/changes";

test.each<[string[], PhotoChanges]>([
  [["rating=5"], { rating: 5 }],
  [["title=Lake = blue"], { title: "Lake = blue" }],
  [["title=", "rating="], { title: null, rating: null }],
  [["keywords=lake, summer ,"], { keywords: ["lake", "summer"] }],
  [["keywords="], { keywords: [] }],
  [["keywords+=a", "keywords-=b,c"], { addKeywords: ["a"], removeKeywords: ["b", "c"] }],
  [["capturedLocal=2021-03-01 12:34:56"], { capturedLocal: "2021-03-01T12:34:56" }],
  [["capturedLocal-=1d 2h30m"], { shiftMs: -95_400_000 }],
  [["offsetMinutes=+05:45"], { offsetMinutes: 345 }],
  [["offsetMinutes=-210"], { offsetMinutes: -210 }],
  [["isFavourite=yes", "isHidden=false"], { isFavourite: true, isHidden: false }],
  [["colourLabel=red", "pick="], { colourLabel: "red", pick: null }],
])("%j is read as %j", (assignments, changes) => {
  expect(parseChanges(assignments)).toEqual(changes);
});

test.each([
  ["rating", "bad_request"],
  ["raiting=5", "field_unknown"],
  ["widthPx=5", "field_read_only"],
  ["rating=six", "value_invalid"],
  ["rating=6", "value_invalid"],
  ["latitude=91", "value_invalid"],
  ["capturedLocal=2021-02-30T00:00:00", "value_invalid"],
  ["capturedLocal+=soon", "value_invalid"],
  ["rating+=1", "bad_request"],
  ["isFavourite=perhaps", "value_invalid"],
  ["colourLabel=mauve", "value_invalid"],
  ["__proto__=1", "field_unknown"],
])("%s is refused: %s", (assignment, code) => {
  expect(() => parseChanges([assignment])).toThrow(expect.objectContaining({ code }));
});

test("a mistyped field is answered with the one that was meant", () => {
  expect(() => parseChanges(["raiting=5"])).toThrow("Did you mean rating?");
});
