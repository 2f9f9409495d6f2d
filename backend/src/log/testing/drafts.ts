import type { RecordDraft } from "@shared/contract/record";

const ACTION = "018f0000-0000-7000-8000-000000000000";

/** The token of a device's mutation. */
export function midOf(dev: string, n: number): string {
  const digits = Buffer.from(dev).toString("hex").padStart(4, "0").slice(0, 4);
  return `018f0000-0000-7000-8000-${digits}${String(n).padStart(8, "0")}`;
}

/** A record of a mutation that changed nothing, which is all that a test of the log needs. */
export function draftOf(seq: number, dev: string, n: number): RecordDraft {
  return {
    ...{ seq, atMs: 1_800_000_000_000 + seq, dev, n, mid: midOf(dev, n), action: ACTION },
    ...{ op: "photo.set.bulk", outcome: "applied", code: null, patches: [], lost: [] },
  };
}
