import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@shared/domain/clock";
import type { WritableDb } from "@shared/sqlite/sqlite";
import { type Conditions, requireConditions } from "./conditions";
import { deleteFile, moveDurably } from "./durable-files";
import type { Hashes } from "./hashes";
import type { Reached } from "./kill-points";
import type { ObjectMetadata } from "./object-metadata";
import { toObjectPath } from "./object-path";
import { findLastGeneration, findObject, type ObjectRecord, saveObject } from "./object-rows";
import { toForbidden, toInvalid, toNoSuchBucket } from "./storage-error";

/** What is to become of bytes. */
export interface Placement {
  bucket: string;
  name: string;
  metadata: ObjectMetadata;
  conditions: Conditions;
  /** Whether who sends them may also delete: without it nothing is overwritten. */
  mayReplace: boolean;
}

/** Synced bytes in the folder of what is on its way in. */
export interface StoredFile extends Hashes {
  path: string;
  sizeBytes: number;
}

/** What a resumable upload does about the commit of its object, so that both are done or neither. */
export interface CommitSteps {
  beforeMove?(path: string): void;
  inTransaction?(record: ObjectRecord): void;
}

/** Makes an object of a file, which stays where it is when it is refused. Throws StorageError 400, 403, 404, 412. */
export type CommitObject = (file: StoredFile, placement: Placement, steps?: CommitSteps) => Promise<ObjectRecord>;

interface Deps {
  db: WritableDb;
  folder: string;
  clock: Clock;
  reached: Reached;
}

export function createCommit({ db, folder, clock, reached }: Deps): CommitObject {
  const nextGeneration = createGenerations(clock, findLastGeneration(db));
  return async (file, placement, steps = {}) => {
    requireName(placement.name);
    const record = toNewRecord(file, placement, nextGeneration(), clock.nowMs());
    steps.beforeMove?.(record.path);
    const moved = join(folder, record.path);
    let replaced: ObjectRecord | undefined;
    try {
      await moveDurably(file.path, moved);
      reached("bytes_moved");
      replaced = db.transaction(() => {
        const before = saveWhereAllowed(db, record, placement);
        steps.inTransaction?.(record);
        return before;
      });
    } catch (error) {
      // Where the move itself failed, the file has not left.
      await rename(moved, file.path).catch(() => undefined);
      throw error;
    }
    reached("committed");
    if (replaced) await deleteFile(join(folder, replaced.path));
    return record;
  };
}

/** Microseconds that rise with each call, though the clock may stand or go back. */
function createGenerations(clock: Clock, last: number): () => number {
  let generation = last;
  return () => (generation = Math.max(generation + 1, Math.trunc(clock.nowMs() * 1000)));
}

function toNewRecord(file: StoredFile, placement: Placement, generation: number, nowMs: number): ObjectRecord {
  const { bucket, name, metadata } = placement;
  return {
    ...{ bucket, name, generation, metageneration: 1, metadata },
    ...{ sizeBytes: file.sizeBytes, crc32c: file.crc32c, md5: file.md5 },
    ...{ createdAtMs: nowMs, updatedAtMs: nowMs, path: toObjectPath(bucket, name, generation) },
  };
}

/** Gives what was there before. */
function saveWhereAllowed(db: WritableDb, record: ObjectRecord, placement: Placement): ObjectRecord | undefined {
  const { bucket, name } = record;
  if (db.get("SELECT 1 FROM bucket WHERE name = $bucket", { bucket }) === undefined) throw toNoSuchBucket();
  const live = findObject(db, bucket, name);
  requireConditions(placement.conditions, live);
  if (live && !placement.mayReplace) {
    throw toForbidden(`The caller does not have storage.objects.delete access to ${bucket}/${name}.`);
  }
  saveObject(db, record);
  return live;
}

/** As Google has it: up to 1024 bytes, no line breaks, and neither `.` nor `..`. Throws StorageError 400. */
export function requireName(name: string): void {
  const isName = name !== "" && Buffer.byteLength(name) <= 1024 && !/[\r\n]/.test(name) && !/\p{Surrogate}/u.test(name);
  if (!isName || name === "." || name === "..") throw toInvalid(`Invalid object name: ${name}`);
}
