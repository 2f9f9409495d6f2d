import { resolve } from "node:path";
import { z } from "zod";

/** What was asked for when the program was started. */
export interface Arguments {
  /** Undefined: the usual one. */
  library: string | undefined;
  /** To be imported by reference. */
  folders: string[];
}

/** How a second start tells the first what it was asked for. */
export const argumentsSchema = z.object({
  library: z.string().optional(),
  folders: z.array(z.string().min(1)).max(1000),
});

/**
 * Reads a command line. Switches are Chromium's own, save `--library <folder>`; the rest are folders. `own`: how many of the
 * words are the program itself.
 */
export function parseArguments(argv: readonly string[], own: number, workingFolder: string): Arguments {
  const words = argv.slice(1);
  const folders: string[] = [];
  let library: string | undefined;
  let isSaid = false;
  for (const word of words) {
    if (isSaid) library = word;
    else if (word.startsWith("--library=")) library = word.slice("--library=".length);
    else if (!word.startsWith("-") && word !== "--library") folders.push(word);
    isSaid = word === "--library" && !isSaid;
  }
  const at = (path: string) => resolve(workingFolder, path);
  return {
    library: library === undefined || library === "" ? undefined : at(library),
    folders: folders.slice(own - 1).map(at),
  };
}
