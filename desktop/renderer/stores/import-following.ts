import type { Connection } from "@shared/contract/connect";
import { IMPORT_OPERATIONS, type ImportProgress } from "@shared/contract/import";
import { AppError } from "@shared/errors";

/** An import that this window follows. */
export interface FollowedImport {
  jobId: string;
  /** Null until the engine has told. */
  progress: ImportProgress | null;
  isCancelling: boolean;
}

export interface FollowingOptions {
  connection: Connection;
  /** Enters an import, or what is new of it. */
  put(jobId: string, changes: Partial<FollowedImport>): void;
  find(jobId: string): FollowedImport | undefined;
  fail(thrown: unknown): void;
  onEnded(): void;
}

/** Keeps what is known of imports true: those of this window, of other windows, and of other programs on this library. */
export interface Following {
  /** From now on over a new connection. */
  open(): void;
  /** An import that this window began or goes on with. A short one may be over before the engine tells of it. */
  meet(jobId: string): void;
  /** A stopped one is not told of again. */
  forget(jobId: string): void;
}

export function createFollowing({ connection, put, find, fail, onEnded }: FollowingOptions): Following {
  let current: AbortController | null = null;
  const forgotten = new Set<string>();
  /** By what each import is watched; a watcher of an earlier connection may still be on its way out. */
  const watched = new Map<string, AbortSignal>();

  const watch = async (jobId: string, signal: AbortSignal) => {
    if (watched.get(jobId) === signal) return;
    watched.set(jobId, signal);
    put(jobId, { isCancelling: false });
    try {
      for await (const progress of connection.subscribe(IMPORT_OPERATIONS.watch, { jobId }, { signal, window: 2 })) {
        put(jobId, progress.state === "running" ? { progress } : { progress, isCancelling: false });
      }
    } catch (thrown) {
      if (!isConnectionLost(thrown)) fail(thrown);
    } finally {
      if (watched.get(jobId) === signal) watched.delete(jobId);
      if (!signal.aborted) onEnded();
    }
  };

  /** One that ran when the engine was lost goes on by itself; any other is shown as stopped. */
  const meetStopped = async (jobId: string, code: string | null, signal: AbortSignal) => {
    const known = find(jobId);
    const wasRunning = known !== undefined && (known.progress === null || known.progress.state === "running");
    if (wasRunning && code === "engine_closed" && !known.isCancelling) {
      try {
        await connection.invoke(IMPORT_OPERATIONS.resume, { jobId });
        return;
      } catch (thrown) {
        if (!isConnectionLost(thrown)) fail(thrown);
      }
    }
    if (!known || wasRunning) void watch(jobId, signal);
  };

  const follow = async (signal: AbortSignal) => {
    let isFirst = true;
    for await (const { imports } of connection.subscribe(IMPORT_OPERATIONS.unfinished, {}, { signal })) {
      for (const { jobId, state, code } of imports) {
        // What a person stopped before this window was opened is no news.
        if (isFirst && code === "cancelled" && !find(jobId)) forgotten.add(jobId);
        if (state === "running") void watch(jobId, signal);
        else if (!forgotten.has(jobId)) await meetStopped(jobId, code, signal);
      }
      isFirst = false;
    }
  };

  return {
    open() {
      current?.abort();
      const { signal } = (current = new AbortController());
      follow(signal).catch((thrown: unknown) => {
        if (!signal.aborted && !isConnectionLost(thrown)) fail(thrown);
      });
    },
    meet(jobId) {
      forgotten.delete(jobId);
      put(jobId, { progress: null, isCancelling: false });
      if (current) void watch(jobId, current.signal);
    },
    forget: (jobId) => void forgotten.add(jobId),
  };
}

function isConnectionLost(thrown: unknown): boolean {
  return thrown instanceof AppError && ["disconnected", "engine_closed", "cancelled"].includes(thrown.code);
}
