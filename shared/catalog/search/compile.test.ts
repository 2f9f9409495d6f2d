import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryQuery } from "@shared/testing/queries";
import { compileQuery } from "./compile";
import { parseQuery } from "./parser";

const context = { today: "2024-05-03", toUtcMs: (localMs: number) => localMs - 3_600_000 };

const compiled = (text: string) => {
  const { where, parameters } = compileQuery(parseQuery(text), context);
  return { where: where.replace(/\s+/g, " "), parameters };
};

test.each([
  {
    query: "rating:>=4 -label:red",
    where:
      "(photo.state = 'live' AND photo.is_hidden IS NOT TRUE AND ((photo.rating >= $q1) AND ((photo.colour_label = 'red') IS NOT TRUE)))",
    parameters: { q1: 4 },
  },
  {
    query: "is:trashed OR is:hidden",
    where: "(photo.state <> 'purged' AND ((photo.state = 'trashed') OR (photo.is_hidden)))",
    parameters: {},
  },
  {
    query: "imported:2024-05-03",
    where:
      "(photo.state = 'live' AND photo.is_hidden IS NOT TRUE AND (photo.imported_at_ms >= $q1 AND photo.imported_at_ms < $q2))",
    parameters: { q1: Date.UTC(2024, 4, 2, 23), q2: Date.UTC(2024, 4, 3, 23) },
  },
])("search R33: $query is one condition in parentheses", ({ query, ...expected }) => {
  expect(compiled(query)).toEqual(expected);
});

/** A condition without its parameters' names and the numbers in them: what of it may come from us alone. */
function shapeOf(where: string): string {
  return where.replace(/\$q\d+/g, "?");
}

describe("search R13, R33: any query", () => {
  test("closes every parenthesis that it opens, and none before its end", () => {
    fc.assert(
      fc.property(arbitraryQuery(), (query) => {
        const { where } = compileQuery(query, context);
        let depth = 0;
        const depths = Array.from(
          where.replace(/'[^']*'/g, ""),
          (sign) => (depth += sign === "(" ? 1 : sign === ")" ? -1 : 0),
        );
        expect(Math.min(...depths.slice(0, -1))).toBe(1);
        expect(depth).toBe(0);
      }),
    );
  });

  test("names exactly the parameters that it gives", () => {
    fc.assert(
      fc.property(arbitraryQuery(), (query) => {
        const { where, parameters } = compileQuery(query, context);
        const named = new Set(Array.from(where.matchAll(/\$(\w+)/g), ([, name]) => name));
        expect([...named].sort()).toEqual(Object.keys(parameters).sort());
      }),
    );
  });

  test("gives the same statement whatever the texts in it are", () => {
    const fields = ["title:", "tag:", "album:", "path:", "folder:=", "camera:=", ""];
    // A slash may be written in two ways, which is one condition more; the tables beside this one try those.
    const values = fc
      .string({ unit: "binary", minLength: 1 })
      .filter((text) => text.replace(/[|\s]/g, "") !== "" && !/[/\\]/.test(text.normalize("NFKD")));
    fc.assert(
      fc.property(fc.constantFrom(...fields), values, (field, value) => {
        const inQuotes = `"${value.replace(/["\u201c-\u201f\uff02]/g, "\\$&")}"`;
        const whereOf = (text: string) => shapeOf(compileQuery(parseQuery(field + text), context).where);
        expect(whereOf(inQuotes)).toBe(whereOf("a"));
      }),
    );
  });
});
