import { providePhotoFiles, TINY } from "@bench/generate/photo-files";
import { timeCommand } from "@bench/kit/command";
import { alternate, runProbe } from "@bench/kit/probe";
import { report } from "@bench/kit/report";

/** How fast the files under a folder are found. */
const COUNT = 100_000;
const RUNS = 5;

const folder = await providePhotoFiles({ count: COUNT, ...TINY });
const { first: runs, second: found } = await alternate(
  RUNS,
  () => runProbe<{ folder: string }, { files: number; tookMs: number }>("walk-files", { folder }),
  () => timeCommand("find", [folder, "-type", "f", "-size", "+0", "-printf", "%s %p\\n"]),
);
report({
  name: "walk",
  values: runs.map(({ answer }) => (1000 * answer.files) / answer.tookMs),
  ...{ unit: "files/s", n: COUNT },
  reference: { name: "find", values: found.map((ms) => (1000 * COUNT) / ms) },
});
