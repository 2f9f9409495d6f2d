import type { Output } from "@cli/output";
import type { LibraryClient } from "@cli/library-client";
import type { ExitCode } from "@cli/exit-code";
import type { LibraryServer } from "@serve/serve-library";

/** What every verb is given. */
export interface VerbContext {
  output: Output;
  /** Aborts on the first Ctrl-C. */
  signal: AbortSignal;
  /** The folder that relative paths are relative to. */
  workingFolder: string;
  /** Standard error is a terminal that can show a line that changes. */
  isTerminal: boolean;
  /** Redraws the one line at the bottom of the terminal; empty takes it away. */
  redraw(line: string): void;
  /** Opens the library that the verb is about. */
  open(options: { mayCreate: boolean }): Promise<LibraryClient>;
  /** Shows the library to browsers on this computer, making it when there is none. `port` 0: any that is free. */
  serve(port: number): Promise<LibraryServer>;
}

/** One verb of the command line: says with what the process ends. */
export type Verb<Options> = (options: Options, context: VerbContext) => Promise<ExitCode>;

/** Opens the library, does the work and lets go of it, whatever happens. */
export async function withLibrary<T>(
  context: VerbContext,
  work: (library: LibraryClient) => Promise<T>,
  { mayCreate = false } = {},
): Promise<T> {
  const library = await context.open({ mayCreate });
  try {
    return await work(library);
  } finally {
    await library.end();
  }
}
