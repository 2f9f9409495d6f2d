import { join } from "node:path";
import { libraryFolderAt } from "@engine/library-folder";
import { copyLibrary, provideLibrary } from "@bench/generate/provide-library";
import { runImgstream } from "@bench/kit/command-line";
import { withScratch } from "@bench/kit/folders";
import { alternate, runProbe } from "@bench/kit/probe";
import { report } from "@bench/kit/report";

/** The whole of a large library as JSON, by the command line. */
const COUNT = 1_000_000;
const RUNS = 2;
const MEGABYTE = 1_000_000;

const kept = await provideLibrary(COUNT);
await withScratch(async (scratch) => {
  const root = await copyLibrary(kept, join(scratch, "library"));
  const input = { catalog: libraryFolderAt(root).catalog, target: join(scratch, "bare.json") };
  const { first: runs, second: bare } = await alternate(
    RUNS,
    () => runImgstream(["list", "--json", "--library", root]),
    () => runProbe<typeof input, { bytes: number; tookMs: number }>("bare-list", input),
  );
  const rate = (bytes: number, ms: number) => (1000 * bytes) / ms / MEGABYTE;
  report({
    name: "list.json",
    values: runs.map(({ bytes, tookMs }) => rate(bytes, tookMs)),
    ...{ unit: "MB/s", n: COUNT },
    reference: {
      name: "DuckDB alone writes its rows as JSON",
      values: bare.map(({ answer }) => rate(answer.bytes, answer.tookMs)),
    },
    notes: {
      megabytes: Math.round((runs[0]?.bytes ?? 0) / MEGABYTE),
      seconds: Number(((runs[0]?.tookMs ?? 0) / 1000).toPrecision(3)),
      peakMb: Math.round(Math.max(...runs.map(({ peakBytes }) => peakBytes)) / MEGABYTE),
    },
  });
});
