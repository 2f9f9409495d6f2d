import { join } from "node:path";
import type { PhotoChanges } from "@shared/contract/edit";
import { copyLibrary, provideLibrary } from "@bench/generate/provide-library";
import { withScratch } from "@bench/kit/folders";
import { type ProbeRun, runProbe } from "@bench/kit/probe";
import { report } from "@bench/kit/report";
import type { EditAnswer, EditInput } from "@bench/probes/edit-library";

/** One field of a tenth of a large library, from the command to the order that shows it; and taking it back. */
const COUNT = 1_000_000;
const SELECTED = 100_000;
const RUNS = 3;

const CHANGES: readonly { name: string; changes: PhotoChanges }[] = [
  { name: "rating", changes: { rating: 3 } },
  { name: "title", changes: { title: "The long journey" } },
  { name: "tag", changes: { addKeywords: ["Journeys|The long one"] } },
  { name: "date", changes: { shiftMs: 3_600_000 } },
];

const kept = await provideLibrary(COUNT);
const runs: ProbeRun<EditAnswer>[] = [];
for (let run = 0; run < RUNS; run++) {
  await withScratch(async (scratch) => {
    const root = await copyLibrary(kept, join(scratch, "library"));
    const changes = CHANGES.map((change) => change.changes);
    runs.push(await runProbe<EditInput, EditAnswer>("edit-library", { root, count: SELECTED, changes }));
  });
}

const bare = { name: "DuckDB alone sets one column", values: runs.map(({ answer }) => answer.bareMs / 1000) };
for (const [index, { name }] of CHANGES.entries()) {
  for (const part of ["edit", "undo"] as const) {
    report({
      name: `${part}.${name}`,
      values: runs.map(({ answer }) => (answer.done[index]?.[`${part}Ms`] ?? Number.NaN) / 1000),
      ...{ unit: "s", n: SELECTED },
      reference: bare,
      budget: { of: "value", atMost: 1.5 },
      notes: {
        changed: runs[0]?.answer.done[index]?.changed ?? 0,
        peakMb: Math.round((runs[0]?.answer.peakResidentBytes ?? 0) / 1_000_000),
      },
    });
  }
}
