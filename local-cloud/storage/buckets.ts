import { z } from "zod";
import type { Clock } from "@shared/domain/clock";
import type { WritableDb } from "@shared/sqlite/sqlite";
import { StorageError, toInvalid, toNoSuchBucket } from "./storage-error";

export interface Bucket {
  name: string;
  location: string;
  storageClass: string;
  createdAtMs: number;
}

export interface Buckets {
  /** Throws StorageError 400 for what is no name of a bucket, 409 for one that is there. */
  create(resource: unknown): Bucket;
  /** Throws StorageError 404. */
  require(name: string): Bucket;
  list(): Bucket[];
  /** Throws StorageError 404, and 409 while there are objects in it. */
  delete(name: string): void;
}

const RESOURCE = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/),
  location: z.string().nullish(),
  storageClass: z.string().nullish(),
});

const SELECT = `SELECT name, location, storage_class AS storageClass, created_at_ms AS createdAtMs FROM bucket`;

export function createBuckets(db: WritableDb, clock: Clock): Buckets {
  const find = (name: string) => db.get<Bucket>(`${SELECT} WHERE name = $name`, { name });
  const require = (name: string) => {
    const bucket = find(name);
    if (bucket) return bucket;
    throw toNoSuchBucket();
  };
  return {
    require,
    list: () => db.all<Bucket>(`${SELECT} ORDER BY name`),
    create: (resource) => {
      const parsed = RESOURCE.safeParse(resource);
      if (!parsed.success) throw toInvalid("Invalid bucket name.");
      const { name, location, storageClass } = parsed.data;
      return db.transaction(() => {
        if (find(name)) throw toConflict("Your previous request to create the named bucket succeeded and you own it.");
        db.run("INSERT INTO bucket VALUES ($name, $location, $storageClass, $createdAtMs)", {
          ...{ name, location: location?.toUpperCase() ?? "US", storageClass: storageClass ?? "STANDARD" },
          createdAtMs: clock.nowMs(),
        });
        return require(name);
      });
    },
    delete: (name) =>
      db.transaction(() => {
        require(name);
        const isUsed = db.get("SELECT 1 FROM object WHERE bucket = $name LIMIT 1", { name }) !== undefined;
        if (isUsed) throw toConflict("The bucket you tried to delete is not empty.");
        db.run("DELETE FROM bucket WHERE name = $name", { name });
      }),
  };
}

const toConflict = (message: string) => new StorageError(409, "conflict", message);
