import { join } from "node:path";
import { libraryFolderAt } from "@engine/library-folder";
import { copyLibrary, provideLibrary } from "@bench/generate/provide-library";
import { withScratch } from "@bench/kit/folders";
import { alternate, runProbe } from "@bench/kit/probe";
import { report } from "@bench/kit/report";
import type { OpenLibraryAnswer } from "@bench/probes/open-library";

/** From the start of the engine's process to the first view of a large library, and what the engine then holds. */
const COUNT = 1_000_000;
const RUNS = 5;
const MEGABYTE = 1_000_000;

const kept = await provideLibrary(COUNT);
await withScratch(async (scratch) => {
  const root = await copyLibrary(kept, join(scratch, "library"));
  const { first: runs, second: bare } = await alternate(
    RUNS,
    () => runProbe<{ root: string }, OpenLibraryAnswer>("open-library", { root }),
    () => runProbe<{ catalog: string }, number>("bare-order", { catalog: libraryFolderAt(root).catalog }),
  );
  const answers = runs.map(({ answer }) => answer);
  report({
    name: "open",
    values: answers.map(({ orderedMs }) => orderedMs / 1000),
    ...{ unit: "s", n: COUNT },
    reference: { name: "DuckDB alone opens and sorts", values: bare.map(({ answer }) => answer / 1000) },
    budget: { of: "value", atMost: 1 },
    notes: {
      nodeMs: Math.round(answers[0]?.startedMs ?? 0),
      openedMs: Math.round(answers[0]?.openedMs ?? 0),
      orderedMs: Math.round(answers[0]?.orderedMs ?? 0),
    },
  });
  report({
    name: "open.memory",
    values: answers.map(({ residentBytes }) => residentBytes / MEGABYTE),
    ...{ unit: "MB", n: COUNT },
    budget: { of: "value", atMost: 700 },
    notes: { peakMb: Math.round(Math.max(...answers.map((each) => each.peakResidentBytes)) / MEGABYTE) },
  });
});
