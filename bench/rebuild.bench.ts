import { join } from "node:path";
import { copyLibrary, provideLibrary } from "@bench/generate/provide-library";
import { withScratch } from "@bench/kit/folders";
import { runProbe } from "@bench/kit/probe";
import { report } from "@bench/kit/report";
import type { RebuildAnswer } from "@bench/probes/rebuild-library";

/** The catalog of a large library made again from its journal. */
const COUNT = 1_000_000;

const kept = await provideLibrary(COUNT);
await withScratch(async (scratch) => {
  const root = await copyLibrary(kept, join(scratch, "library"));
  const { answer } = await runProbe<{ root: string }, RebuildAnswer>("rebuild-library", { root });
  report({
    name: "rebuild",
    values: [answer.rebuildMs / 1000],
    ...{ unit: "s", n: COUNT },
    reference: { name: "DuckDB alone copies the photo table", values: [answer.bareMs / 1000] },
    notes: {
      photosPerS: Math.round((1000 * COUNT) / answer.rebuildMs),
      peakMb: Math.round(answer.peakResidentBytes / 1_000_000),
    },
  });
});
