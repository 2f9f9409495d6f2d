import { withScratch } from "@bench/kit/folders";
import { runProbe } from "@bench/kit/probe";
import { report } from "@bench/kit/report";
import { quantile } from "@bench/kit/samples";
import type { CommitAnswer } from "@bench/probes/commit-journal";

/** How long until the journal has something on the disk. */
const COMMITS = 500;
const BATCHES = 40;

await withScratch(async (folder) => {
  const { answer } = await runProbe<{ folder: string; commits: number; batches: number }, CommitAnswer>(
    "commit-journal",
    { folder, commits: COMMITS, batches: BATCHES },
  );
  const { editMs, importMs, bareMs } = answer;
  report({
    name: "journal.commit",
    ...{ values: editMs, unit: "ms", n: 1 },
    reference: { name: "4 KiB written and synchronised", values: bareMs },
    notes: { p95: Number(quantile(editMs, 0.95).toPrecision(3)) },
  });
  report({ name: "journal.import", values: importMs, unit: "ms", n: 500 });
});
