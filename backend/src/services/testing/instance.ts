import { createCatalog } from "@shared/catalog/schema";
import { type DuckDbConnection, openDuckDb } from "@shared/duckdb/duckdb-connection";
import { createCatalogFollower, readHead } from "@backend/log/catalog-follower";
import { createLibraryLog } from "@backend/log/library-log";
import type { PushDeps } from "@backend/services/push.service";
import type { ObjectStore } from "@backend/storage/object-store";

/** The service's time, which stands still. */
export const NOW_MS = 1_800_000_000_000;

/** An instance of the service for one library, with a catalog of its own in memory. */
export interface Instance extends PushDeps {
  connection: DuckDbConnection;
  close(): void;
}

export async function startInstance(store: ObjectStore): Promise<Instance> {
  const database = await openDuckDb(":memory:", { memoryLimitMb: 512, threads: 1 });
  const connection = await database.connect();
  await createCatalog(connection);
  const follower = await createCatalogFollower(connection);
  const position = await readHead(connection);
  return {
    log: createLibraryLog({ store, follower, library: "library", lineage: "first", position }),
    ...{ follower, connection },
    clock: { nowMs: () => NOW_MS, monotonicMs: () => 0 },
    tagIdOf: (path) => `tag:${path.toLowerCase()}`,
    close: () => database.close(),
  };
}

const TABLES = ["photo_key", "tag_key", "photo", "photo_tag", "photo_asset", "tag", "decided", "catalog_state"];

/** Every row of every table that is made from the log. */
export async function imageOf({ connection }: Instance) {
  const image: Record<string, unknown> = {};
  for (const table of TABLES) image[table] = await connection.rows(`SELECT * FROM ${table} ORDER BY ALL`);
  return image;
}
