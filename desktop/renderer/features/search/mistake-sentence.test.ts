import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readQuery } from "@shared/catalog/search/parser";
import { createText } from "@renderer/messages/text";
import { toMistakeSentence } from "./mistake-sentence";

const english = createText("en");
const japanese = createText("ja");

/** One query for each thing that the grammar says. */
const MISTAKEN = [
  ...[
    "a camra:x",
    "re:zero",
    '"b',
    '"a"b',
    '""',
    'id:""',
    "(b",
    "b)",
    "()",
    "OR b",
    "a OR",
    "a NOT",
    "a -",
    "- a",
    "(a -)",
  ],
  ...["rating:", "tag:(a lens:x)", "rating:6", "rating:4.5", "rating:four", "rating:4..2", "rating:..", "rating:>2..4"],
  ...[
    "rating:4px",
    "size:10furlongs",
    "size:12345678901234567",
    "aperture:2,8",
    "exposure:1/0",
    "date:2021-13",
    "date:0000",
  ],
  ...[
    "date:0d",
    "date:may",
    "near:48,2",
    "near:91,2,1km",
    "near:1,181,1km",
    "near:1,1,1",
    "near:1,1,99999km",
    "is:favorit",
  ],
  ...[
    "is:zzzzzzzz",
    "rating:none",
    "title:>5",
    "tag:|",
    "id:1",
    "id:=abc",
    "x".repeat(10_001),
    "(".repeat(51),
    "a ".repeat(101),
  ],
];

describe("what the grammar says of a mistake", () => {
  test.each(MISTAKEN)("is said of %.40j in English as it is, and in Japanese", (query) => {
    const { mistakes } = readQuery(query);
    expect(mistakes).not.toEqual([]);
    for (const { message } of mistakes) {
      expect(toMistakeSentence(message, english)).toBe(message);
      expect(toMistakeSentence(message, japanese)).toMatch(/^[^{}]*[\u3040-\u30ff][^{}]*$/su);
    }
  });

  test("is known for every text that people and fuzzers write", () => {
    const words = fc.constantFrom(
      "camera:",
      "rating:",
      "date:",
      "near:",
      "size:",
      "tag:",
      "id:",
      "is:",
      "zz:",
      "OR",
      "-",
      "(",
      ")",
      '"',
      "x",
    );
    const piece = fc.oneof(words, fc.constantFrom(" ", "5", "..", ">", "=", "MB", ",", "|", "é", "none", "2021-02-30"));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const { message } of readQuery(pieces.join("")).mistakes) {
          expect(toMistakeSentence(message, japanese)).toMatch(/[\u3040-\u30ff]/u);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("names what is measured in the language of the interface, and keeps what a person wrote", () => {
    const [place] = readQuery("near:91,2,1km").mistakes;
    expect(toMistakeSentence(place?.message ?? "", japanese)).toBe("緯度 は -90 から 90 までです。");
    const [field] = readQuery("a camra:x").mistakes;
    expect(toMistakeSentence(field?.message ?? "", japanese)).toBe("camra という項目はありません。camera でしょうか。");
  });

  test("that is not known is passed on as it is", () => {
    expect(toMistakeSentence("The engine is resting.", japanese)).toBe("The engine is resting.");
  });
});
