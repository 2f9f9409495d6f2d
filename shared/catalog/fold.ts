import type { CatalogConnection } from "@shared/catalog/connection";
import { type DenseKeys, saveKeys } from "@shared/catalog/keys";
import { mergePatches, type RowPatch, type RowPatches } from "@shared/catalog/merge-patches";
import { type Table, TABLES } from "@shared/catalog/tables";
import {
  appendNewRows,
  dropCanonical,
  keepCanonical,
  resetToCanonical,
  type ResolvedRow,
  upsertRows,
} from "@shared/catalog/write-rows";
import { partOf, type Patch, PATCH_TABLES } from "@shared/contract/mutation";

export interface FoldBatch {
  /** Rows as the log changed them, in the order of their seq. */
  accepted: readonly Patch[];
  /** In the order of their n. For a row that `accepted` names: every change of it still pending. For others: the new ones. */
  pending: readonly Patch[];
}

/** The photos whose rows a fold made or changed, by dense key; `movedKeys` are those of the changed whose time was set. */
export interface FoldOutcome {
  newKeys: number[];
  changedKeys: number[];
  movedKeys: number[];
}

interface BatchKeys {
  photo: DenseKeys;
  tag: DenseKeys;
}

/**
 * Brings the catalog forward: state = accepted rows + pending changes on top. Set-based (a fixed number of statements for
 * each table and set of fields, whatever the number of rows) and deterministic. Run inside a transaction.
 */
export async function fold(connection: CatalogConnection, batch: FoldBatch): Promise<FoldOutcome> {
  const accepted = mergePatches(batch.accepted);
  const pending = mergePatches(batch.pending);
  const keys = await saveBatchKeys(connection, [accepted, pending]);
  await addNamedTags(connection, keys.tag, [accepted, pending]);
  // New photos take their keywords along when the batch has just one side; otherwise the merged rows decide below.
  const only = batch.accepted.length === 0 ? pending : batch.pending.length === 0 ? accepted : undefined;
  if (only) deriveNewKeywords(only, keys.photo);
  for (const name of PATCH_TABLES) {
    const table = TABLES[name];
    const resolve = (rows: RowPatches) =>
      [...(rows.get(name)?.values() ?? [])].map((row) => toResolved(row, table, keys));
    await foldTable(connection, table, resolve(accepted), resolve(pending), keys);
  }
  await refreshKeywords(connection, keys.photo, [accepted, pending], only !== undefined);
  return outcomeOf(keys.photo, [accepted, pending]);
}

/** The ids of one kind that a batch names, in the order in which they come. */
function idsOf(batches: RowPatches[], kind: "photo" | "tag"): Set<string> {
  const ids = new Set<string>();
  for (const rows of batches) {
    for (const name of PATCH_TABLES) {
      const identity = TABLES[name].identity.find(({ names }) => names === kind);
      if (identity) for (const k of rows.get(name)?.keys() ?? []) ids.add(partOf(k, identity.part));
    }
  }
  return ids;
}

async function saveBatchKeys(connection: CatalogConnection, batches: RowPatches[]): Promise<BatchKeys> {
  return {
    photo: await saveKeys(connection, "photo", idsOf(batches, "photo")),
    tag: await saveKeys(connection, "tag", idsOf(batches, "tag")),
  };
}

function toResolved(row: RowPatch, table: Table, keys: BatchKeys): ResolvedRow {
  const identity = table.identity.map(({ part, names }) => {
    const text = partOf(row.k, part);
    return names === "text" ? text : keys[names].keyOf(text);
  });
  return { row, identity };
}

async function foldTable(
  connection: CatalogConnection,
  table: Table,
  accepted: readonly ResolvedRow[],
  pending: readonly ResolvedRow[],
  keys: BatchKeys,
): Promise<void> {
  const acceptedKeys = new Set(accepted.map(({ row }) => row.k));
  const pendingKeys = new Set(pending.map(({ row }) => row.k));
  const isNew = ({ row }: ResolvedRow) => isRowNew(row.k, table, keys);
  // What nothing here has seen before cannot be in the table: a join would only look for it.
  const newAccepted = accepted.filter((resolved) => isNew(resolved) && !pendingKeys.has(resolved.row.k));
  const newPending = pending.filter((resolved) => isNew(resolved) && !acceptedKeys.has(resolved.row.k));
  const fresh = new Set([...newAccepted, ...newPending]);
  const created = [...fresh].filter(({ row }) => table.name !== "photo" || "contentHash" in row.set);
  if (created.length > 0) await appendNewRows(connection, table, created);

  const changed = accepted.filter((resolved) => !fresh.has(resolved));
  const onTop = pending.filter((resolved) => !fresh.has(resolved));
  if (changed.length > 0) {
    const settled = changed.filter(({ row }) => !pendingKeys.has(row.k));
    await keepCanonical(connection, table, changed);
    await upsertRows(connection, table, `${table.name}_canonical`, changed);
    await resetToCanonical(connection, table, changed);
    await dropCanonical(connection, table, settled);
  }
  if (onTop.length > 0) {
    const newlyPending = onTop.filter(({ row }) => !acceptedKeys.has(row.k));
    await keepCanonical(connection, table, newlyPending);
    await upsertRows(connection, table, table.name, onTop);
  }
}

function isRowNew(k: string, table: Table, keys: BatchKeys): boolean {
  return table.identity.some(({ part, names }) => names === "photo" && keys.photo.newIds.has(partOf(k, part)));
}

/** A tag is there as soon as a photo names it: its row is made with the path that the photo gave. */
async function addNamedTags(connection: CatalogConnection, keys: DenseKeys, batches: RowPatches[]): Promise<void> {
  const paths = new Map<string, string>();
  for (const rows of batches) {
    for (const { k, set } of rows.get("photo_tag")?.values() ?? []) {
      const tagId = partOf(k, 1);
      if (keys.newIds.has(tagId) && !paths.has(tagId) && typeof set.path === "string") paths.set(tagId, set.path);
    }
  }
  const named = mergePatches([...paths].map(([k, path]) => ({ t: "tag", k, seq: 0, set: { path }, meta: {} })));
  const rows = [...(named.get("tag")?.values() ?? [])].map((row) => ({ row, identity: [keys.keyOf(row.k)] }));
  if (rows.length > 0) await appendNewRows(connection, TABLES.tag, rows);
}

/** Sets the keywords of photos that the batch makes, from the tags that it gives them. */
function deriveNewKeywords(rows: RowPatches, keys: DenseKeys): void {
  const tags = new Map<string, { position: number; path: string; text: string }[]>();
  for (const { k, set } of rows.get("photo_tag")?.values() ?? []) {
    const photoId = partOf(k, 0);
    if (!keys.newIds.has(photoId) || set.isIn !== true || typeof set.path !== "string") continue;
    const list = tags.get(photoId) ?? [];
    tags.set(photoId, list);
    const text = typeof set.text === "string" ? set.text : set.path;
    list.push({ position: Number(set.position ?? 0), path: set.path, text });
  }
  for (const [photoId, list] of tags) {
    const row = rows.get("photo")?.get(photoId);
    list.sort((a, b) => a.position - b.position || (a.path < b.path ? -1 : 1));
    if (row) row.derived.keywords = list.map(({ text }) => text);
  }
}

/** `photo.keywords` follows `photo_tag`. */
async function refreshKeywords(
  connection: CatalogConnection,
  keys: DenseKeys,
  batches: RowPatches[],
  areNewDone: boolean,
): Promise<void> {
  const [accepted] = batches;
  const retagged = new Set([
    ...(accepted?.get("photo")?.keys() ?? []),
    ...batches.flatMap((rows) => [...(rows.get("photo_tag")?.keys() ?? [])].map((k) => partOf(k, 0))),
  ]);
  const stale = [...retagged].filter((id) => !areNewDone || !keys.newIds.has(id));
  if (stale.length === 0) return;
  await connection.run("CREATE OR REPLACE TEMP TABLE retagged (key INTEGER)");
  await connection.append("temp.retagged", [{ type: "INTEGER", values: stale.map((id) => keys.keyOf(id)) }]);
  await connection.run(`UPDATE photo SET keywords = s.keywords FROM (
      SELECT r.key, coalesce(list(coalesce(t.text, t.path) ORDER BY t.position, t.path) FILTER (t.is_in), []) AS keywords
      FROM temp.retagged r LEFT JOIN photo_tag t ON t.key = r.key GROUP BY r.key
    ) s WHERE photo.key = s.key`);
}

function outcomeOf(keys: DenseKeys, batches: RowPatches[]): FoldOutcome {
  const outcome: FoldOutcome = { newKeys: [], changedKeys: [], movedKeys: [] };
  for (const [id, key] of keys.entries()) (keys.newIds.has(id) ? outcome.newKeys : outcome.changedKeys).push(key);
  const moved = new Set<string>();
  for (const rows of batches)
    for (const { k, set } of rows.get("photo")?.values() ?? []) if ("capturedLocal" in set) moved.add(k);
  for (const id of moved) if (!keys.newIds.has(id)) outcome.movedKeys.push(keys.keyOf(id));
  return outcome;
}
