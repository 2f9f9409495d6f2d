import { statSync } from "node:fs";
import { openDuckDb } from "@shared/duckdb/duckdb-connection";
import { answer } from "@bench/kit/answer";

/** DuckDB alone writes all photos, in the order of a list, as JSON to a file. */
answer(async ({ catalog, target }: { catalog: string; target: string }) => {
  const startedAt = performance.now();
  const database = await openDuckDb(catalog, { memoryLimitMb: 320, threads: 2, isReadOnly: true });
  const connection = await database.connect();
  await connection.run(`COPY (SELECT * FROM photo WHERE state = 'live' ORDER BY captured_local, photo_id)
    TO '${target.replaceAll("'", "''")}' (FORMAT json, ARRAY true)`);
  database.close();
  return { bytes: statSync(target).size, tookMs: performance.now() - startedAt };
});
