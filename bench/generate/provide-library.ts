import { cp } from "node:fs/promises";
import { constants } from "node:fs";
import { provideFolder } from "@bench/kit/folders";
import { runProbe } from "@bench/kit/probe";

/** Raised when libraries come out otherwise than before. */
const VERSION = 1;

/**
 * A library of so many photos of twenty years: bursts, one month with a tenth of them, eleven cameras, half with a place, a
 * fifth with tags in hierarchies, some with titles and ratings, one in a hundred in the trash. No originals, no thumbnails.
 * Made once, by the engine; whoever changes it takes a copy.
 */
export function provideLibrary(count: number): Promise<string> {
  return provideFolder(`library-${VERSION}-${count}`, async (root) => {
    const { answer, peakBytes } = await runProbe<{ root: string; count: number }, Record<string, number>>(
      "make-library",
      { root, count },
    );
    console.error(JSON.stringify({ ...answer, peakBytes }));
  });
}

/** A copy that may be changed; where the file system can, it shares the blocks of the first. */
export async function copyLibrary(from: string, to: string): Promise<string> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return to;
}
