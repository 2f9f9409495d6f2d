import { openDuckDb } from "@shared/duckdb/duckdb-connection";
import { answer } from "@bench/kit/answer";

/** The least that a first view needs: DuckDB opens the file and sorts what an order holds. Time since the process started. */
answer(async ({ catalog }: { catalog: string }): Promise<number> => {
  const database = await openDuckDb(catalog, { memoryLimitMb: 320, threads: 2, isReadOnly: true });
  const connection = await database.connect();
  await connection.run(`SELECT key, epoch_ms(captured_local), width_px, height_px, state, is_favourite, kind
    FROM photo WHERE state <> 'purged' ORDER BY captured_local, photo_id`);
  const sortedMs = performance.now();
  database.close();
  return sortedMs;
});
