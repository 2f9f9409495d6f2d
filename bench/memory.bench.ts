import { providePhotoFiles, TINY } from "@bench/generate/photo-files";
import { importFiles } from "@bench/kit/import-files";
import { report } from "@bench/kit/report";

/** Whether what an importer holds grows with what it imports: engine and workers together, resident sets added up. */
const FEW = 1000;
const MANY = 100_000;
const MEGABYTE = 1_000_000;

const few = await providePhotoFiles({ count: FEW, ...TINY });
const many = await providePhotoFiles({ count: MANY, ...TINY });
const small = [await importFiles([few], "reference", FEW), await importFiles([few], "reference", FEW)];
const large = await importFiles([many], "reference", MANY);
const smallPeak = Math.max(...small.map(({ peakBytes }) => peakBytes));

report({
  name: "import.memory",
  values: [(large.peakBytes - smallPeak) / MEGABYTE],
  ...{ unit: "MB above the import of 1,000", n: MANY },
  budget: { of: "value", atMost: 150 },
  notes: {
    peakMb: Math.round(large.peakBytes / MEGABYTE),
    enginePeakMb: Math.round(large.ownPeakBytes / MEGABYTE),
    peakOfFewMb: Math.round(smallPeak / MEGABYTE),
    enginePeakOfFewMb: Math.round(Math.max(...small.map(({ ownPeakBytes }) => ownPeakBytes)) / MEGABYTE),
    filesPerS: Math.round((1000 * MANY) / large.answer.finishedMs),
  },
});
