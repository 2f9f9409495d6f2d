import { libraryFolderAt } from "@engine/library-folder";
import { openDuckDb } from "@shared/duckdb/duckdb-connection";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { answer } from "@bench/kit/answer";
import { openLibrary } from "@bench/kit/open-library";

export interface RebuildAnswer {
  rebuildMs: number;
  /** DuckDB alone copies the finished table. */
  bareMs: number;
  peakResidentBytes: number;
}

answer(async ({ root }: { root: string }): Promise<RebuildAnswer> => {
  const { catalog } = libraryFolderAt(root);
  rmSync(catalog);
  const startedAt = performance.now();
  const library = await openLibrary(root);
  const rebuildMs = performance.now() - startedAt;
  const peakResidentBytes = process.resourceUsage().maxRSS * 1024;
  await library.end();
  return { rebuildMs, peakResidentBytes, bareMs: await copyBare(catalog, join(root, "bare.duckdb")) };
});

async function copyBare(from: string, to: string): Promise<number> {
  const database = await openDuckDb(to, { memoryLimitMb: 320, threads: 2 });
  const connection = await database.connect();
  await connection.run(`ATTACH '${from.replaceAll("'", "''")}' AS made (READ_ONLY)`);
  const startedAt = performance.now();
  await connection.run("CREATE TABLE photo AS SELECT * FROM made.photo");
  await connection.run("CHECKPOINT");
  const tookMs = performance.now() - startedAt;
  database.close();
  return tookMs;
}
