import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";

/** A value that outlives the process, however it ends. */
export interface KeptJson<T> {
  /** undefined before the first `save`. Throws when the file holds something else: it is never half written. */
  find(): T | undefined;
  save(value: T): void;
}

/** The value in `<folder>/<name>.json`, readable by its owner alone. Makes the folder. */
export function keptJsonAt<T>(folder: string, name: string, schema: z.ZodType<T>): KeptJson<T> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  return {
    find: () => {
      const text = readIfThere(path);
      return text === undefined ? undefined : schema.parse(JSON.parse(text));
    },
    save: (value) => {
      const fresh = `${path}.new`;
      writeThrough(fresh, JSON.stringify(value));
      renameSync(fresh, path);
      syncFolder(folder);
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function writeThrough(path: string, text: string): void {
  const file = openSync(path, "w", 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The new name itself lasts only once the folder is on the disk; Windows syncs no folders. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
