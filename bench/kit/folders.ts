import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout that is measured. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where generated photos and libraries lie between runs: `IMGSTREAM_BENCH_DIR`, or the system's folder for passing files. */
const BENCH_FOLDER = process.env.IMGSTREAM_BENCH_DIR ?? join(tmpdir(), "imgstream-bench");

/** A folder that is made once and used by every later run. One whose making was broken off is made anew. */
export async function provideFolder(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(BENCH_FOLDER, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  console.error(`Making ${folder}; later runs use it again.`);
  await make(unfinished);
  renameSync(unfinished, folder);
  return folder;
}

/** Runs work with an empty folder on the disk of the generated ones; it is gone afterwards. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const folder = mkdtempSync(join(BENCH_FOLDER, "scratch-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
