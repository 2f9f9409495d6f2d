import { expect, test } from "vitest";
import { REVIEW_CODES } from "@shared/contract/import";
import { createText } from "@renderer/messages/text";
import { toReason } from "./review-row";

test.each(REVIEW_CODES.map((code) => [code]))("%s has a reason in words of both languages", (code) => {
  const message = "as the engine says";
  expect(toReason({ code, message }, createText("en"))).toMatch(/^[A-Z].*\.$/);
  expect(toReason({ code, message }, createText("ja"))).toMatch(/。$/);
});

test("a code that is not known stands with what the engine says", () => {
  expect(toReason({ code: "revived", message: "It was in the trash." }, createText("ja"))).toBe("It was in the trash.");
  expect(toReason({ code: null, message: null }, createText("en"))).toBe("");
});
