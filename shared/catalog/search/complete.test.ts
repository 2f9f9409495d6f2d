import { describe, expect, test } from "vitest";
import { completeQuery } from "./complete";

/** Completes where ^ stands, and shows what the range would be replaced with. */
function completeAt(marked: string) {
  const caret = marked.indexOf("^");
  const text = marked.replace("^", "");
  const { range, suggestions, ...rest } = completeQuery(text, caret);
  const results = suggestions.map(({ insert }) => text.slice(0, range.from) + insert + text.slice(range.to));
  return { results, ...rest };
}

describe("search R39: at the caret", () => {
  test.each([
    ["came^", ["camera:"], { typed: "came", field: undefined, asksCatalog: true }],
    ["a -came^ b", ["a -camera: b"], { typed: "came", field: undefined, asksCatalog: true }],
    ["shut^", ["exposure:"], { typed: "shut", field: undefined, asksCatalog: true }],
    ["fav^", ["is:favourite"], { typed: "fav", field: undefined, asksCatalog: true }],
    ["gps^", ["has:gps"], { typed: "gps", field: undefined, asksCatalog: true }],
    ["cam^ra:x", ["camera:x"], { typed: "cam", field: undefined, asksCatalog: false }],
    [
      "label:^",
      ["red", "yellow", "green", "blue", "purple"].map((word) => `label:${word}`),
      { typed: "", field: "label", asksCatalog: false },
    ],
    ["is:TRA^ x", ["is:trashed x"], { typed: "TRA", field: "is", asksCatalog: false }],
    ["is:fa^vorite", ["is:favourite"], { typed: "fa", field: "is", asksCatalog: false }],
    ['label:"re^', ["label:red"], { typed: "re", field: "label", asksCatalog: false }],
    ["label:(red OR gr^)", ["label:(red OR green)"], { typed: "gr", field: "label", asksCatalog: false }],
    ["date:this^", ["date:this-month", "date:this-year"], { typed: "this", field: "date", asksCatalog: false }],
    ["near:^", ["near:48.86,2.35,10km"], { typed: "", field: "near", asksCatalog: false }],
    ["rating:>^", ["rating:>5", "rating:>>=4", "rating:>2..3"], { typed: "", field: "rating", asksCatalog: false }],
    ["camera:x-^", [], { typed: "x-", field: "camera", asksCatalog: true }],
    ['tag:"new yo^', [], { typed: "new yo", field: "tag", asksCatalog: true }],
    ['"new yo^', [], { typed: "new yo", field: undefined, asksCatalog: true }],
    ["camra:x^", [], { typed: "", field: undefined, asksCatalog: false }],
  ])("%s", (marked, results, rest) => {
    expect(completeAt(marked)).toEqual({ results, ...rest });
  });

  test("a blank place offers every field and nothing of the catalog", () => {
    const { results, asksCatalog } = completeAt("a ^ b");
    expect({ first: results[0], isAll: results.length > 25, asksCatalog }).toEqual({
      first: "a title: b",
      isAll: true,
      asksCatalog: false,
    });
  });

  test("what is offered says what it is", () => {
    expect(completeQuery("is:arch", 7).suggestions).toEqual([
      { kind: "value", label: "archived", insert: "archived", description: "archived" },
    ]);
    expect(completeQuery("folde", 5).suggestions).toEqual([
      { kind: "field", label: "folder", insert: "folder:", description: "the folder that holds the original" },
    ]);
  });
});
