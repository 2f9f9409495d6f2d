import type { CatalogConnection } from "@shared/catalog/connection";
import { toFolded } from "@shared/domain/text-fold";

/** Writes where photos lie on this device: kept paths by photo id. Photos that the catalog does not have are left out. */
export async function savePaths(connection: CatalogConnection, paths: ReadonlyMap<string, string>): Promise<void> {
  if (paths.size === 0) return;
  await connection.run("CREATE OR REPLACE TEMP TABLE path_stage (photo_id VARCHAR, path VARCHAR, path_folded VARCHAR)");
  await connection.append("temp.path_stage", [
    { type: "VARCHAR", values: [...paths.keys()] },
    { type: "VARCHAR", values: [...paths.values()] },
    { type: "VARCHAR", values: [...paths.values()].map(toFolded) },
  ]);
  await connection.run(
    "CREATE OR REPLACE TEMP TABLE keyed_path AS SELECT key, path, path_folded FROM temp.path_stage JOIN photo_key USING (photo_id)",
  );
  await connection.run("DELETE FROM photo_path WHERE key IN (SELECT key FROM temp.keyed_path)");
  await connection.run("INSERT INTO photo_path SELECT key, path, path_folded FROM temp.keyed_path");
}
