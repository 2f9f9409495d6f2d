import { readdirSync } from "node:fs";
import { join } from "node:path";
import { firstFolders, providePhotoFiles, TWELVE_MEGAPIXELS } from "@bench/generate/photo-files";
import { hasCommand, timeCommand } from "@bench/kit/command";
import { withScratch } from "@bench/kit/folders";
import { importFiles } from "@bench/kit/import-files";
import { alternate } from "@bench/kit/probe";
import { report } from "@bench/kit/report";

/** An import with all its thumbnails against the plain tools: `vipsthumbnail` in two processes, then `sha256sum`. */
const COUNT = 300;
const MADE = 1000;
const RUNS = 5;

if (!hasCommand("vipsthumbnail")) {
  throw new Error("vipsthumbnail is missing. On Debian: apt-get install libvips-tools");
}
const folders = firstFolders(await providePhotoFiles({ count: MADE, ...TWELVE_MEGAPIXELS }), COUNT);
const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));

function byPlainTools(): Promise<number> {
  return withScratch(async (folder) => {
    const halves = [0, 1].map((half) => files.filter((_, index) => index % 2 === half));
    const startedAt = performance.now();
    await Promise.all(
      halves.map((half) => timeCommand("vipsthumbnail", ["-s", "320", "-o", join(folder, "tn_%s.jpg"), ...half])),
    );
    await timeCommand("sha256sum", files);
    return performance.now() - startedAt;
  });
}

for (const mode of ["reference", "copy"] as const) {
  const { first: runs, second: plain } = await alternate(RUNS, () => importFiles(folders, mode, COUNT), byPlainTools);
  report({
    name: `import.${mode}`,
    values: runs.map(({ answer }) => answer.finishedMs / 1000),
    ...{ unit: "s", n: COUNT },
    reference: { name: "vipsthumbnail in two processes, then sha256sum", values: plain.map((ms) => ms / 1000) },
    ...(mode === "reference" && { budget: { of: "ratio", atMost: 1 } as const }),
  });
}
