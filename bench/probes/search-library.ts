import { compileQuery } from "@shared/catalog/search/compile";
import { parseQuery } from "@shared/catalog/search/parser";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { openDuckDb } from "@shared/duckdb/duckdb-connection";
import { libraryFolderAt } from "@engine/library-folder";
import { queryContext } from "@engine/edit/scope";
import { createSystem } from "@engine/system";
import { answer } from "@bench/kit/answer";
import { openLibrary } from "@bench/kit/open-library";

export interface SearchInput {
  root: string;
  queries: readonly string[];
  rounds: number;
}

export interface SearchAnswer {
  /** Of each query: how many photos it finds, and the milliseconds of each round. */
  found: { query: string; count: number; ms: number[]; bareMs: number[] }[];
  sortMs: number;
  residentBytes: number;
}

answer(async ({ root, queries, rounds }: SearchInput): Promise<SearchAnswer> => {
  const library = await openLibrary(root);
  await library.invoke(LIBRARY_OPERATIONS.order, { sort: "captured" });
  const found: SearchAnswer["found"] = queries.map((query) => ({ query, count: 0, ms: [], bareMs: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const entry of found) {
      const startedAt = performance.now();
      const match = await library.invoke(LIBRARY_OPERATIONS.match, { query: entry.query, sort: "captured" });
      entry.ms.push(performance.now() - startedAt);
      entry.count = match.count;
    }
  }
  const startedAt = performance.now();
  await library.invoke(LIBRARY_OPERATIONS.order, { sort: "imported" });
  const sortMs = performance.now() - startedAt;
  const residentBytes = process.memoryUsage.rss();
  await library.end();
  await searchBare(libraryFolderAt(root).catalog, found, rounds);
  return { found, sortMs, residentBytes };
});

/** The same conditions put to DuckDB alone, which only counts. */
async function searchBare(path: string, found: SearchAnswer["found"], rounds: number): Promise<void> {
  const database = await openDuckDb(path, { memoryLimitMb: 320, threads: 2, isReadOnly: true });
  const connection = await database.connect();
  const context = queryContext(createSystem().clock);
  for (let round = 0; round < rounds; round++) {
    for (const { query, bareMs } of found) {
      const { where, parameters } = compileQuery(parseQuery(query), context);
      const startedAt = performance.now();
      await connection.rows(`SELECT count(*) FROM photo WHERE ${where}`, parameters);
      bareMs.push(performance.now() - startedAt);
    }
  }
  database.close();
}
