import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { ChunkPlan } from "./content-range";
import { writeBytes } from "./durable-files";
import { createHasher, type Hasher } from "./hashes";
import { toInvalid } from "./storage-error";

interface Reception {
  path: string;
  /** What of the file counts; what lies behind was never told to anybody. */
  receivedBytes: number;
  totalBytes: number | undefined;
  plan: ChunkPlan;
  bytes: Readable;
}

interface Arrival {
  /** What the file has now, synced. */
  arrivedBytes: number;
  /** Of all of it, where that is known. */
  hasher: Hasher | undefined;
  /** Why the body was not taken to its end. */
  failure: { error: unknown } | undefined;
}

/** Appends what is new of a chunk. A failure on the way is part of the answer. */
export async function receiveChunk(reception: Reception, known: Hasher | undefined): Promise<Arrival> {
  const { path, receivedBytes, totalBytes, plan, bytes } = reception;
  const hasher = receivedBytes === 0 ? createHasher() : known?.sizeBytes === receivedBytes ? known : undefined;
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    await handle.truncate(receivedBytes);
    let sent = plan.start;
    let position = receivedBytes;
    const take = (chunk: Buffer) => {
      const fresh = chunk.subarray(Math.min(Math.max(receivedBytes - sent, 0), chunk.byteLength));
      sent += chunk.byteLength;
      if (sent > (plan.endExclusive ?? totalBytes ?? Infinity)) throw toInvalid("The body is longer than was said.");
      const at = position;
      position += fresh.byteLength;
      return { bytes: fresh, position: at };
    };
    let failure: Arrival["failure"];
    try {
      await writeBytes(handle, bytes, hasher, take);
    } catch (error) {
      failure = { error };
    }
    if (failure === undefined && plan.endExclusive !== undefined && sent < plan.endExclusive) {
      failure = { error: toInvalid("The body is shorter than was said.") };
    }
    // Of a broken connection all counts that came; of what was refused, or found no room, nothing.
    if (failure !== undefined && !bytes.destroyed) await handle.truncate(receivedBytes);
    await handle.sync();
    const { size } = await handle.stat();
    return { arrivedBytes: size, hasher: hasher?.sizeBytes === size ? hasher : undefined, failure };
  } finally {
    await handle.close();
  }
}
