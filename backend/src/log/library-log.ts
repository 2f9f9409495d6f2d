import type { LogRecord, RecordDraft } from "@shared/contract/record";
import { type LogHead, parseSegment, segmentName, toSegment } from "@backend/log/segment";
import type { ObjectStore } from "@backend/storage/object-store";

/** What follows the log: the service's own view of a library. */
export interface LogFollower {
  /** Applies records for good: they are in the log, which goes on from `head`. */
  apply(records: readonly LogRecord[], head: LogHead): Promise<void>;
  /** Applies records that are being decided, so that the next decision sees them. Then comes `keep` or `drop`. */
  tryOut(drafts: readonly RecordDraft[]): Promise<void>;
  /** What was tried out is in the log, which goes on from `head`. */
  keep(head: LogHead): Promise<void>;
  /** What was tried out, if anything, is not; nothing of it may stay. */
  drop(): Promise<void>;
}

/** Decides against what the follower shows now. The first record that it gives has the seq given; none when nothing is new. */
export type Decide = (firstSeq: number) => Promise<readonly RecordDraft[]>;

export interface LibraryLog {
  head(): LogHead;
  /** Reads on until the log ends. Returns the head. */
  catchUp(): Promise<LogHead>;
  /**
   * Decides, appends and only then resolves; what several callers want at one moment shares a segment, each decided after the one before.
   * When another instance took the position, reads what it wrote and decides again. Rejects with AppError `storage_unavailable`
   * when it is not known whether the storage took it: the caller may ask again, for what is decided is known by its mutation.
   */
  append(decide: Decide): Promise<void>;
}

interface LibraryLogOptions {
  store: ObjectStore;
  follower: LogFollower;
  library: string;
  lineage: string;
  /** How far the follower has come. */
  position: LogHead;
}

interface Waiting {
  decide: Decide;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** More callers than this wait for the next segment. */
const SEGMENT_CALLERS = 500;

/**
 * One library's log: segments without gaps, each created once. There are no leases and no clocks: to create the next name is
 * to hold the position, and any number of instances may try (design decisions 1 and 2).
 */
export function createLibraryLog(options: LibraryLogOptions): LibraryLog {
  const { store, follower, library, lineage } = options;
  let head = options.position;
  const waiting: Waiting[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** One thing at a time: the follower shows one state. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  /** Also finds what was written though its answer was lost: the name of the next segment is known. */
  async function readOn(): Promise<void> {
    for (;;) {
      const name = segmentName(library, lineage, head.seq + 1);
      const bytes = await store.read(name);
      if (!bytes) break;
      const segment = parseSegment(head, bytes, name);
      await follower.apply(segment.records, segment.head);
      head = segment.head;
    }
  }

  async function commit(): Promise<void> {
    const round = waiting.splice(0, SEGMENT_CALLERS);
    if (round.length === 0) return;
    try {
      const { drafts, decided } = await decideAll(round);
      if (drafts.length === 0 || (await write(drafts))) {
        for (const one of decided) one.resolve();
      } else {
        await follower.drop();
        await readOn();
        waiting.unshift(...decided);
      }
    } catch (error) {
      await follower.drop();
      for (const one of round) one.reject(error);
    }
    if (waiting.length > 0) void inTurn(commit);
  }

  /** Decides one after the other, each seeing those before it. One that cannot be decided is alone in that. */
  async function decideAll(round: readonly Waiting[]) {
    const drafts: RecordDraft[] = [];
    const decided: Waiting[] = [];
    for (const one of round) {
      const more = await one.decide(head.seq + drafts.length + 1).catch((error: unknown) => one.reject(error));
      if (!more) continue;
      decided.push(one);
      if (more.length === 0) continue;
      drafts.push(...more);
      await follower.tryOut(more);
    }
    return { drafts, decided };
  }

  /** Whether the position was still free, and now is ours. */
  async function write(drafts: readonly RecordDraft[]): Promise<boolean> {
    const segment = toSegment(head, drafts);
    if ((await store.create(segmentName(library, lineage, head.seq + 1), segment.bytes)) === "exists") return false;
    await follower.keep(segment.head);
    head = segment.head;
    return true;
  }

  return {
    head: () => head,
    catchUp: () => inTurn(readOn).then(() => head),
    append: (decide) =>
      new Promise((resolve, reject) => {
        waiting.push({ decide, resolve, reject });
        void inTurn(commit);
      }),
  };
}
