import { describe, expect, test } from "vitest";
import { AppError } from "@shared/errors";
import { type FieldTest, type Query } from "./ast";
import type { FieldName } from "./fields";
import { parseQuery, readQuery } from "./parser";
import { printQuery } from "./print";

const text = (words: string): Query => ({ kind: "text", text: words });
const field = (name: FieldName, asked: FieldTest): Query => ({ kind: "field", field: name, test: asked });
const contains = (name: FieldName, wanted: string) => field(name, { kind: "contains", text: wanted });
const and = (...parts: Query[]): Query => ({ kind: "and", parts });
const or = (...parts: Query[]): Query => ({ kind: "or", parts });
const not = (part: Query): Query => ({ kind: "not", part });
const [a, b, c] = [text("a"), text("b"), text("c")];

const amount = (number: number, unit = "", digits = 0) => ({ type: "amount", number, digits, unit }) as const;
const date = (written: string) => ({ type: "date", text: written }) as const;

describe("search R2, R3: operators", () => {
  test.each<[string, Query]>([
    ["a b", and(a, b)],
    ["a AND b", and(a, b)],
    ["a OR b c", or(a, and(b, c))],
    ["(a OR b) c", and(or(a, b), c)],
    ["NOT a b", and(not(a), b)],
    ["-a -b", and(not(a), not(b))],
    ["−a －b", and(not(a), not(b))],
    ["-(a b)", not(and(a, b))],
    ["NOT(a OR b)", not(or(a, b))],
    ["a OR(b)", or(a, b)],
    ["NOT -a", a],
    ["---a", not(a)],
    ["a (b (c))", and(a, b, c)],
    ["a OR (b OR c)", or(a, b, c)],
    ["or and not", and(text("or"), text("and"), text("not"))],
    ['"OR" a', and(text("OR"), a)],
    ["x-y", text("x-y")],
    ["-x-y", not(text("x-y"))],
    ["constructor", text("constructor")],
  ])("%s", (query, expected) => expect(parseQuery(query)).toEqual(expected));
});

describe("search R4: quotes", () => {
  test.each<[string, Query]>([
    ['"a b"', text("a b")],
    ['"a OR (b)"', text("a OR (b)")],
    [String.raw`"say \"hi\" \\ C:\photos"`, text(String.raw`say "hi" \ C:\photos`)],
    ["“a b”", text("a b")],
    ["„a b“", text("a b")],
    ["＂a b＂", text("a b")],
    ['5"', text('5"')],
    ["O'Brien", text("O'Brien")],
    ['("a")', text("a")],
    ['title:"a b"', contains("title", "a b")],
    ['title:"=a"', contains("title", "=a")],
    ['title:="a b"', field("title", { kind: "equals", text: "a b" })],
    ['"a\nb\0"', text("a\nb\0")],
  ])("%s", (query, expected) => expect(parseQuery(query)).toEqual(expected));
});

describe("search R5, R6: words, names and fields", () => {
  test.each<[string, Query]>([
    ["IMG(1).jpg", text("IMG(1).jpg")],
    ["f((1)(2)).x", text("f((1)(2)).x")],
    ["(IMG(1).jpg)", text("IMG(1).jpg")],
    ["(a b)c", and(a, b, c)],
    ["12:30", text("12:30")],
    ["https://example.org/a:b", text("https://example.org/a:b")],
    [String.raw`C:\photos`, text(String.raw`C:\photos`)],
    ["a\u3000b\u00a0c", and(a, b, c)],
    ["RATING:5", field("rating", { kind: "compare", comparison: "=", value: amount(5) })],
    ["stars：５", field("rating", { kind: "compare", comparison: "=", value: amount(5) })],
    ["（a OR b）", or(a, b)],
    ["title:a(b)", contains("title", "a(b)")],
    ["title:https://x", contains("title", "https://x")],
  ])("%s", (query, expected) => expect(parseQuery(query)).toEqual(expected));
});

describe("search R7, R8: fields of parentheses, ranges and !=", () => {
  test.each<[string, string]>([
    ['camera:(canon OR "nikon z")', 'camera:canon OR camera:"nikon z"'],
    ["tag:(a -b (c OR d))", "tag:a -tag:b (tag:c OR tag:d)"],
    ["-rating:(1 OR >=4)", "-(rating:1 OR rating:>=4)"],
    ["rating:!=5", "-rating:5"],
    ["-rating:!=5", "rating:5"],
    ["rating:≠5", "-rating:5"],
    ["rating:≥4", "rating:>=4"],
    ["title:!=a", "-title:=a"],
    ["rating:2..", "rating:>=2"],
    ["rating:..2", "rating:<=2"],
    ["date:..2019", "date:<=2019"],
    ["rating:2..2", "rating:2..2"],
    ["size:10..20MB", "size:10MB..20MB"],
  ])("%s is %s", (query, canonical) => expect(printQuery(parseQuery(query))).toBe(canonical));
});

describe("search R21, R22, R23, R25: values are read in the ways in which people write them", () => {
  test.each<[string, string]>([
    ["size:10 MB", "size:10B MB"],
    ['size:"10 mb"', "size:10MB"],
    ["size:10m", "size:10MB"],
    ["size:1.50gib", "size:1.50GiB"],
    ["size:.5kb", "size:0.5kB"],
    ["rating:+5", "rating:5"],
    ["rating:05.0", "rating:5"],
    ["rating:-0", "rating:0"],
    ["duration:1:02:03", "duration:3723s"],
    ["duration:90m", "duration:90min"],
    ["shutter:1/250s", "exposure:1/250"],
    ["shutter:0.5sec", "exposure:0.5"],
    ["aperture:f2.8", "aperture:2.8"],
    ["f:F/2.8", "aperture:2.8"],
    ["focal:50mm", "focal:50"],
    ["mp:24MP", "megapixels:24"],
    ["date:2021/3/1", "date:2021-03-01"],
    ["date:20210301", "date:2021-03-01"],
    ["date:2021-03-01t9", "date:2021-03-01T09"],
    ['date:"2021-03-01 09:05:07"', "date:2021-03-01T09:05:07"],
    ['date:"Last Month"', "date:last-month"],
    ["date:30D", "date:30d"],
    ["near:48.860,-2.35,10KM", "near:48.860,-2.35,10km"],
    ['near:"48.86, 2.35, 5 miles"', "near:48.86,2.35,5mi"],
    ["is:Backed_Up", "is:backed-up"],
    ["\u200fdate:today\u200f", "date:today"],
    ["rating:\u200e5\u202c", "rating:5"],
  ])("%s is %s", (query, canonical) => expect(printQuery(parseQuery(query))).toBe(canonical));
});

test("search R22: a date that does not move keeps the precision it was written in", () => {
  expect(parseQuery("date:2019..2021-03-01T12:30")).toEqual(
    field("date", { kind: "range", from: date("2019"), to: date("2021-03-01T12:30") }),
  );
});

test("search R34: a query with a mistake is refused with its range, a message and a suggestion", () => {
  const refusal = (() => {
    try {
      return parseQuery("a camra:x");
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(refusal).toBeInstanceOf(AppError);
  const { code, message, range, suggestion } = refusal as AppError;
  expect({ code, message, range, suggestion }).toEqual({
    code: "bad_query",
    message: "No field is called camra. Did you mean camera?",
    range: { from: 2, to: 7 },
    suggestion: "camera",
  });
});

test("search R35: all mistakes are given in their order, beside all pieces", () => {
  const { query, mistakes, tokens } = readQuery("rating:9 OR is:rawr (");
  expect({ query, mistakes: mistakes.map(({ range }) => range), tokens: tokens.map(({ type }) => type) }).toEqual({
    query: undefined,
    mistakes: [
      { from: 7, to: 8 },
      { from: 15, to: 19 },
      { from: 20, to: 21 },
    ],
    tokens: ["field", "or", "field", "open"],
  });
});

test("search R35: pieces tell where their parts are", () => {
  const query = '-size:>"10 MB"';
  const { tokens } = readQuery(query);
  expect(tokens).toEqual([
    { type: "not", range: { from: 0, to: 1 }, isMinus: true },
    expect.objectContaining({
      type: "field",
      name: "size",
      range: { from: 1, to: 14 },
      nameRange: { from: 1, to: 5 },
      value: {
        operator: ">",
        text: "10 MB",
        isQuoted: true,
        range: { from: 6, to: 14 },
        textRange: { from: 7, to: 14 },
      },
    }),
  ]);
});
