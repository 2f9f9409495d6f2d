/** A file below what was dropped, or something there that could not be read. */
export type Walked = { kind: "file"; file: File; path: string } | { kind: "unreadable"; path: string };

/** Goes through what was dropped, folders with all that is in them, in their order. What cannot be read costs itself alone. */
export async function* walkEntries(entries: readonly FileSystemEntry[], signal: AbortSignal): AsyncGenerator<Walked> {
  // A stack of its own: folders may lie deeper than calls can.
  const stack: AsyncIterator<FileSystemEntry, undefined>[] = [each(entries)];
  for (let top = stack.at(-1); top && !signal.aborted; top = stack.at(-1)) {
    const next = await top.next().catch(() => undefined);
    if (!next) {
      stack.pop();
      yield { kind: "unreadable", path: "" };
    } else if (next.done) stack.pop();
    else if (isFolder(next.value)) stack.push(childrenOf(next.value));
    else if (isFile(next.value)) yield await readFile(next.value);
  }
}

async function* each(entries: readonly FileSystemEntry[]): AsyncGenerator<FileSystemEntry, undefined> {
  for (const entry of entries) yield await Promise.resolve(entry);
}

/** A reader gives some at a time, and none when there are no more. */
async function* childrenOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry, undefined> {
  const reader = folder.createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    yield* some;
  }
}

async function readFile(entry: FileSystemFileEntry): Promise<Walked> {
  const path = entry.fullPath.replace(/^\//, "");
  try {
    return { kind: "file", path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) };
  } catch {
    return { kind: "unreadable", path };
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
