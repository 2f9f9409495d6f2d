import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileQuery } from "@shared/catalog/search/compile";
import type { DuckDbConnection } from "@shared/duckdb/duckdb-connection";
import { openCatalogInMemory } from "@shared/testing/catalog";
import { evaluateQuery } from "@shared/testing/evaluate-query";
import { loadLibrary } from "@shared/testing/load-library";
import { arbitraryLibrary, type Library } from "@shared/testing/photos";
import { arbitraryFieldTerm, arbitraryQuery, arbitraryTerm, arbitraryTextTerm } from "@shared/testing/queries";
import type { Query } from "./ast";

const CLOCK_OFFSET_MS = 9 * 3_600_000;
const toUtcMs = (localMs: number) => localMs - CLOCK_OFFSET_MS;
const todays = fc.constantFrom("2024-03-31", "2024-04-01", "2024-02-29", "2020-01-01");
const scopes = fc.constantFrom("library", "library", "trash", "all" as const);

interface Question {
  query: Query;
  today: string;
  scope: "library" | "trash" | "all";
}

async function ask(catalog: DuckDbConnection, { query, today, scope }: Question): Promise<string[]> {
  const { where, parameters } = compileQuery(query, { today, scope, toUtcMs });
  const rows = await catalog.rows(`SELECT photo_id FROM photo WHERE ${where}`, parameters);
  return rows.map((row) => row.photo_id as string).sort();
}

function expected(library: Library, { query, ...context }: Question): string[] {
  const found = evaluateQuery(query, library, { ...context, clockOffsetMs: CLOCK_OFFSET_MS });
  return found.map(({ photo }) => photo.photoId).sort();
}

describe("search R28, R29, R30, R31, R32: the SQL of a query", () => {
  test.each([
    { name: "words", queries: arbitraryTextTerm() },
    { name: "dates", queries: arbitraryFieldTerm("date", "imported") },
    { name: "tags, albums and paths", queries: arbitraryFieldTerm("tag", "album", "path", "folder") },
    { name: "places", queries: arbitraryFieldTerm("near") },
    { name: "terms of all fields", queries: arbitraryTerm() },
    { name: "whole queries", queries: arbitraryQuery() },
  ])(
    "finds what a plain reading of the rules finds: $name",
    async ({ queries }) => {
      const questions = fc.array(fc.record({ query: queries, today: todays, scope: scopes }), {
        minLength: 30,
        maxLength: 30,
      });
      const check = fc.asyncProperty(arbitraryLibrary(), questions, async (library, asked) => {
        const catalog = await openCatalogInMemory();
        try {
          await loadLibrary(catalog, library);
          for (const question of asked) {
            expect({ question, found: await ask(catalog, question) }).toEqual({
              question,
              found: expected(library, question),
            });
          }
        } finally {
          catalog.close();
        }
      });
      await fc.assert(check, { numRuns: 25, interruptAfterTimeLimit: 60_000 });
    },
    120_000,
  );
});
