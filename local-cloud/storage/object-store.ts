import { open, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Clock } from "@shared/domain/clock";
import type { WritableDb } from "@shared/sqlite/sqlite";
import { type Conditions, requireConditions } from "./conditions";
import { type CommitObject, createCommit, type Placement } from "./commit-object";
import { copyFileDurably, deleteFile, writeFileDurably } from "./durable-files";
import { type ExpectedHashes, requireHashes } from "./hashes";
import type { Reached } from "./kill-points";
import { type MetadataPatch, patchMetadata } from "./object-metadata";
import { deleteObject, findObject, type ObjectRecord, saveObject } from "./object-rows";
import { toNoSuchObject } from "./storage-error";

/** Objects: bytes in plain files, all else in rows. The commit of the row is what makes an object visible. */
export interface ObjectStore {
  /** Stores bytes whole or not at all. Throws StorageError 400, 403, 404, 412. */
  save(bytes: Readable, expected: ExpectedHashes, placement: Placement): Promise<ObjectRecord>;
  commit: CommitObject;
  /** Throws what `find` and `commit` throw. */
  copy(find: () => ObjectRecord, toPlacement: (source: ObjectRecord) => Placement): Promise<ObjectRecord>;
  /** The live object; with a generation, only when that is the live one. Throws StorageError 404. */
  require(bucket: string, name: string, generation?: number): ObjectRecord;
  /** Its bytes, which stay readable though the object be replaced. `find` may be asked again. */
  open(find: () => ObjectRecord): Promise<{ record: ObjectRecord; handle: FileHandle }>;
  /** Throws StorageError 412. */
  patch(find: () => ObjectRecord, conditions: Conditions, patch: MetadataPatch): ObjectRecord;
  /** Throws StorageError 412. */
  delete(find: () => ObjectRecord, conditions: Conditions): Promise<void>;
}

interface Deps {
  db: WritableDb;
  folder: string;
  /** Where bytes wait; on the same file system. */
  incoming: string;
  clock: Clock;
  newId: () => string;
  reached: Reached;
}

export function createObjectStore({ db, folder, incoming, clock, newId, reached }: Deps): ObjectStore {
  const commit = createCommit({ db, folder, clock, reached });
  const at = (path: string) => join(folder, path);
  const require = (bucket: string, name: string, generation?: number) => {
    const record = findObject(db, bucket, name);
    if (record && (generation === undefined || generation === record.generation)) return record;
    throw toNoSuchObject(bucket, name);
  };
  return {
    commit,
    require,
    save: async (bytes, expected, placement) => {
      const path = join(incoming, newId());
      const written = await writeFileDurably(path, bytes);
      try {
        requireHashes(expected, written);
        reached("bytes_stored");
        return await commit({ ...written, path }, placement);
      } finally {
        await rm(path, { force: true });
      }
    },
    copy: async (find, toPlacement) => {
      const path = join(incoming, newId());
      const source = await whileLive(find, async (record) => {
        await copyFileDurably(at(record.path), path);
        return record;
      });
      return commit({ ...source, path }, toPlacement(source)).finally(() => rm(path, { force: true }));
    },
    open: (find) => whileLive(find, async (record) => ({ record, handle: await open(at(record.path), "r") })),
    patch: (find, conditions, patch) => db.transaction(() => patchObject(db, find(), { conditions, patch }, clock)),
    delete: async (find, conditions) => {
      const record = db.transaction(() => {
        const live = find();
        requireConditions(conditions, live);
        deleteObject(db, live);
        return live;
      });
      await deleteFile(at(record.path));
    },
  };
}

/** Does what needs the file of an object, once more where it was replaced between the row and the file. */
async function whileLive<T>(find: () => ObjectRecord, work: (record: ObjectRecord) => Promise<T>): Promise<T> {
  for (;;) {
    const record = find();
    try {
      return await work(record);
    } catch (error) {
      if (find().generation === record.generation) throw error;
    }
  }
}

interface Change {
  conditions: Conditions;
  patch: MetadataPatch;
}

function patchObject(db: WritableDb, record: ObjectRecord, { conditions, patch }: Change, clock: Clock): ObjectRecord {
  requireConditions(conditions, record);
  const patched = {
    ...record,
    ...{ metageneration: record.metageneration + 1, updatedAtMs: clock.nowMs() },
    metadata: patchMetadata(record.metadata, patch),
  };
  saveObject(db, patched);
  return patched;
}
