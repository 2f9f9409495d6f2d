import { z } from "zod";
import { errorRecordSchema, readError } from "@shared/contract/error-record";
import { dropSchema, picksSchema, type Pick } from "@shared/contract/pick";
import { AppError } from "@shared/errors";
import type { Progress } from "@renderer/bridge";

interface Sent {
  file: File;
  /** Below what was dropped, with `/`. */
  path: string;
}

const refusalSchema = z.object({ error: errorRecordSchema });

/** The host takes so many files of a drop at once. */
const PARALLEL = 4;

/** Sends what was dropped, folders with all that is in them. Throws the host's errors, `cancelled` when the signal aborts. */
export async function uploadDrop(dropped: DataTransfer, progress: Progress, signal: AbortSignal): Promise<Pick[]> {
  // Entries are gone after the event's turn: they are taken before anything is waited for.
  const entries = [...dropped.items].flatMap((item) => (item.kind === "file" ? (item.webkitGetAsEntry() ?? []) : []));
  const files: Sent[] = [];
  for (const entry of entries) for await (const file of filesOf(entry, signal)) files.push(file);
  return upload(files, progress, signal);
}

export function uploadFiles(files: readonly File[], progress: Progress, signal: AbortSignal): Promise<Pick[]> {
  return upload(
    files.map((file) => ({ file, path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath })),
    progress,
    signal,
  );
}

async function* filesOf(entry: FileSystemEntry, signal: AbortSignal): AsyncGenerator<Sent> {
  if (signal.aborted) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    yield { file, path: entry.fullPath.replace(/^\//, "") };
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A reader gives some at a time, and none when there are no more.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const child of some) yield* filesOf(child, signal);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function upload(files: readonly Sent[], progress: Progress, signal: AbortSignal): Promise<Pick[]> {
  if (files.length === 0) return [];
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const { drop } = dropSchema.parse(await ask("drops", { method: "POST", signal }));
  try {
    let sentBytes = 0;
    let next = 0;
    const sender = async () => {
      for (let index = next++; index < files.length; index = next++) {
        const { file, path } = files[index] ?? {};
        if (!file || path === undefined) return;
        await ask(`drops/${drop}/${index}?path=${encodeURIComponent(path)}`, { method: "PUT", body: file, signal });
        sentBytes += file.size;
        progress(sentBytes, totalBytes);
      }
    };
    progress(0, totalBytes);
    await Promise.all(Array.from({ length: PARALLEL }, sender));
    return picksSchema.parse(await ask(`drops/${drop}/done`, { method: "POST", signal })).picks;
  } catch (thrown) {
    await fetch(`drops/${drop}`, { method: "DELETE" }).catch(() => undefined);
    throw thrown;
  }
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
