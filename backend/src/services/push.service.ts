import type { CatalogConnection } from "@shared/catalog/connection";
import { readKnownRows } from "@shared/catalog/known-rows";
import { type Mutation, partOf, PATCH_TABLES, type PatchTable } from "@shared/contract/mutation";
import type { RecordDraft } from "@shared/contract/record";
import type { Clock } from "@shared/domain/clock";
import { AppError } from "@shared/errors";
import { decide, type KnownRow } from "@shared/sync/decide";
import { toPatches, type ToPatchesDeps } from "@shared/sync/to-patches";
import type { CatalogFollower, DecidedMutation } from "@backend/log/catalog-follower";
import type { LibraryLog } from "@backend/log/library-log";

export interface PushDeps extends ToPatchesDeps {
  log: LibraryLog;
  follower: CatalogFollower;
  /** Of the follower's catalog; read only while a mutation is decided. */
  connection: CatalogConnection;
  clock: Clock;
}

/** A mutation as a device sends it. */
export interface PushedMutation {
  mutation: Mutation;
  /** How long ago it was made, by the device's own clock. */
  ageMs: number;
}

export interface Push {
  dev: string;
  /** What the device takes the service's clock to show. */
  estimatedMs: number;
  /** In the order of their n. */
  mutations: readonly PushedMutation[];
}

/**
 * Records a device's mutations, each exactly once, and gives what they came to. One that is in the log already gets its first answer.
 * Throws AppError `device_forked` when the log has another mutation of that number, `mutation_missing` when one before it never came,
 * `storage_unavailable` when it is not known what became of them: the device pushes again.
 */
export async function push(deps: PushDeps, pushed: Push): Promise<DecidedMutation[]> {
  let head = await deps.log.catchUp();
  for (;;) {
    try {
      return await record(deps, pushed);
    } catch (error) {
      // What another instance wrote meanwhile may be what was missing.
      const { seq } = head;
      if (isConflict(error)) head = await deps.log.catchUp();
      if (head.seq === seq) throw error;
    }
  }
}

const isConflict = (error: unknown) =>
  error instanceof AppError && (error.code === "device_forked" || error.code === "mutation_missing");

/** Asked for at once, they share a segment; each is decided after the one before. */
async function record(deps: PushDeps, { dev, estimatedMs, mutations }: Push): Promise<DecidedMutation[]> {
  const answers = mutations.map(async ({ mutation, ageMs }) => {
    await deps.log.append(async (seq) => {
      if (await isKnown(deps.follower, dev, mutation)) return [];
      return [await toDraft(deps, { seq, dev, mutation, estimatedMs, ageMs })];
    });
    return findAnswer(deps.follower, dev, mutation);
  });
  const settled = await Promise.allSettled(answers);
  const failed = settled.find((answer) => answer.status === "rejected");
  if (failed) throw failed.reason;
  return settled.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}

/** Whether the log has it. Throws AppError `device_forked`, `mutation_missing`. */
async function isKnown(follower: CatalogFollower, dev: string, { n, mid }: Mutation): Promise<boolean> {
  const last = (await follower.findLast(dev))?.n ?? 0;
  if (n > last + 1) {
    throw new AppError("mutation_missing", `Mutation ${last + 1} of this device never came. Send from that one on.`);
  }
  if (n > last) return false;
  const decided = await follower.findDecided({ dev, n });
  if (decided?.mid === mid) return true;
  throw new AppError("device_forked", `Mutation ${n} of this device is another one here. Take a new device id.`);
}

async function findAnswer(follower: CatalogFollower, dev: string, { n, mid }: Mutation): Promise<DecidedMutation> {
  const decided = await follower.findDecided({ dev, n });
  if (!decided) throw new Error(`mutation ${n} of ${dev} was recorded and is not there`);
  if (decided.outcome !== "duplicate") return decided;
  const first = await follower.findDecided({ mid });
  return { ...decided, ...(first && { seq: first.seq, stamps: first.stamps }) };
}

interface Undecided {
  seq: number;
  dev: string;
  mutation: Mutation;
  estimatedMs: number;
  ageMs: number;
}

async function toDraft(deps: PushDeps, { seq, dev, mutation, estimatedMs, ageMs }: Undecided): Promise<RecordDraft> {
  const nowMs = deps.clock.nowMs();
  const { n, mid, action, op } = mutation;
  const head = { ...{ seq, atMs: nowMs, dev, n, mid, action, op, code: null }, patches: [], lost: [] };
  if (await deps.follower.findDecided({ mid })) return { ...head, outcome: "duplicate" };
  const rows = await readRows(deps, mutation);
  const findRow = (t: PatchTable, k: string): KnownRow | undefined => rows.get(t)?.get(k);
  if (namesUnknownPhoto(mutation, findRow)) return { ...head, outcome: "rejected", code: "photo_not_found" };
  return { ...head, ...decide(mutation, seq, { nowMs, estimatedMs, ageMs }, { ...deps, findRow }) };
}

/** The rows that a mutation would write, and the photos they belong to. */
async function readRows(deps: PushDeps, mutation: Mutation): Promise<Map<PatchTable, Map<string, KnownRow>>> {
  const patches = toPatches(mutation, deps);
  const known = new Map<PatchTable, Map<string, KnownRow>>();
  for (const t of PATCH_TABLES) {
    const ks = patches.filter((patch) => patch.t === t).map(({ k }) => k);
    const wanted = t === "photo" ? [...ks, ...photosOf(mutation)] : ks;
    known.set(t, await readKnownRows(deps.connection, t, [...new Set(wanted)]));
  }
  return known;
}

/** The photos that must be there before a mutation can be made; an import brings its own. */
function photosOf({ op, items }: Mutation): string[] {
  switch (op) {
    case "photo.set.bulk":
    case "photo.trash.bulk":
    case "photo.restore.bulk":
    case "photo_tag.set.bulk":
      return items.map(({ k }) => partOf(k, 0));
    case "album_item.set.bulk":
      return items.map(({ k }) => partOf(k, 1));
    case "photo.import.bulk":
    case "tag.set.bulk":
    case "album.set.bulk":
    case "stack.set.bulk":
      return [];
  }
}

function namesUnknownPhoto(mutation: Mutation, findRow: (t: PatchTable, k: string) => KnownRow | undefined): boolean {
  return photosOf(mutation).some((photoId) => !findRow("photo", photoId));
}
