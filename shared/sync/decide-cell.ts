import type { CellWriter } from "@shared/contract/mutation";

/** When a write was made, as far as the service can know. All in milliseconds of the service's clock, `ageMs` aside. */
export interface WriteTime {
  nowMs: number;
  /** What its author took the service's clock to show when it sent the write. */
  estimatedMs: number;
  /** How long before it was sent the write was made. */
  ageMs: number;
}

/** What a cell holds before a write is decided. */
export interface KnownCell extends CellWriter {
  /** The photo is gone for good; its row remembers that it was. */
  isPurged: boolean;
}

export interface CellWrite {
  mid: string;
  /** The write that the author saw in the cell; undefined when there was none to see. */
  base: CellWriter | undefined;
  /** The stamp that the service once gave it: it comes a second time, after a restore of the service. */
  keptTs?: number;
  /** Brings a photo in or back: an import or a restore, of its state. */
  isRevival: boolean;
}

export interface CellDecision {
  isWon: boolean;
  /** The stamp of the write, whether it won or lost. */
  ts: number;
}

/**
 * Which of two writes of one cell stands: the only place where conflicts are resolved, and only the service asks
 * (docs/spec/sync.md, R1 to R8).
 */
export function decideCell(cell: KnownCell | undefined, write: CellWrite, time: WriteTime): CellDecision {
  const ts = write.keptTs ?? toStamp(write, time);
  if (!cell) return { isWon: true, ts };
  const isWon = wins(cell, write, ts);
  if (write.keptTs !== undefined) return { isWon, ts };
  return { isWon, ts: isWon ? Math.max(ts, cell.ts + 1) : Math.min(ts, cell.ts) };
}

function wins(cell: KnownCell, write: CellWrite, ts: number): boolean {
  const isFresh = write.keptTs === undefined;
  if (cell.isPurged) return write.isRevival && (isFresh || ts > cell.ts);
  if (isFresh && (write.base?.w === cell.w || write.isRevival)) return true;
  return ts > cell.ts || (ts === cell.ts && write.mid > cell.w);
}

/** Never later than now, never earlier than what the author saw. */
function toStamp({ base }: CellWrite, { nowMs, estimatedMs, ageMs }: WriteTime): number {
  const madeMs = Math.min(nowMs, estimatedMs) - Math.max(0, ageMs);
  return Math.min(nowMs, Math.max(madeMs, (base?.ts ?? 0) + 1));
}
