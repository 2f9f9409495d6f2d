import { EDIT_OPERATIONS, type PhotoChanges } from "@shared/contract/edit";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { openDuckDb } from "@shared/duckdb/duckdb-connection";
import { libraryFolderAt } from "@engine/library-folder";
import { answer } from "@bench/kit/answer";
import { openLibrary } from "@bench/kit/open-library";

export interface EditInput {
  root: string;
  /** How many photos are selected: neighbours in the order. */
  count: number;
  /** Each is made and then undone. */
  changes: readonly PhotoChanges[];
}

export interface EditAnswer {
  /** Of each change. */
  done: { editMs: number; undoMs: number; changed: number; left: number }[];
  /** The least that it takes: DuckDB alone sets one column of as many rows. */
  bareMs: number;
  peakResidentBytes: number;
}

answer(async ({ root, count, changes }: EditInput): Promise<EditAnswer> => {
  const library = await openLibrary(root);
  await library.invoke(LIBRARY_OPERATIONS.order, { sort: "captured" });
  const photoIds: string[] = [];
  for await (const page of library.subscribe(LIBRARY_OPERATIONS.list, { query: "date:>=2019-07" })) {
    for (const { photoId } of page) photoIds.push(photoId);
    if (photoIds.length >= count) break;
  }
  const scope = { photoIds: photoIds.slice(0, count) };
  const done: EditAnswer["done"] = [];
  for (const change of changes) {
    const startedAt = performance.now();
    const { changed, actionId } = await library.invoke(EDIT_OPERATIONS.edit, { scope, changes: change });
    const editedAt = performance.now();
    const { left } = await library.invoke(EDIT_OPERATIONS.undo, actionId === null ? {} : { actionId });
    done.push({ editMs: editedAt - startedAt, undoMs: performance.now() - editedAt, changed, left });
  }
  const peakResidentBytes = process.resourceUsage().maxRSS * 1024;
  await library.end();
  return { done, bareMs: await editBare(libraryFolderAt(root).catalog, count), peakResidentBytes };
});

async function editBare(path: string, count: number): Promise<number> {
  const database = await openDuckDb(path, { memoryLimitMb: 320, threads: 2 });
  const connection = await database.connect();
  await connection.run("CHECKPOINT");
  await connection.run(`CREATE TEMP TABLE picked AS
    SELECT key FROM photo WHERE captured_local >= '2019-07-01' ORDER BY captured_local LIMIT ${count}`);
  const startedAt = performance.now();
  await connection.run("UPDATE photo SET description = 'bare' FROM temp.picked p WHERE photo.key = p.key");
  const tookMs = performance.now() - startedAt;
  database.close();
  return tookMs;
}
