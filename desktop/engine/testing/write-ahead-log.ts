import { existsSync, readFileSync } from "node:fs";
import type { LogExtent } from "@engine/testing/crash-scenario";

/** SQLite file format, 4: "The Write-Ahead Log". */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * Reads how far the log of a database reaches: to the end of the last frame of this filling that ends a transaction.
 * Read from the file alone, without SQLite.
 */
export function readLogExtent(databasePath: string): LogExtent {
  const path = `${databasePath}-wal`;
  const log = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  if (log.length < HEADER_BYTES) return { salt: null, bytes: 0 };
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  const salt = log.toString("hex", 16, 24);
  let bytes = 0;
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    if (log.toString("hex", at + 8, at + 16) !== salt) break;
    const endsTransaction = log.readUInt32BE(at + 4) !== 0;
    if (endsTransaction) bytes = at + frameBytes;
  }
  return { salt, bytes };
}
