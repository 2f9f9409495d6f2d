import { resolve } from "node:path";
import {
  IMPORT_OPERATIONS,
  type ImportFile,
  type ImportMode,
  type ImportProgress,
  REVIEW_CODES,
} from "@shared/contract/import";
import { AppError } from "@shared/errors";
import { EXIT, type ExitCode } from "@cli/exit-code";
import type { LibraryClient } from "@cli/library-client";
import { toImportLine, toImportSummary, toReviewLine } from "@cli/import-text";
import { type Verb, type VerbContext, withLibrary } from "@cli/verb";

interface ImportOptions {
  paths: string[];
  mode: ImportMode;
}

/** Files that need attention are shown up to here; `--json` has them all. */
const SHOWN_MAX = 20;

/** Takes files and folders into the library, which is made when there is none. */
export const importFiles: Verb<ImportOptions> = ({ paths, mode }, context) =>
  withLibrary(
    context,
    async (library) => {
      const absolute = paths.map((path) => resolve(context.workingFolder, path));
      const { jobId, isResumed } = await library.invoke(IMPORT_OPERATIONS.start, { paths: absolute, mode });
      if (isResumed) context.output.note("Going on with this import where it was broken off.");
      const last = await follow(library, jobId, context);
      await report(library, last, context);
      return toExitCode(last);
    },
    { mayCreate: true },
  );

/** Shows how the import goes until it ends; Ctrl-C stops it where it can go on later. */
async function follow(library: LibraryClient, jobId: string, context: VerbContext): Promise<ImportProgress> {
  const cancel = () => void library.invoke(IMPORT_OPERATIONS.cancel, { jobId }).catch(() => undefined);
  if (context.signal.aborted) cancel();
  context.signal.addEventListener("abort", cancel, { once: true });
  let last: ImportProgress | undefined;
  try {
    for await (const progress of library.subscribe(IMPORT_OPERATIONS.watch, { jobId }, { window: 1 })) {
      last = progress;
      if (context.isTerminal) context.redraw(toImportLine(progress));
    }
  } finally {
    context.signal.removeEventListener("abort", cancel);
    if (context.isTerminal) context.redraw("");
  }
  if (!last)
    throw new AppError("disconnected", "The engine ended before the import did. Import again: it goes on from there.");
  return last;
}

async function report(library: LibraryClient, last: ImportProgress, { output }: VerbContext): Promise<void> {
  const files = library.subscribe(IMPORT_OPERATIONS.files, { jobId: last.jobId });
  if (output.form === "ndjson") return output.values(files);
  if (output.form === "json") {
    await output.raw(
      `{"counts": ${JSON.stringify(last.counts)}, "state": "${last.state}", "code": ${JSON.stringify(last.code)}, "files": `,
    );
    await output.values(files);
    return output.raw("}\n");
  }
  for (const line of toImportSummary(last)) await output.line(line);
  let shown = 0;
  for await (const page of files) {
    for (const file of page.filter(needsAttention))
      if (shown++ < SHOWN_MAX) await output.line(`  ${toReviewLine(file)}`);
  }
  if (shown > SHOWN_MAX) await output.line(`  and ${shown - SHOWN_MAX} more: imgstream import … --json lists all`);
}

const needsAttention = ({ code }: ImportFile) => code !== null && REVIEW_CODES.includes(code);

function toExitCode({ state, counts, needAttention }: ImportProgress): ExitCode {
  if (state === "stopped") return EXIT.couldNotRun;
  return counts.failed > 0 || needAttention > 0 ? EXIT.someFailed : EXIT.done;
}
