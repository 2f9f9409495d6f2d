import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";

/**
 * Where the engine of a library can be reached. Which process has the library is decided by the lock on its journal; this
 * file is only the address, and may be left over from a process that was killed.
 */
const addressSchema = z.object({ pid: z.int().positive(), port: z.int().positive(), token: z.string().min(1) });
export type EngineAddress = z.infer<typeof addressSchema>;

/** Readable by this user alone: who has the token may do with the library what the user may. */
export function saveAddress(path: string, address: EngineAddress): void {
  const passing = `${path}.${address.pid}`;
  writeFileSync(passing, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  renameSync(passing, path);
}

export function findAddress(path: string): EngineAddress | undefined {
  try {
    return addressSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

export function deleteAddress(path: string): void {
  rmSync(path, { force: true });
}
