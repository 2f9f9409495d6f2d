import type { Random } from "@shared/domain/seeded-random";
import { AppError } from "@shared/errors";
import type { ObjectStore } from "@backend/storage/object-store";

/** Chances of one request, from 0 to 1. */
export interface StoreFaults {
  /** It never arrives. */
  lost: number;
  /** It is carried out, its answer never arrives. */
  unanswered: number;
  /** Its sender has given up on it when it is carried out. */
  late: number;
}

export const RELIABLE: StoreFaults = { lost: 0, unanswered: 0, late: 0 };

/** What `clients` of one bucket share. */
export interface Bucket {
  objects: Map<string, Uint8Array>;
  /** How many creations found their name taken. */
  refused: number;
}

export const createBucket = (): Bucket => ({ objects: new Map(), refused: 0 });

const unavailable = () => new AppError("storage_unavailable", "The storage does not answer.");

async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A client of a bucket in memory, whose requests take their time, and fail as chance has it. */
export function createUnreliableStore(bucket: Bucket, random: Random, faults: StoreFaults): ObjectStore {
  const create = (name: string, bytes: Uint8Array): "created" | "exists" => {
    if (bucket.objects.has(name)) {
      bucket.refused += 1;
      return "exists";
    }
    bucket.objects.set(name, bytes);
    return "created";
  };
  return {
    async create(name, bytes) {
      await pass(random.below(4));
      if (random.chance(faults.lost)) throw unavailable();
      if (random.chance(faults.late)) {
        void pass(random.below(30)).then(() => create(name, bytes));
        throw unavailable();
      }
      const created = create(name, bytes);
      await pass(random.below(4));
      if (random.chance(faults.unanswered)) throw unavailable();
      return created;
    },
    async read(name) {
      await pass(random.below(4));
      if (random.chance(faults.lost)) throw unavailable();
      const bytes = bucket.objects.get(name);
      await pass(random.below(2));
      return bytes;
    },
  };
}
