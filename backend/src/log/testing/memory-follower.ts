import type { RecordDraft } from "@shared/contract/record";
import type { LogFollower } from "@backend/log/library-log";

interface State {
  /** Of each device the number of its last mutation. */
  lastN: Map<string, number>;
  /** Every mutation in the order of the log. */
  mids: string[];
}

export interface MemoryFollower extends LogFollower {
  /** What decisions see. */
  lastN(dev: string): number;
  mids(): readonly string[];
}

/** A view of a log that only counts, for tests of the log itself. */
export function createMemoryFollower(): MemoryFollower {
  let kept: State = { lastN: new Map(), mids: [] };
  let tried: State | null = null;
  const after = (state: State, drafts: readonly RecordDraft[]): State => ({
    lastN: new Map([...state.lastN, ...drafts.map(({ dev, n }) => [dev, n] as const)]),
    mids: [...state.mids, ...drafts.map(({ mid }) => mid)],
  });
  const nothing = () => Promise.resolve();
  return {
    apply: (records) => {
      if (tried) throw new Error("records were applied over what is being tried out");
      kept = after(kept, records);
      return nothing();
    },
    tryOut: (drafts) => {
      tried = after(tried ?? kept, drafts);
      return nothing();
    },
    keep: () => {
      kept = tried ?? kept;
      tried = null;
      return nothing();
    },
    drop: () => {
      tried = null;
      return nothing();
    },
    lastN: (dev) => (tried ?? kept).lastN.get(dev) ?? 0,
    mids: () => (tried ?? kept).mids,
  };
}
