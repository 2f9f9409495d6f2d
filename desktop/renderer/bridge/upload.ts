import { z } from "zod";
import { dropSchema, picksSchema, type Pick } from "@shared/contract/pick";
import { errorRecordSchema, readError } from "@shared/contract/error-record";
import { AppError } from "@shared/errors";
import type { Progress, SendingStep } from "@renderer/bridge/host";
import { walkEntries, type Walked } from "@renderer/bridge/walk-entries";

/** The host takes so many files of a drop at once. */
const PARALLEL = 4;

/** So many files that are at hand already are counted in one turn of the page. */
const FILES_A_TURN = 200;
/** Progress is told no more often, however small the files are. */
const TELL_MS = 80;

const refusalSchema = z.object({ error: errorRecordSchema });

/** Sends what was dropped, folders with all that is in them. Throws the host's errors, `cancelled` when the signal aborts. */
export function uploadDrop(dropped: DataTransfer, progress: Progress, signal: AbortSignal): Promise<Pick[]> {
  // What was dropped is gone after the event's turn: it is taken before anything is waited for.
  const entries: FileSystemEntry[] = [];
  const loose: File[] = [];
  for (const item of dropped.items) {
    const entry = item.kind === "file" ? item.webkitGetAsEntry() : null;
    const file = entry || item.kind !== "file" ? null : item.getAsFile();
    if (entry) entries.push(entry);
    if (file) loose.push(file);
  }
  return upload(both(walkEntries(entries, signal), eachFile(loose)), progress, signal);
}

async function* both(first: AsyncIterable<Walked>, second: AsyncIterable<Walked>): AsyncGenerator<Walked> {
  yield* first;
  yield* second;
}

export function uploadFiles(files: readonly File[], progress: Progress, signal: AbortSignal): Promise<Pick[]> {
  return upload(eachFile(files), progress, signal);
}

async function* eachFile(files: readonly File[]): AsyncGenerator<Walked> {
  for (const [index, file] of files.entries()) {
    // The page stays alive between its turns.
    if (index % FILES_A_TURN === 0) await new Promise((resolve) => setTimeout(resolve));
    yield { kind: "file", file, path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath };
  }
}

/** What a walk has found so far. The walk runs ahead of sending, so that what there is to send is known early. */
interface Found {
  files: Extract<Walked, { kind: "file" }>[];
  /** Resolves when there is more, or the walk has ended. */
  more: Promise<void>;
}

async function upload(walk: AsyncIterable<Walked>, progress: Progress, signal: AbortSignal): Promise<Pick[]> {
  const step: SendingStep = { files: 0, sentFiles: 0, totalBytes: 0, sentBytes: 0, unreadable: 0, isWalked: false };
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const { drop } = dropSchema.parse(await ask("drops", { method: "POST", signal }));
  const { tell, flush } = createTeller(() => progress({ ...step }));
  try {
    const { found, walked } = startWalk(walk, step, tell, stop);
    let next = 0;
    const sender = async () => {
      for (;;) {
        const index = next;
        const sent = found.files[index];
        if (!sent) {
          if (step.isWalked) return;
          await found.more;
          continue;
        }
        next += 1;
        if (await sendFile(drop, index, sent, stop)) step.sentFiles += 1;
        else step.unreadable += 1;
        step.sentBytes += sent.file.size;
        tell();
      }
    };
    const work = [walked, ...Array.from({ length: PARALLEL }, sender)];
    // One that fails ends the others before the drop is let go of.
    await Promise.all(work.map((one) => one.catch((thrown: unknown) => failed.abort(thrown))));
    flush();
    if (signal.aborted) throw new AppError("cancelled", "Sending was cancelled");
    if (failed.signal.aborted) throw failed.signal.reason;
    if (step.sentFiles === 0) {
      await letGo(drop);
      return [];
    }
    return picksSchema.parse(await ask(`drops/${drop}/done`, { method: "POST", signal })).picks;
  } catch (thrown) {
    await letGo(drop);
    throw thrown;
  }
}

/** `tell` soon, `flush` now if something is left to tell. */
function createTeller(say: () => void) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    say();
  };
  return { flush, tell: () => void (timer ??= setTimeout(flush, TELL_MS)) };
}

function startWalk(walk: AsyncIterable<Walked>, step: SendingStep, tell: () => void, signal: AbortSignal) {
  let wake = (): void => undefined;
  const found: Found = { files: [], more: new Promise((resolve) => (wake = resolve)) };
  const ring = () => {
    wake();
    found.more = new Promise((resolve) => (wake = resolve));
  };
  const run = async () => {
    try {
      for await (const walked of walk) {
        if (signal.aborted) return;
        if (walked.kind === "unreadable") step.unreadable += 1;
        else {
          found.files.push(walked);
          step.files += 1;
          step.totalBytes += walked.file.size;
        }
        tell();
        ring();
      }
    } finally {
      step.isWalked = true;
      tell();
      ring();
    }
  };
  return { found, walked: run() };
}

/** False when this one file cannot be taken: it cannot be read, or its name is none to the host. */
async function sendFile(drop: string, index: number, { file, path }: Found["files"][number], signal: AbortSignal) {
  const query = new URLSearchParams({ path, modified: String(file.lastModified) });
  try {
    await ask(`drops/${drop}/${index}?${query.toString()}`, { method: "PUT", body: file, signal });
    return true;
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof AppError && thrown.code === "value_invalid") return false;
    if (!(await isReadable(file))) return false;
    throw thrown;
  }
}

async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function letGo(drop: string): Promise<void> {
  await fetch(`drops/${drop}`, { method: "DELETE" }).catch(() => undefined);
}

async function ask(address: string, options: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, options);
  } catch (cause) {
    if (options.signal?.aborted) throw new AppError("cancelled", "Sending was cancelled", { cause });
    throw new AppError("disconnected", "The program that holds the library does not answer", { cause });
  }
  const text = await response.text();
  const value: unknown = text === "" ? null : parse(text);
  if (response.ok) return value;
  const refusal = refusalSchema.safeParse(value);
  throw refusal.success
    ? readError(refusal.data.error)
    : new AppError("answer_invalid", `The program that holds the library answered with status ${response.status}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
