import { expect, test } from "vitest";
import { relaxQuery } from "./relax-query";

test.each([
  ["", []],
  ["paris", []],
  ["a OR b", []],
  ["rating: 5", []],
  [
    "tokyo rating:5",
    [
      ["tokyo", "rating:5"],
      ["rating:5", "tokyo"],
    ],
  ],
  [
    "a (b OR c) -d",
    [
      ["a", "(b OR c) -d"],
      ["b OR c", "a -d"],
      ["-d", "a (b OR c)"],
    ],
  ],
])("%j without each of its parts", (text, expected) => {
  expect(relaxQuery(text).map(({ part, rest }) => [part, rest])).toEqual(expected);
});
