import { expect, test } from "vitest";
import { deleteRecentSearches, listRecentSearches, saveRecentSearch, type KeptText } from "./recent-searches";

function keep(first: string | null = null): KeptText {
  let text = first;
  return { getItem: () => text, setItem: (_, value) => (text = value) };
}

test("searches come newest first, each once, without blanks around them", () => {
  const kept = keep();
  for (const search of ["paris", "tokyo", " paris ", "  "]) saveRecentSearch(kept, search);
  expect(listRecentSearches(kept)).toEqual(["paris", "tokyo"]);
});

test("what was a step on the way to a longer search is not kept beside it", () => {
  const kept = keep();
  for (const search of ["rating:4", "tok", "tokyo", "tokyo rating:5"]) saveRecentSearch(kept, search);
  expect(listRecentSearches(kept)).toEqual(["tokyo rating:5", "rating:4"]);
});

test("only so many are kept, and all can be forgotten", () => {
  const kept = keep();
  for (let index = 0; index < 30; index++) saveRecentSearch(kept, `iso:${100 + index} x`);
  expect(listRecentSearches(kept)).toHaveLength(12);
  deleteRecentSearches(kept);
  expect(listRecentSearches(kept)).toEqual([]);
});

test.each(["{", "null", '{"a":1}', "[1, null]"])("what was damaged, %s, counts as nothing", (text) => {
  expect(listRecentSearches(keep(text))).toEqual([]);
});

test("a full store costs only the memory", () => {
  const full: KeptText = {
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  };
  saveRecentSearch(full, "paris");
  deleteRecentSearches(full);
  expect(listRecentSearches(full)).toEqual([]);
});
