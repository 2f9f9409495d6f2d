import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryQuery } from "@shared/testing/queries";
import { parseQuery, readQuery } from "./parser";
import { printQuery, printText, printValue } from "./print";

/** What queries are made of, and what breaks them, in any order. */
const FRAGMENTS =
  `( ) ( ) - AND OR NOT " " “ ” \\ : ： camera: rating: tag:( size: date: near: is: has:gps title:= >= <= != > < = .. ` +
  `5 4 2019 2021-03 30d 10MB 1/250 48,2,1km favourite x X-T5 IMG(1).jpg é 東京 😀 % _ ' ; -- https://x camra:`;
const fragment = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...FRAGMENTS.split(" ")) },
  { weight: 4, arbitrary: fc.constantFrom(" ", "\u3000", "") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.nat(0xffff), { maxLength: 2 }).map((units) => String.fromCharCode(...units)) },
);
const anyText = fc.array(fragment, { maxLength: 14 }).map((fragments) => fragments.join(""));

describe("search R9: canonical texts", () => {
  test("of any query is read as that query", () => {
    fc.assert(
      fc.property(arbitraryQuery(), (query) => {
        expect(parseQuery(printQuery(query))).toEqual(query);
      }),
      { numRuns: 3000 },
    );
  });

  test("of any text that can be read stays as it is", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { query } = readQuery(text);
        if (!query) return;
        const canonical = printQuery(query);
        expect(parseQuery(canonical)).toEqual(query);
        expect(printQuery(parseQuery(canonical))).toBe(canonical);
      }),
      { numRuns: 5000 },
    );
  });

  test.each<[string, string]>([
    ["", ""],
    ['"paris"  AND "new york"', 'paris "new york"'],
    ["NOT (a OR (b c))", "-(a OR b c)"],
    ["KEYWORD:x Color:RED", "tag:x label:red"],
    ['"-a" "(a)" "a:b" "AND" "x"', '"-a" "(a)" "a:b" "AND" x'],
    [String.raw`"a\"b" "a\\b c" title:"a\"b"`, String.raw`a"b "a\\b c" title:a"b`],
  ])("%s is %s", (text, canonical) => expect(printQuery(parseQuery(text))).toBe(canonical));
});

test.each<[string, string, string]>([
  ["a", "a", "a"],
  ["a b", '"a b"', '"a b"'],
  [">5", ">5", '">5"'],
  ["-5", '"-5"', "-5"],
  ["OR", '"OR"', "OR"],
  ["", '""', '""'],
  ["a:b", '"a:b"', "a:b"],
])("%s is put into a query by itself as %s and as a value as %s", (text, byItself, asValue) => {
  expect([printText(text), printValue(text)]).toEqual([byItself, asValue]);
});

describe("search R35, R38: any text is read", () => {
  test("without failing, pieces and mistakes inside of it and in order", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { query, mistakes, tokens } = readQuery(text);
        expect(query === undefined).toBe(mistakes.length > 0);
        let end = 0;
        for (const { range } of tokens) {
          expect(range.from).toBeGreaterThanOrEqual(end);
          expect(range.to).toBeGreaterThan(range.from);
          end = range.to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        let last = -1;
        for (const { range } of mistakes) {
          expect(range.from).toBeGreaterThanOrEqual(last);
          expect(range.to).toBeGreaterThan(range.from);
          expect(range.to).toBeLessThanOrEqual(text.length);
          last = range.from;
        }
      }),
      { numRuns: 5000 },
    );
  });

  test.each<[string, unknown]>([
    ["half \ud83d, \udc00", ["half", "\ufffd,", "\ufffd"]],
    ["a\0b", ["a", "b"]],
    ['"a\0b"', ["a\0b"]],
    ["\u200fשלום\u200e עולם", ["שלום", "עולם"]],
    ["👩‍👩‍👧 e\u0301", ["👩‍👩‍👧", "e\u0301"]],
  ])("%j", (text, words) => {
    const { tokens } = readQuery(text);
    const found = tokens.flatMap((token) => (token.type === "text" ? [token.value.text] : []));
    expect(found).toEqual(words);
  });
});
