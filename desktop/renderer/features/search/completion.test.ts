import { describe, expect, test } from "vitest";
import { DATE_WORDS } from "@shared/catalog/search/date-span";
import { FIELDS, type KnownField } from "@shared/catalog/search/fields";
import { MEDIA_FORMATS } from "@shared/domain/media-type";
import { createText } from "@renderer/messages/text";
import { listOptions, takeOption } from "./completion";

const english = createText("en");
const japanese = createText("ja");

/** Labels at the caret, which stands at the bar. */
function labels(marked: string, recent: string[] = []): string[] {
  return listOptions(marked.replace("|", ""), marked.indexOf("|"), recent, english).map(({ label }) => label);
}

describe("what is offered", () => {
  test.each([
    ["cam|", ["camera:"]],
    ["is:fav|", ["favourite"]],
    ["tokyo fol|", ["folder:"]],
    ["date:last|", ["last-month", "last-year"]],
    ["orientation:|", ["landscape", "portrait", "square"]],
    ["camera:x|", []],
    ["is:favourite|", []],
    ["paris |", []],
    ["zzz|", []],
  ])("for %j is %j", (marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  test("by an empty box is what was last searched for, then the fields people ask for first", () => {
    expect(labels("|", ["tokyo rating:5", "paris"])).toEqual([
      ...["tokyo rating:5", "paris"],
      ...["date:", "camera:", "rating:", "tag:", "is:", "has:", "type:", "near:"],
    ]);
  });

  test("is at most eight lines", () => {
    expect(labels("f|").length).toBeLessThanOrEqual(8);
    expect(labels("type:|")).toHaveLength(8);
  });

  test("has an explanation in both languages for every field, and every word but formats", () => {
    const fields: readonly KnownField[] = FIELDS;
    const asked = fields.flatMap((field) => {
      const words = field.kind === "word" && field.name !== "format" ? field.words.map(({ word }) => word) : [];
      const dates = field.kind === "date" ? DATE_WORDS : [];
      return [field.name, ...[...words, ...dates].map((word) => `${field.name}:${word}`)];
    });
    const unexplained = asked.filter((text) => {
      const typed = text.slice(0, -1);
      const label = text.includes(":") ? text.slice(text.indexOf(":") + 1) : `${text}:`;
      return [english, japanese].some((words) => {
        const option = listOptions(typed, typed.length, [], words).find((offered) => offered.label === label);
        return (option?.explanation ?? "") === "";
      });
    });
    const formats: readonly string[] = MEDIA_FORMATS;
    expect(unexplained.filter((text) => !formats.includes(text.replace("type:", "")))).toEqual([]);
  });
});

describe("an option that is taken", () => {
  test.each([
    ["cam|", 0, "camera:|"],
    ["tokyo cam| rating:5", 0, "tokyo camera:| rating:5"],
    ["is:fav|", 0, "is:favourite |"],
    ["is:fav| paris", 0, "is:favourite| paris"],
    ["favo|", 0, "is:favourite |"],
  ])("of %j gives %j", (marked, index, expected) => {
    const text = marked.replace("|", "");
    const option = listOptions(text, marked.indexOf("|"), [], english)[index];
    const taken = takeOption(text, option!);
    expect(`${taken.text.slice(0, taken.caret)}|${taken.text.slice(taken.caret)}`).toBe(expected);
  });
});
