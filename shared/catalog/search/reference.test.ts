import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FIELDS, type KnownField } from "./fields";
import { findField, findWord } from "./find-field";
import { parseQuery } from "./parser";
import { toFieldTable, toWordTable } from "./reference";

const KNOWN: readonly KnownField[] = FIELDS;
const spec = readFileSync(new URL("../../../docs/spec/search.md", import.meta.url), "utf8");

const between = (mark: string) => spec.split(`<!-- ${mark} -->\n`)[1]?.split(`\n<!-- /${mark} -->`)[0];

describe("search R40", () => {
  test("search R40: the tables of the specification are those of the program", () => {
    expect({ fields: between("fields"), words: between("words") }).toEqual({
      fields: toFieldTable(),
      words: toWordTable(),
    });
  });

  test("no name stands for two fields, no word of a field for two words", () => {
    for (const field of KNOWN) {
      for (const name of [field.name, ...field.aliases]) expect(findField(name)).toBe(field);
      if (field.kind !== "word") continue;
      for (const known of field.words) {
        for (const name of [known.word, ...known.aliases]) expect(findWord(field, name)).toBe(known);
      }
    }
  });

  test.each(KNOWN.flatMap((field) => field.examples.map((example) => [example, field.name] as const)))(
    "the example %s asks %s",
    (example, name) => {
      const query = parseQuery(example);
      expect(query.kind === "not" ? query.part : query).toMatchObject({ kind: "field", field: name });
    },
  );
});
