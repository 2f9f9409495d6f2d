import { once } from "node:events";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CommanderError } from "commander";
import { AppError } from "@shared/errors";
import { forkWorkers } from "@engine/workers/fork-worker";
import { createSystem } from "@engine/system";
import { defaultLibrary } from "@engine/default-library";
import { EXIT, type ExitCode, exitCodeOf } from "@cli/exit-code";
import { createLog } from "@cli/log";
import { openClient } from "@cli/library-client";
import { createOutput, type Output } from "@cli/output";
import { createProgram, type RunVerb } from "@cli/program";
import { createTerminalLine } from "@cli/terminal-line";
import { toUnderlined } from "@cli/text-form";
import { serveHeld } from "@serve/serve-held";
import type { VerbContext } from "@cli/verb";

/** The imgstream command: the engine without a window. */
const WORKERS_MAX = 8;
const WORKER_PATH = fileURLToPath(new URL("../engine/media-worker.js", import.meta.url));
const PAGES = fileURLToPath(new URL("../renderer", import.meta.url));

const interrupted = new AbortController();
process.on("SIGINT", () => {
  // The first asks to stop in good order, the second does not ask.
  if (interrupted.signal.aborted) process.exit(130);
  interrupted.abort();
});
for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());
// Whoever read our answer has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.couldNotRun),
);

const runVerb: RunVerb = async (verb, asked, { library, form }) => {
  const output = createOutput(form, process.stdout, process.stderr);
  const root = resolve(library ?? defaultLibrary(process.platform, process.env));
  const line = createTerminalLine(process.stderr);
  const system = createSystem();
  const options = {
    ...{ root, system, log: createLog(output) },
    spawnWorker: forkWorkers(WORKER_PATH),
    workers: Math.min(WORKERS_MAX, Math.max(2, availableParallelism())),
  };
  const context: VerbContext = {
    output,
    signal: interrupted.signal,
    workingFolder: process.cwd(),
    isTerminal: process.stderr.isTTY,
    redraw: line.redraw,
    open: ({ mayCreate }) => openClient({ ...options, mayCreate }),
    serve: (port) => serveHeld({ ...options, mayCreate: true }, { port, pages: PAGES }),
  };
  try {
    return await verb(asked, context);
  } catch (error) {
    return reportError(error, output, asked);
  }
};

/** What a person can act on in one sentence; a bug with where it was. */
async function reportError(error: unknown, output: Output, asked: unknown): Promise<ExitCode> {
  if (!(error instanceof AppError) || error.code === "internal") {
    output.note(
      `imgstream: something went wrong here that should not: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return EXIT.couldNotRun;
  }
  await output.error(error);
  const { query } = asked as { query?: string };
  if (error.range && query !== undefined && output.form === "text") output.note(toUnderlined(query, error.range));
  return exitCodeOf(error);
}

async function main(): Promise<void> {
  let code: ExitCode = EXIT.done;
  const program = createProgram(runVerb, (ended) => (code = ended));
  try {
    program.exitOverride();
    for (const command of program.commands) command.exitOverride();
    await program.parseAsync(process.argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  }
  if (process.stdout.writableNeedDrain) await once(process.stdout, "drain");
  process.exitCode = code;
}

await main();
