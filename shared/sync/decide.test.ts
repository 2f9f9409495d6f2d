import { expect, test } from "vitest";
import type { CellWriter, Mutation, PatchTable } from "@shared/contract/mutation";
import { decide, type KnownRow } from "@shared/sync/decide";
import { photoImport } from "@shared/testing/catalog";

const midOf = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`;
const MID = midOf(9);
const HEAD = { n: 1, mid: MID, action: MID, atMs: 1000 };
const NOW = 50_000;
const TIME = { nowMs: NOW, estimatedMs: NOW, ageMs: 100 };
const STAMP = NOW - 100;
const BY = { w: MID, ts: STAMP };

type Rows = Record<string, { cells: Record<string, CellWriter>; isPurged?: boolean }>;

function decideOver(rows: Rows, mutation: Mutation) {
  const findRow = (t: PatchTable, k: string): KnownRow | undefined => {
    const row = rows[`${t} ${k}`];
    return row && { writerOf: (field) => row.cells[field] ?? row.cells["*"], isPurged: row.isPurged ?? false };
  };
  return decide(mutation, 7, TIME, { findRow, tagIdOf: (path) => `tag:${path.toLowerCase()}` });
}

const imported = (ts = 10) => ({ cells: { "*": { w: midOf(1), ts } } });

test("sync R9: of a mutation what stands becomes one patch a row, with the service's stamps for its times", () => {
  const rows: Rows = { "photo p": { cells: { "*": { w: midOf(1), ts: 10 }, title: { w: midOf(2), ts: STAMP + 50 } } } };
  const items = [{ k: "p", f: { rating: 4, title: "Late" } }];
  expect(decideOver(rows, { ...HEAD, op: "photo.set.bulk", items })).toEqual({
    patches: [{ t: "photo", k: "p", seq: 7, set: { rating: 4, updatedAtMs: STAMP }, meta: { rating: BY } }],
    lost: [{ t: "photo", k: "p", field: "title", ts: STAMP }],
    outcome: "partial",
  });
});

test("sync R9: nothing of a mutation that lost everywhere stands", () => {
  const rows: Rows = { "photo p": imported(STAMP + 1), "photo q": imported(STAMP + 1) };
  const items = ["p", "q"].map((k) => ({ k, f: { rating: 4 } }));
  const { patches, outcome } = decideOver(rows, { ...HEAD, op: "photo.set.bulk", items });
  expect({ patches, outcome }).toEqual({ patches: [], outcome: "superseded" });
});

test("sync R9: a photo counts as changed by its keywords only when one of them is", () => {
  const rows: Rows = { "photo_tag p/a": imported(STAMP + 1) };
  const items = ["p/a", "p/b"].map((k) => ({ k, f: { isIn: true } }));
  const { patches, outcome } = decideOver(rows, { ...HEAD, op: "photo_tag.set.bulk", items });
  expect({ patches, outcome }).toEqual({
    patches: [
      { t: "photo_tag", k: "p/b", seq: 7, set: { isIn: true }, meta: { isIn: BY } },
      { t: "photo", k: "p", seq: 7, set: { updatedAtMs: STAMP }, meta: {} },
    ],
    outcome: "partial",
  });
});

const asset = (digit: string) => ({ kind: "xmp" as const, fileName: "a.xmp", sha256: digit.repeat(64), sizeBytes: 7 });
const toImport = (f: Parameters<typeof photoImport>[0]): Mutation => {
  return { ...HEAD, op: "photo.import.bulk", items: [{ k: "p", f: photoImport(f) }] };
};

test("sync R10: an import of a photo that is not there writes all of it", () => {
  const { patches, outcome } = decideOver({}, toImport({ title: "Lake", keywords: ["Lake"], assets: [asset("a")] }));
  expect({ rows: patches.map(({ t, k, meta }) => [t, k, meta]), outcome }).toEqual({
    rows: [
      ["photo", "p", { "*": BY }],
      ["photo_tag", "p/tag:lake", { "*": BY }],
      ["photo_asset", `p/${"a".repeat(64)}`, { "*": BY }],
    ],
    outcome: "applied",
  });
  expect(patches[0]?.set).toMatchObject({ title: "Lake", importedAtMs: STAMP, updatedAtMs: STAMP });
});

test("sync R10: an import of a photo that is there brings it back, and adds a file beside it that is new", () => {
  const rows: Rows = {
    "photo p": { cells: { "*": { w: midOf(1), ts: 10 }, state: { w: midOf(2), ts: NOW } } },
    [`photo_asset p/${"a".repeat(64)}`]: imported(),
  };
  const mutation = toImport({ title: "Other", keywords: ["Lake"], assets: [asset("a"), asset("b")] });
  expect(decideOver(rows, mutation)).toMatchObject({
    patches: [
      {
        ...{ t: "photo", k: "p", meta: { state: { w: MID, ts: NOW + 1 } } },
        set: { state: "live", trashedAtMs: null, updatedAtMs: NOW + 1 },
      },
      { t: "photo_asset", k: `p/${"b".repeat(64)}` },
    ],
    outcome: "applied",
  });
});

test("sync R10: an import of a photo that was purged writes all of it", () => {
  const rows: Rows = { "photo p": { cells: { "*": { w: midOf(1), ts: NOW } }, isPurged: true } };
  const { patches } = decideOver(rows, toImport({ title: "Again" }));
  expect(patches).toMatchObject([{ t: "photo", set: { title: "Again" }, meta: { "*": { w: MID, ts: NOW + 1 } } }]);
});
