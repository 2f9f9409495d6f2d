import fc from "fast-check";
import { expect, test } from "vitest";
import { type CellWrite, decideCell, type KnownCell, type WriteTime } from "@shared/sync/decide-cell";

const NOW = 1_800_000_000_000;
const midOf = (index: number) => `018f0000-0000-7000-8000-${String(index).padStart(12, "0")}`;

const arbitraryTs = fc.integer({ min: NOW - 1000, max: NOW });
const arbitraryCell = fc.record({ w: fc.nat(50).map(midOf), ts: arbitraryTs, isPurged: fc.constant(false) });
const arbitraryTime: fc.Arbitrary<WriteTime> = fc.record({
  nowMs: fc.constant(NOW),
  estimatedMs: fc.integer({ min: NOW - 100_000, max: NOW + 100_000 }),
  ageMs: fc.integer({ min: -1000, max: 1_000_000 }),
});
const arbitraryWrite: fc.Arbitrary<CellWrite> = fc.record({
  mid: fc.nat(50).map((index) => midOf(100 + index)),
  base: fc.option(fc.record({ w: fc.nat(50).map(midOf), ts: arbitraryTs }), { nil: undefined }),
  isRevival: fc.boolean(),
});
const after = (cell: KnownCell | undefined, write: CellWrite, time: WriteTime): KnownCell | undefined => {
  const { isWon, ts } = decideCell(cell, write, time);
  return isWon ? { w: write.mid, ts, isPurged: false } : cell;
};
const at = (madeMs: number): WriteTime => ({ nowMs: NOW, estimatedMs: NOW, ageMs: NOW - madeMs });
test("sync R1: a write of a cell that nothing has written stands", () =>
  fc.assert(
    fc.property(arbitraryWrite, arbitraryTime, (write, time) => {
      expect(decideCell(undefined, write, time).isWon).toBe(true);
    }),
  ));

test("sync R2: a write whose author saw the cell's writer stands, whatever its clock says", () =>
  fc.assert(
    fc.property(arbitraryCell, arbitraryWrite, arbitraryTime, (cell, write, time) => {
      expect(decideCell(cell, { ...write, base: { w: cell.w, ts: cell.ts } }, time).isWon).toBe(true);
    }),
  ));

test("sync R3: an import or a restore stands over what was written beside it", () =>
  fc.assert(
    fc.property(arbitraryCell, arbitraryWrite, arbitraryTime, (cell, write, time) => {
      expect(decideCell(cell, { ...write, isRevival: true }, time).isWon).toBe(true);
    }),
  ));

test("sync R4: over a purged photo only what brings it back stands, and of what is offered again only what is later", () =>
  fc.assert(
    fc.property(arbitraryCell, arbitraryWrite, arbitraryTime, arbitraryTs, (cell, write, time, keptTs) => {
      const purged = { ...cell, isPurged: true };
      expect(decideCell(purged, write, time).isWon).toBe(write.isRevival);
      expect(decideCell(purged, { ...write, keptTs }, time).isWon).toBe(write.isRevival && keptTs > cell.ts);
    }),
  ));

test("sync R5: of two writes made beside each other the later one stands, whichever comes first", () =>
  fc.assert(
    fc.property(fc.option(arbitraryCell, { nil: undefined }), arbitraryTs, arbitraryTs, (cell, oneMs, otherMs) => {
      const base = cell && { w: midOf(99), ts: NOW - 2000 };
      const write = (index: number): CellWrite => ({ mid: midOf(200 + index), base, isRevival: false });
      const [one, other] = [write(1), write(2)];
      const forth = after(after(cell, one, at(oneMs)), other, at(otherMs));
      const back = after(after(cell, other, at(otherMs)), one, at(oneMs));
      expect(forth?.w).toBe(back?.w);
      if (cell && cell.ts > Math.max(oneMs, otherMs)) expect(forth).toEqual(cell);
    }),
  ));

test("sync R5: of two with the same stamp the greater mutation stands", () => {
  const cell = { w: midOf(5), ts: NOW, isPurged: false };
  const write = (mid: string): CellWrite => ({ mid, base: undefined, isRevival: false });
  expect([midOf(4), midOf(6)].map((mid) => decideCell(cell, write(mid), at(NOW)).isWon)).toEqual([false, true]);
});

test("sync R6: the stamp is the time of the write, but not after now, and after what its author saw", () => {
  const cell = undefined;
  const write = (ts?: number): CellWrite => ({
    ...{ mid: midOf(1), isRevival: false },
    base: ts === undefined ? undefined : { w: midOf(0), ts },
  });
  expect([
    decideCell(cell, write(), { nowMs: NOW, estimatedMs: NOW - 10, ageMs: 500 }).ts,
    decideCell(cell, write(), { nowMs: NOW, estimatedMs: NOW + 9000, ageMs: 0 }).ts,
    decideCell(cell, write(), { nowMs: NOW, estimatedMs: NOW, ageMs: -9000 }).ts,
    decideCell(cell, write(NOW - 20), { nowMs: NOW, estimatedMs: NOW, ageMs: 9000 }).ts,
    decideCell(cell, write(NOW + 20), { nowMs: NOW, estimatedMs: NOW, ageMs: 9000 }).ts,
  ]).toEqual([NOW - 510, NOW, NOW, NOW - 19, NOW]);
});

test("sync R7: stamps rise in a cell, and one that lost is no later than the cell's", () =>
  fc.assert(
    fc.property(arbitraryCell, arbitraryWrite, arbitraryTime, (cell, write, time) => {
      const { isWon, ts } = decideCell(cell, write, time);
      expect(isWon ? ts > cell.ts : ts <= cell.ts).toBe(true);
    }),
  ));

test("sync R8: in whatever order the writes of a cell come again, the same one stands in the end", () => {
  const arbitraryHistory = fc.uniqueArray(fc.tuple(fc.nat(500), arbitraryTs), {
    ...{ minLength: 1, maxLength: 8 },
    selector: ([index]) => index,
  });
  const replayed = arbitraryHistory.chain((history) => {
    const orders = fc.shuffledSubarray(history, { minLength: history.length });
    return fc.tuple(fc.constant(history), orders);
  });
  const offer = (history: readonly (readonly [number, number])[]) =>
    history.reduce<KnownCell | undefined>((cell, [index, keptTs]) => {
      const write = { mid: midOf(index), base: undefined, isRevival: false, keptTs };
      return after(cell, write, at(NOW));
    }, undefined);
  fc.assert(
    fc.property(replayed, ([history, shuffled]) => {
      expect(offer(shuffled)).toEqual(offer(history));
    }),
  );
});
