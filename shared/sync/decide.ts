import {
  type CellWriter,
  type Mutation,
  partOf,
  type Patch,
  type PatchTable,
  WHOLE_ROW,
} from "@shared/contract/mutation";
import type { Stamp } from "@shared/contract/record";
import { type CellDecision, decideCell, type KnownCell, type WriteTime } from "@shared/sync/decide-cell";
import { toPatches, type ToPatchesDeps } from "@shared/sync/to-patches";

/** A row as the log has it so far. */
export interface KnownRow {
  writerOf(field: string): CellWriter | undefined;
  isPurged: boolean;
}

export interface DecideDeps extends ToPatchesDeps {
  findRow(t: PatchTable, k: string): KnownRow | undefined;
}

export interface Decision {
  /** What stands of it, in the order of its items; their `seq` is the one given. */
  patches: Patch[];
  /** The stamps of its cells that do not stand: a write that is offered again shows its stamp, whether it stood or not. */
  lost: Stamp[];
  outcome: "applied" | "partial" | "superseded";
}

interface Cell {
  field: string;
  decision: CellDecision;
}

/** What the service makes of a mutation at position `seq` of its log. Pure, and the same for the same rows and time. */
export function decide(mutation: Mutation, seq: number, time: WriteTime, deps: DecideDeps): Decision {
  const bases = new Map(mutation.items.map(({ k, base }) => [k, base ?? {}]));
  const [patches, lost]: [Patch[], Stamp[]] = [[], []];
  let touchedMs: number | undefined;
  for (const patch of toPatches(mutation, deps)) {
    const wanted = asWritten(patch, mutation, deps);
    if (!wanted) continue;
    const cells = Object.keys(wanted.meta).map((field): Cell => {
      const base = bases.get(wanted.k)?.[field];
      const isRevival = wanted.t === "photo" && revives(mutation.op);
      const write = { mid: mutation.mid, base, isRevival };
      return { field, decision: decideCell(findCell(wanted, field, deps), write, time) };
    });
    const won = cells.filter(({ decision }) => decision.isWon);
    for (const { field, decision } of cells) {
      if (!decision.isWon) lost.push({ t: wanted.t, k: wanted.k, field, ts: decision.ts });
    }
    // A patch without cells only says when the row of the one before it was touched.
    if (cells.length > 0) touchedMs = won.length > 0 ? Math.max(...won.map(({ decision }) => decision.ts)) : undefined;
    if (touchedMs !== undefined) patches.push(settle({ ...wanted, seq }, mutation.mid, won, touchedMs));
  }
  return { patches, lost, outcome: lost.length === 0 ? "applied" : patches.length === 0 ? "superseded" : "partial" };
}

const revives = (op: Mutation["op"]) => op === "photo.import.bulk" || op === "photo.restore.bulk";

/**
 * The patch as it is to be decided. An import of a photo that is there only brings it back; its keywords were read from the
 * same bytes, while a file beside it may be new.
 */
function asWritten(patch: Patch, { op }: Mutation, { findRow }: DecideDeps): Patch | undefined {
  if (op !== "photo.import.bulk") return patch;
  const photo = findRow("photo", partOf(patch.k, 0));
  if (!photo || photo.isPurged) return patch;
  if (patch.t === "photo_asset") return findRow(patch.t, patch.k) ? undefined : patch;
  if (patch.t !== "photo") return undefined;
  const { state, trashedAtMs, updatedAtMs } = patch.set;
  const writer = patch.meta[WHOLE_ROW];
  if (state === undefined || trashedAtMs === undefined || updatedAtMs === undefined || !writer) return undefined;
  return { ...patch, set: { state, trashedAtMs, updatedAtMs }, meta: { state: writer } };
}

function findCell({ t, k }: Patch, field: string, { findRow }: DecideDeps): KnownCell | undefined {
  const row = findRow(t, k);
  // A whole row is written over one that is not there, or that was purged.
  const writer = row?.writerOf(field === WHOLE_ROW ? "state" : field);
  return row && writer && { ...writer, isPurged: row.isPurged };
}

/** Times that follow from a write are the service's, as stamps are. */
const DERIVED = ["updatedAtMs", "trashedAtMs", "importedAtMs"] as const;

/** What stands of a patch. */
function settle(patch: Patch, mid: string, won: readonly Cell[], ts: number): Patch {
  const meta = Object.fromEntries(won.map((cell) => [cell.field, { w: mid, ts: cell.decision.ts }]));
  const isLost = (field: string) => field in patch.meta && !(field in meta);
  const set = Object.fromEntries(Object.entries(patch.set).filter(([field]) => !isLost(field)));
  for (const field of DERIVED) if (typeof set[field] === "number") set[field] = ts;
  return { ...patch, set, meta };
}
