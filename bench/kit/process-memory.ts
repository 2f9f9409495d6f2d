import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const SAMPLE_MS = 100;

/** What the processes under one hold in memory: resident sets, added up. Pages that they share count in each. */
export interface MemoryWatch {
  /** The most that was seen at one moment. */
  readonly peakBytes: number;
  /** The most that the first process alone was seen to hold. */
  readonly ownPeakBytes: number;
  stop(): void;
}

/** Watches a process and all that it starts. Needs `/proc`: on other systems than Linux it sees nothing. */
export function watchMemory(pid: number): MemoryWatch {
  let isStopped = false;
  const watch = {
    peakBytes: 0,
    ownPeakBytes: 0,
    stop: () => {
      isStopped = true;
    },
  };
  const run = async () => {
    while (!isStopped) {
      const tree = listTree(pid);
      watch.ownPeakBytes = Math.max(watch.ownPeakBytes, tree.get(pid) ?? 0);
      watch.peakBytes = Math.max(
        watch.peakBytes,
        [...tree.values()].reduce((sum, bytes) => sum + bytes, 0),
      );
      await sleep(SAMPLE_MS, undefined, { ref: false });
    }
  };
  void run();
  return watch;
}

/** Resident bytes of a process and its descendants, by process id. */
function listTree(root: number): Map<number, number> {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of listProcesses()) {
    const status = readStatus(name);
    if (!status) continue;
    parents.set(Number(name), status.parent);
    sizes.set(Number(name), status.residentBytes);
  }
  const isBelow = (pid: number): boolean => pid === root || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  return new Map([...sizes].filter(([pid]) => isBelow(pid)));
}

function listProcesses(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** Undefined when the process has ended meanwhile. */
function readStatus(pid: string): { parent: number; residentBytes: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const numberOf = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return { parent: numberOf("PPid"), residentBytes: numberOf("VmRSS") * 1024 };
  } catch {
    return undefined;
  }
}
