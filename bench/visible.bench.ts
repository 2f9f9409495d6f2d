import { readdirSync } from "node:fs";
import { join } from "node:path";
import { firstFolders, providePhotoFiles, TWELVE_MEGAPIXELS } from "@bench/generate/photo-files";
import { timeCommand } from "@bench/kit/command";
import { importFiles } from "@bench/kit/import-files";
import { alternate } from "@bench/kit/probe";
import { report } from "@bench/kit/report";
import { median } from "@bench/kit/samples";

/** How fast dropped files come into the timeline: in the catalog, thumbnails apart. */
const COUNT = 1000;
const RUNS = 3;

const folders = firstFolders(await providePhotoFiles({ count: COUNT, ...TWELVE_MEGAPIXELS }), COUNT);
const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));

for (const mode of ["reference", "copy"] as const) {
  const { first: runs, second: hashed } = await alternate(
    RUNS,
    () => importFiles(folders, mode, COUNT),
    () => timeCommand("xargs", ["-0", "-P", "2", "-n", "25", "sha256sum"], files.join("\0")),
  );
  report({
    name: `visible.${mode}`,
    values: runs.map(({ answer }) => (1000 * COUNT) / answer.visibleMs),
    ...{ unit: "files/s", n: COUNT },
    reference: { name: "sha256sum in two processes", values: hashed.map((ms) => (1000 * COUNT) / ms) },
    ...(mode === "reference" && { budget: { of: "value", atLeast: 100 } as const }),
    notes: { visibleInFirstSecond: median(runs.map(({ answer }) => answer.visibleInFirstSecond)) },
  });
}
