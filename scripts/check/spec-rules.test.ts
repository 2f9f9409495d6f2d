import { expect, test } from "vitest";
import { listMissing } from "./spec-rules.mjs";

const SPECS = [
  { name: "search", text: "# Search\n\n**R1** A blank text.\n\nAs **R2** says, in passing.\n\n**R2** Side by side." },
  { name: "sync-log", text: "**R1** Every line." },
];

/** A test file with titles that begin so. They are put together here, so that this file itself cites nothing. */
function testFile(name: string, ...beginnings: string[]) {
  const titles = beginnings.map((beginning) => `${beginning}: what is true`);
  return { name, text: titles.map((title) => `test(${JSON.stringify(title)}, () => {});`).join("\n") };
}

test("rules that are all cited, at the beginning of a title, miss nothing", () => {
  const tests = [testFile("a.test.ts", "search R1, R2"), testFile("b.test.ts", "sync-log R1")];
  expect(listMissing(SPECS, tests)).toEqual([]);
});

test("what misses its other half is named", () => {
  const specs = [...SPECS, { name: "empty", text: "" }, { name: "twice", text: "**R1** a\n**R1** b" }];
  const tests = [
    testFile("a.test.ts", "search R1", "a camera called Canon R2", "twice R1"),
    testFile("b.test.ts", "search R9", "serach R1"),
  ];
  expect(listMissing(specs, tests)).toEqual([
    "docs/spec/empty.md states no rule. Begin a line with **R1**.",
    "twice R1 is the number of two rules.",
    "search R2 has no test whose title begins with it.",
    "sync-log R1 has no test whose title begins with it.",
    "b.test.ts cites search R9, which is not there.",
    "b.test.ts cites serach R1, which is not there.",
  ]);
});
