import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { en } from "./en";
import { ja } from "./ja";
import type { Message } from "./message";

const ENGLISH: Readonly<Record<string, Message>> = en;
const JAPANESE: Readonly<Record<string, Message>> = ja;
const KEYS = Object.keys(ENGLISH);

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Sources of the renderer that ship, the catalog itself left out. */
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|^messages[\\/](?:en|ja)/.test(file))
  .map((file) => ({ file, text: readFileSync(`${ROOT}/${file}`, "utf8") }));

/** Keys in the files of a language, each as often as it stands there. */
function keysOfFiles(language: "en" | "ja", isWanted: (file: string) => boolean = () => true): string[] {
  const files = readdirSync(`${ROOT}/messages/${language}`).filter(
    (file) => !file.includes(".test.") && isWanted(file),
  );
  const lines = files.flatMap((file) => readFileSync(`${ROOT}/messages/${language}/${file}`, "utf8").split("\n"));
  return lines.flatMap((line) => /^ {2}"([^"]+)":/.exec(line)?.[1] ?? []);
}

function formsOf(message: Message): string[] {
  if (typeof message === "string") return [message];
  const { by: _by, ...forms } = message;
  return Object.values(forms);
}

const placesOf = (message: Message): string[] =>
  [
    ...new Set(formsOf(message).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""))),
  ].sort();

/** What the grammar puts there is English; the Japanese sentence does without it. */
const LEFT_OUT: Readonly<Record<string, string[]>> = { "mistake.askedForNone": ["what"] };

test.each(["en", "ja"] as const)(
  "every key stands once in the files of %s, and each file is in the table",
  (language) => {
    const keys = keysOfFiles(language);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.sort()).toEqual([...KEYS].sort());
  },
);

test("Japanese has the keys of English and no others", () => {
  expect(Object.keys(JAPANESE).sort()).toEqual([...KEYS].sort());
});

test("both languages put the same things into a sentence", () => {
  const places = (table: Readonly<Record<string, Message>>, except: Readonly<Record<string, string[]>>) =>
    KEYS.map((key) => [key, placesOf(table[key] ?? "").filter((place) => !except[key]?.includes(place))]);
  expect(places(JAPANESE, {})).toEqual(places(ENGLISH, LEFT_OUT));
});

test("no message is empty", () => {
  const isEmpty = (message: Message | undefined) => formsOf(message ?? "").some((form) => form.trim() === "");
  expect(KEYS.filter((key) => isEmpty(ENGLISH[key]) || isEmpty(JAPANESE[key]))).toEqual([]);
});

test("every key that is asked for by name is in the catalog", () => {
  const asked = SOURCES.flatMap(({ file, text }) =>
    [...text.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key = ""]) => ({ file, key })),
  );
  expect(asked.filter(({ key }) => !(key in ENGLISH))).toEqual([]);
  expect(asked.length).toBeGreaterThan(50);
});
