import { WHOLE_ROW, type CellWriter, type Patch, type PatchTable } from "@shared/contract/mutation";
import { toCameraName } from "@shared/domain/camera-name";
import { MEDIA_TYPES, type MediaFormat } from "@shared/domain/media-type";
import { toFolded } from "@shared/domain/text-fold";

/** All that a batch of patches does to one row, the last write of each field standing. */
export interface RowPatch {
  k: string;
  set: Patch["set"];
  /** Columns that follow from `set`. */
  derived: Patch["set"];
  /** Writers of single cells. */
  cells: Patch["meta"];
  /** Writer of the row as a whole, when the batch makes it. */
  whole: CellWriter | undefined;
  /** 0 while pending. */
  seq: number;
}

export type RowPatches = ReadonlyMap<PatchTable, ReadonlyMap<string, RowPatch>>;

const NO_CELLS: Patch["meta"] = {};

/** Joins patches row by row, in their order. The patches themselves are left as they are. */
export function mergePatches(patches: readonly Patch[]): RowPatches {
  const tables = new Map<PatchTable, Map<string, RowPatch>>();
  for (const patch of patches) {
    const rows = tables.get(patch.t) ?? new Map<string, RowPatch>();
    tables.set(patch.t, rows);
    const before = rows.get(patch.k);
    rows.set(patch.k, before ? toMerged(before, patch) : toRow(patch));
  }
  for (const [table, rows] of tables) deriveRows(table, rows.values());
  return tables;
}

/** Rows that were written alike share what follows from it. */
function deriveRows(table: PatchTable, rows: Iterable<RowPatch>): void {
  const known = new Map<Patch["set"], Patch["set"]>();
  for (const row of rows) {
    row.derived = known.get(row.set) ?? toDerived(table, row);
    known.set(row.set, row.derived);
  }
}

function cellsOf(meta: Patch["meta"]): Patch["meta"] {
  if (!(WHOLE_ROW in meta)) return meta;
  const fields = Object.keys(meta).filter((field) => field !== WHOLE_ROW);
  return fields.length === 0 ? NO_CELLS : Object.fromEntries(Object.entries(meta).filter(([f]) => f !== WHOLE_ROW));
}

function toRow({ k, set, meta, seq }: Patch): RowPatch {
  return { k, set, derived: {}, cells: cellsOf(meta), whole: meta[WHOLE_ROW], seq };
}

function toMerged(before: RowPatch, { k, set, meta, seq }: Patch): RowPatch {
  const whole = meta[WHOLE_ROW];
  return {
    k,
    set: { ...before.set, ...set },
    derived: {},
    cells: whole ? cellsOf(meta) : { ...before.cells, ...meta },
    whole: whole ?? before.whole,
    seq: Math.max(before.seq, seq),
  };
}

/** The columns that follow from others, for those of them that are being set. */
function toDerived(table: PatchTable, { k, set }: RowPatch): Patch["set"] {
  const derived: Patch["set"] = {};
  const foldInto = (target: string, source: string) => {
    if (source in set) derived[target] = typeof set[source] === "string" ? toFolded(set[source]) : null;
  };
  if (table === "tag") foldInto("pathFolded", "path");
  if (table === "album") foldInto("titleFolded", "title");
  if (table !== "photo") return derived;
  if ("contentHash" in set) derived.photoId = k;
  foldInto("titleFolded", "title");
  foldInto("descriptionFolded", "description");
  foldInto("fileNameFolded", "fileName");
  foldInto("lensFolded", "lensModel");
  if ("cameraModel" in set) derived.cameraFolded = toCameraFolded(set);
  if (typeof set.format === "string") derived.kind = MEDIA_TYPES[set.format as MediaFormat].kind;
  return derived;
}

function toCameraFolded(set: Patch["set"]): string | null {
  const name = toCameraName(set.cameraMake as string | null, set.cameraModel as string | null);
  return name === "" ? null : toFolded(name);
}
