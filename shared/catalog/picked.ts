import type { CatalogConnection, SqlChunk } from "@shared/catalog/connection";
import type { Condition } from "@shared/catalog/order";

/**
 * Photos picked for reading their cells: their keys lie in `temp.picked (key, place)` of the connection until others are
 * picked.
 */
export interface PickedPhotos {
  /** The ids by their places, when the photos were picked by id. */
  ids: readonly string[] | undefined;
  /** The photoId of each row of a result whose first two columns are `place` and, when they were not, `photo_id`. */
  idReader(chunk: SqlChunk): (row: number) => string;
}

/** Picks the photos that a condition names. */
export async function pickPhotos(
  connection: CatalogConnection,
  { where, parameters }: Condition,
): Promise<PickedPhotos> {
  await connection.run("CREATE OR REPLACE TEMP TABLE picked (key INTEGER, place INTEGER)");
  await connection.run(`INSERT INTO temp.picked SELECT photo.key, NULL FROM photo WHERE ${where}`, parameters);
  return {
    ids: undefined,
    idReader: (chunk) => {
      const idAt = chunk.reader(1);
      return (row) => idAt(row) as string;
    },
  };
}

/** Picks photos by id, of whatever number. */
export async function pickPhotoIds(connection: CatalogConnection, photoIds: Iterable<string>): Promise<PickedPhotos> {
  const ids = [...new Set(photoIds)];
  await connection.run("CREATE OR REPLACE TEMP TABLE picked_id (photo_id VARCHAR, place INTEGER)");
  await connection.append("temp.picked_id", [
    { type: "VARCHAR", values: ids },
    { type: "INTEGER", values: ids.map((_, place) => place) },
  ]);
  await connection.run(`CREATE OR REPLACE TEMP TABLE picked AS
    SELECT k.key, s.place FROM photo_key k JOIN temp.picked_id s ON s.photo_id = k.photo_id`);
  return {
    ids,
    idReader: (chunk) => {
      const placeAt = chunk.reader(0);
      return (row) => ids[placeAt(row) as number] ?? "";
    },
  };
}
