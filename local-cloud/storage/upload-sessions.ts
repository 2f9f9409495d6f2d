import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Clock } from "@shared/domain/clock";
import { receiveChunk } from "./receive-chunk";
import { type ContentRange, planChunk, UNIT_BYTES } from "./content-range";
import { cutDurably, hashFile } from "./durable-files";
import { type ExpectedHashes, type Hasher, joinExpected, requireHashes } from "./hashes";
import type { Reached } from "./kill-points";
import type { ObjectRecord } from "./object-rows";
import type { ObjectStore } from "./object-store";
import { type Placement, requireName } from "./commit-object";
import { StorageError, toInvalid } from "./storage-error";
import { createTurns } from "./turns";
import type { Upload, UploadRows } from "./upload-rows";

const LIFE_MS = 7 * 24 * 60 * 60 * 1000;

export interface Opening extends Placement {
  expected: ExpectedHashes;
  totalBytes: number | undefined;
}

/** One request to an upload. */
export interface SentChunk {
  range: ContentRange;
  bytes: Readable;
  contentLength: number | undefined;
  /** What the request says the whole must have. */
  expected: ExpectedHashes;
}

export type Progress = { kind: "incomplete"; receivedBytes: number } | { kind: "finished"; record: ObjectRecord };

/** Resumable uploads. They outlive the process, and end a week after they began. */
export interface UploadSessions {
  /** Gives the id, which is all that is needed to send bytes. */
  open(opening: Opening): Promise<string>;
  /**
   * Takes bytes, or tells how far it is. Throws StorageError 404, 410 and 499 for an upload that is no more, 400 and
   * 503 for a chunk that does not fit, 400, 403 and 412 when the object is refused, which ends the upload.
   */
  receive(id: string, chunk: SentChunk): Promise<Progress>;
  /** Throws StorageError 404, 410; what ends well is told by the route as 499. */
  cancel(id: string): Promise<void>;
}

interface Deps {
  rows: UploadRows;
  store: ObjectStore;
  incoming: string;
  clock: Clock;
  newId: () => string;
  reached: Reached;
}

export function createUploadSessions(deps: Deps): UploadSessions {
  const { rows, incoming, clock } = deps;
  /** Hashes of what has come so far, so that the whole is not read again at the end. */
  const hashers = new Map<string, Hasher>();
  const takeTurn = createTurns();
  const end = async (id: string) => {
    hashers.delete(id);
    await rm(join(incoming, id), { force: true });
  };
  const deleteExpired = async () => {
    for (const id of rows.listCreatedBefore(clock.nowMs() - LIFE_MS)) {
      rows.delete(id);
      await end(id);
    }
  };
  const require = (id: string): Upload => {
    const upload = rows.find(id);
    if (!upload || upload.createdAtMs < clock.nowMs() - LIFE_MS) {
      throw new StorageError(404, "notFound", "There is no such upload. Open a new one.");
    }
    if (upload.state === "cancelled") throw new StorageError(499, "clientClosedRequest", "The upload was cancelled.");
    if (upload.state === "failed") throw new StorageError(410, "gone", "The upload has failed. Open a new one.");
    return upload;
  };
  return {
    open: async (opening) => {
      requireName(opening.name);
      await deleteExpired();
      const id = deps.newId();
      rows.create({ ...opening, id, receivedBytes: 0, state: "open", result: undefined, createdAtMs: clock.nowMs() });
      return id;
    },
    receive: async (id, chunk) => {
      const { state, receivedBytes } = require(id);
      const { range } = chunk;
      const isQuery = range.kind === "status" && (state !== "open" || range.totalBytes !== receivedBytes);
      if (isQuery) return proceed(deps, hashers, require(id), chunk);
      return takeTurn(
        id,
        () => void chunk.bytes.destroy(),
        () => proceed(deps, hashers, require(id), chunk),
      );
    },
    cancel: (id) =>
      takeTurn(id, undefined, async () => {
        if (require(id).state === "open") rows.saveState(id, "cancelled");
        await end(id);
      }),
  };
}

async function proceed(deps: Deps, hashers: Map<string, Hasher>, upload: Upload, chunk: SentChunk): Promise<Progress> {
  if (upload.result) return { kind: "finished", record: upload.result };
  const { id, receivedBytes } = upload;
  const totalBytes = toTotal(upload, chunk.range.totalBytes);
  if (chunk.range.kind === "status") {
    // Who names a total that is already here has said by that where the upload ends.
    if (chunk.range.totalBytes !== receivedBytes) return { kind: "incomplete", receivedBytes };
    const hasher = hashers.get(id);
    hashers.delete(id);
    return finish(deps, upload, { arrivedBytes: receivedBytes, expected: chunk.expected, hasher });
  }
  const plan = planChunk(chunk.range, { receivedBytes, totalBytes, contentLength: chunk.contentLength });
  if (totalBytes !== undefined && upload.totalBytes === undefined) deps.rows.saveTotal(id, totalBytes);
  const path = join(deps.incoming, id);
  const arrival = await receiveChunk({ path, receivedBytes, plan, totalBytes, bytes: chunk.bytes }, hashers.get(id));
  const { arrivedBytes, hasher, failure } = arrival;
  deps.reached("chunk_stored");
  const isWhole = failure === undefined && (totalBytes === undefined ? plan.isLast : arrivedBytes === totalBytes);
  if (isWhole) {
    hashers.delete(id);
    return finish(deps, upload, { arrivedBytes, expected: chunk.expected, hasher });
  }
  const kept = toUnits(arrivedBytes);
  deps.rows.saveReceived(id, kept);
  if (hasher?.sizeBytes === kept) hashers.set(id, hasher);
  else hashers.delete(id);
  if (failure !== undefined) throw failure.error;
  return { kind: "incomplete", receivedBytes: kept };
}

const toUnits = (bytes: number) => bytes - (bytes % UNIT_BYTES);

function toTotal(upload: Upload, told: number | undefined): number | undefined {
  if (told === undefined || upload.totalBytes === undefined) return told ?? upload.totalBytes;
  if (told === upload.totalBytes) return told;
  throw toInvalid(`The upload was opened for ${upload.totalBytes} bytes; this request says ${told}.`);
}

interface Ending {
  arrivedBytes: number;
  expected: ExpectedHashes;
  hasher: Hasher | undefined;
}

/** Makes the object. Refused for good, the upload is over; for want of room it can be asked again. */
async function finish(deps: Deps, upload: Upload, { arrivedBytes, expected, hasher }: Ending): Promise<Progress> {
  const { rows, store, incoming, reached } = deps;
  const { id } = upload;
  const path = join(incoming, id);
  try {
    await cutDurably(path, arrivedBytes);
    const hashed = hasher?.sizeBytes === arrivedBytes ? hasher : await hashFile(path);
    const hashes = hashed.end();
    requireHashes(joinExpected(upload.expected, expected), hashes);
    const record = await store.commit({ ...hashes, path, sizeBytes: arrivedBytes }, upload, {
      beforeMove: (place) => {
        rows.saveMovingTo(id, place);
        reached("upload_moving");
      },
      inTransaction: (made) => rows.saveState(id, "finished", made),
    });
    return { kind: "finished", record };
  } catch (error) {
    if (error instanceof StorageError) {
      rows.saveState(id, "failed");
      await rm(path, { force: true });
    } else {
      rows.saveReceived(id, toUnits(arrivedBytes));
    }
    throw error;
  }
}
