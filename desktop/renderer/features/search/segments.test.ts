import fc from "fast-check";
import { expect, test } from "vitest";
import { readQuery } from "@shared/catalog/search/parser";
import { toSegments } from "./segments";

/** The pieces as text: terms in brackets, operators in angles, mistakes in stars. */
function drawn(text: string): string {
  return toSegments(text, readQuery(text))
    .map(({ kind, parts }) => {
      const inner = parts.map((part) => (part.isMistake ? `*${part.text}*` : part.text)).join("");
      return kind === "term" ? `[${inner}]` : kind === "operator" ? `<${inner}>` : inner;
    })
    .join("");
}

test.each([
  ["paris", "paris"],
  ["camera:x-t5 paris", "[camera:x-t5] paris"],
  ['camera:"X T5"  OR -tag:work', '[camera:"X T5"]  <OR> <->[tag:work]'],
  ["camera:(canon OR nikon)", "camera:([canon] <OR> [nikon])"],
  ["a camra:x", "a *camra*:x"],
  ["rating:9 b", "[rating:*9*] b"],
  ["rating:", "*rating:*"],
  ['a "b c', 'a *"b c*'],
  ["עיר title:שלום", "עיר [title:שלום]"],
  ["", ""],
])("%j is drawn as %j", (text, expected) => {
  expect(drawn(text)).toBe(expected);
});

test("the pieces of any text are that text", () => {
  const words = fc.constantFrom(
    "camera:",
    "rating:",
    "OR",
    "-",
    "(",
    ")",
    '"',
    "x",
    " ",
    "é",
    "写真",
    "\ud83d",
    "5..",
    "is:raw",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 20 }), (pieces) => {
      const text = pieces.join("");
      const joined = toSegments(text, readQuery(text)).flatMap(({ parts }) => parts.map((part) => part.text));
      expect(joined.join("")).toBe(text);
      expect(joined).not.toContain("");
    }),
  );
});
