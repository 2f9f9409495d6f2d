import { expect, test } from "vitest";
import { createSettingsStore, type SettingsOptions } from "./settings-store";

const DEFAULTS = { theme: "system", language: "system", zoom: 2, isSidebarOpen: true, place: "library", scroll: {} };

function open(kept: string | null, options: Partial<SettingsOptions> = {}) {
  const written: unknown[] = [];
  const store = createSettingsStore({
    place: { read: () => kept, write: (text) => written.push(JSON.parse(text)) },
    languages: ["fr-FR", "ja-JP", "en"],
    asked: { theme: null, language: null },
    ...options,
  });
  return { store, written };
}

test.each([
  ["nothing", null],
  ["no JSON", "{"],
  ["JSON of another kind", "7"],
  ["values that are none", JSON.stringify({ theme: "pink", zoom: 9, place: "cellar", scroll: 3, language: "xx" })],
])("out of %s come the defaults, in the first language of the system that there is", (_, kept) => {
  expect(open(kept).store.getState()).toMatchObject({ ...DEFAULTS, spoken: "ja" });
});

test("what is changed is written and read again", () => {
  const first = open(null);
  first.store.getState().change({ theme: "dark", language: "en", zoom: 0 });
  expect(first.written).toEqual([{ ...DEFAULTS, theme: "dark", language: "en", zoom: 0 }]);
  expect(open(JSON.stringify(first.written[0])).store.getState()).toMatchObject({
    theme: "dark",
    spoken: "en",
    zoom: 0,
  });
});

test.each([
  [
    { theme: "light", language: "en" },
    { theme: "light", spoken: "en" },
  ],
  [
    { theme: null, language: "ja" },
    { theme: "dark", spoken: "ja" },
  ],
  [
    { theme: "pink", language: "xx" },
    { theme: "dark", spoken: "en" },
  ],
])("the address may ask for others: %o", (asked, expected) => {
  const kept = JSON.stringify({ theme: "dark", language: "en" });
  expect(open(kept, { asked }).store.getState()).toMatchObject(expected);
});

test("what the address asked for is not written", () => {
  const { store, written } = open(null, { asked: { theme: "light", language: "en" } });
  store.getState().change({ zoom: 1 });
  expect(written).toEqual([{ ...DEFAULTS, zoom: 1 }]);
});

test("a system whose languages we have none of is spoken to in English", () => {
  expect(open(null, { languages: ["fr", "de-AT"] }).store.getState().spoken).toBe("en");
});
