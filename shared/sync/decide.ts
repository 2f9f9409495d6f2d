import {
  type CellWriter,
  KEY_SEPARATOR,
  type Mutation,
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
  /** The stamp of a write that is offered again, once the service knows it for its own; undefined for a fresh one. */
  keptTsOf?(t: PatchTable, k: string, field: string): number | undefined;
}

export interface Decision {
  /** What stands of it, in the order of its items; their `seq` is the one given. */
  patches: Patch[];
  /** Of all its cells, those that lost as well: a write that is offered again shows them. */
  stamps: Stamp[];
  outcome: "applied" | "partial" | "superseded";
}

interface Cell {
  field: string;
  decision: CellDecision;
}

/** What the service makes of a mutation at position `seq` of its log. Pure, and the same for the same rows and time. */
export function decide(mutation: Mutation, seq: number, time: WriteTime, deps: DecideDeps): Decision {
  const bases = new Map(mutation.items.map(({ k, base }) => [k, base ?? {}]));
  const [patches, stamps]: [Patch[], Stamp[]] = [[], []];
  let lost = 0;
  let touchedMs: number | undefined;
  for (const patch of toPatches(mutation, deps)) {
    const wanted = asWritten(patch, mutation, deps);
    if (!wanted) continue;
    const cells = Object.keys(wanted.meta).map((field): Cell => {
      const base = bases.get(wanted.k)?.[field];
      const keptTs = deps.keptTsOf?.(wanted.t, wanted.k, field);
      const isRevival = wanted.t === "photo" && revives(mutation.op);
      const write = { mid: mutation.mid, base, isRevival, ...(keptTs !== undefined && { keptTs }) };
      return { field, decision: decideCell(findCell(wanted, field, deps), write, time) };
    });
    stamps.push(...cells.map(({ field, decision }) => ({ t: wanted.t, k: wanted.k, field, ts: decision.ts })));
    lost += cells.filter(({ decision }) => !decision.isWon).length;
    const won = cells.filter(({ decision }) => decision.isWon);
    // A patch without cells only says when the row of the one before it was touched.
    if (cells.length > 0) touchedMs = won.length > 0 ? Math.max(...won.map(({ decision }) => decision.ts)) : undefined;
    if (touchedMs !== undefined) patches.push(settle({ ...wanted, seq }, mutation.mid, won, touchedMs));
  }
  const outcome = lost === 0 ? "applied" : lost === stamps.length ? "superseded" : "partial";
  return { patches: outcome === "superseded" ? [] : patches, stamps, outcome };
}

const revives = (op: Mutation["op"]) => op === "photo.import.bulk" || op === "photo.restore.bulk";

/**
 * The patch as it is to be decided. An import of a photo that is there only brings it back; its keywords were read from the
 * same bytes, while a file beside it may be new.
 */
function asWritten(patch: Patch, { op }: Mutation, { findRow }: DecideDeps): Patch | undefined {
  if (op !== "photo.import.bulk") return patch;
  const photo = findRow("photo", patch.k.split(KEY_SEPARATOR)[0] ?? patch.k);
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
