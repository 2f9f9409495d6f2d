import { createStore, type StoreApi } from "zustand/vanilla";
import type { Connection } from "@shared/contract/connect";
import { IMPORT_OPERATIONS, type ImportMode, type ImportProgress } from "@shared/contract/import";
import { PICK_OPERATIONS, type Pick } from "@shared/contract/pick";
import { SAMPLE_OPERATIONS } from "@shared/contract/samples";
import { AppError } from "@shared/errors";
import type { Host, SendingStep } from "@renderer/bridge";

/** What is on its way to the host before it can be imported. */
export interface Sending extends SendingStep {
  isCancelling: boolean;
}

/** An import that this window follows. */
export interface FollowedImport {
  jobId: string;
  /** Null until the engine has told. */
  progress: ImportProgress | null;
  isCancelling: boolean;
}

/** What became of a drop: its import began, there was no file in it, or it did not get so far. */
export type TakenDrop = "begun" | "empty" | "ended";

export interface ImportState {
  sending: Sending | null;
  /** Entries of the last drop that could not be read. */
  unreadable: number;
  /** Under way, stopped or just finished; the newest first. */
  followed: readonly FollowedImport[];
  /** How far sample photos are made; null while none are. */
  samples: { made: number; of: number } | null;
  /** The folder browser is open. */
  isBrowsing: boolean;
  /** Follows imports from now on, those of other windows and programs too. To be called whenever there is a new connection. */
  open(): void;
  start(picks: readonly Pick[], mode: ImportMode): Promise<boolean>;
  /** Sends what was dropped to the host and imports it. */
  takeDrop(dropped: DataTransfer, mode: ImportMode): Promise<TakenDrop>;
  takeFiles(files: readonly File[]): Promise<TakenDrop>;
  /** The system's dialog where there is one, else the folder browser. */
  chooseFolder(): Promise<void>;
  closeBrowser(): void;
  /** Makes sample photos and imports them. */
  addSamples(): Promise<boolean>;
  cancel(jobId: string): void;
  cancelSending(): void;
  resume(jobId: string): Promise<boolean>;
  /** Takes a stopped or finished import out of sight. */
  dismiss(jobId: string): void;
}

export type ImportStore = StoreApi<ImportState>;

export interface ImportStoreOptions {
  connection: Connection;
  host: Host;
  /** What went wrong is said where everything is said. */
  fail(thrown: unknown): void;
  /** An import has ended: the review list may be longer. */
  onEnded(): void;
}

const FOLLOWED_MAX = 20;

export function createImportStore({ connection, host, fail, onEnded }: ImportStoreOptions): ImportStore {
  let following: AbortController | null = null;
  let sendingAbort: AbortController | null = null;
  /** Stopped imports that a person wants to see no more, or that stopped because they said so. */
  const dismissed = new Set<string>();
  const watched = new Set<string>();

  return createStore<ImportState>()((set, get) => {
    const put = (jobId: string, changes: Partial<FollowedImport>) =>
      set(({ followed }) => {
        const known = followed.find((one) => one.jobId === jobId);
        const next: FollowedImport = { progress: null, isCancelling: false, ...known, jobId, ...changes };
        const others = followed.filter((one) => one.jobId !== jobId);
        return { followed: (known ? replace(followed, next) : [next, ...others]).slice(0, FOLLOWED_MAX) };
      });

    const watch = async (jobId: string, signal: AbortSignal) => {
      if (watched.has(jobId)) return;
      watched.add(jobId);
      put(jobId, { isCancelling: false });
      try {
        for await (const progress of connection.subscribe(IMPORT_OPERATIONS.watch, { jobId }, { signal, window: 2 })) {
          put(jobId, progress.state === "running" ? { progress } : { progress, isCancelling: false });
        }
      } catch (thrown) {
        if (!isConnectionLost(thrown)) fail(thrown);
      } finally {
        watched.delete(jobId);
        if (!signal.aborted) onEnded();
      }
    };

    const follow = async (signal: AbortSignal) => {
      let isFirst = true;
      for await (const { imports } of connection.subscribe(IMPORT_OPERATIONS.unfinished, {}, { signal })) {
        for (const { jobId, state, code } of imports) {
          // What a person stopped before this window was opened is no news.
          if (isFirst && code === "cancelled" && !find(jobId)) dismissed.add(jobId);
          if (state === "running") void watch(jobId, signal);
          else if (!dismissed.has(jobId)) await meetStopped(jobId, code, signal);
        }
        isFirst = false;
      }
    };
    const find = (jobId: string) => get().followed.find((one) => one.jobId === jobId);

    /** One that ran when the engine was lost goes on by itself; any other is shown as stopped. */
    const meetStopped = async (jobId: string, code: string | null, signal: AbortSignal) => {
      const known = find(jobId);
      const wasRunning = known !== undefined && (known.progress === null || known.progress.state === "running");
      if (wasRunning && code === "engine_closed" && !known.isCancelling) {
        if (await gesture(() => connection.invoke(IMPORT_OPERATIONS.resume, { jobId }))) return;
      }
      if (!known || wasRunning) void watch(jobId, signal);
    };

    const gesture = async (run: () => Promise<unknown>): Promise<boolean> => {
      try {
        await run();
        return true;
      } catch (thrown) {
        if (!(thrown instanceof AppError && thrown.code === "cancelled")) fail(thrown);
        return false;
      }
    };

    /** An import that this window began. A short one may be over before it is told of. */
    const meet = (jobId: string) => {
      dismissed.delete(jobId);
      put(jobId, { progress: null, isCancelling: false });
      if (following) void watch(jobId, following.signal);
    };

    const begin = async (picks: readonly Pick[], mode: ImportMode) => {
      const handles = picks.map(({ handle }) => handle);
      const { jobId } = await connection.invoke(PICK_OPERATIONS.start, { handles, mode });
      meet(jobId);
    };

    /** What `take` sends to the host, in sight while it is on its way, then imported. */
    const send = async (
      take: (progress: (step: SendingStep) => void, signal: AbortSignal) => Promise<Pick[]>,
      mode: ImportMode,
    ): Promise<TakenDrop> => {
      const abort = new AbortController();
      sendingAbort?.abort();
      sendingAbort = abort;
      set({ unreadable: 0 });
      const told = (step: SendingStep) => {
        if (sendingAbort !== abort) return;
        set({ sending: { ...step, isCancelling: abort.signal.aborted }, unreadable: step.unreadable });
      };
      let taken: TakenDrop = "ended";
      await gesture(async () => {
        const picks = await take(told, abort.signal);
        if (picks.length > 0) await begin(picks, mode);
        taken = picks.length > 0 ? "begun" : "empty";
      });
      if (sendingAbort === abort) {
        sendingAbort = null;
        set({ sending: null });
      }
      return taken;
    };

    return {
      sending: null,
      unreadable: 0,
      followed: [],
      samples: null,
      isBrowsing: false,
      open() {
        following?.abort();
        watched.clear();
        const { signal } = (following = new AbortController());
        follow(signal).catch((thrown: unknown) => {
          if (!signal.aborted && !isConnectionLost(thrown)) fail(thrown);
        });
      },
      start: (picks, mode) => gesture(() => begin(picks, mode)),
      takeDrop: (dropped, mode) => send((progress, signal) => host.takeDrop(dropped, progress, signal), mode),
      takeFiles: (files) => send((progress, signal) => host.takeFiles(files, progress, signal), "copy"),
      async chooseFolder() {
        const { pickFolders } = host;
        if (!pickFolders) {
          set({ isBrowsing: true });
          return;
        }
        await gesture(async () => {
          const picks = await pickFolders();
          if (picks.length > 0) await begin(picks, "reference");
        });
      },
      closeBrowser: () => set({ isBrowsing: false }),
      addSamples: () =>
        gesture(async () => {
          if (get().samples) return;
          set({ samples: { made: 0, of: 1 } });
          try {
            for await (const { made, of, jobId } of connection.subscribe(SAMPLE_OPERATIONS.make, {})) {
              set({ samples: { made, of } });
              if (jobId !== null) meet(jobId);
            }
          } finally {
            set({ samples: null });
          }
        }),
      cancel(jobId) {
        put(jobId, { isCancelling: true });
        connection.invoke(IMPORT_OPERATIONS.cancel, { jobId }).catch((thrown: unknown) => {
          put(jobId, { isCancelling: false });
          fail(thrown);
        });
      },
      cancelSending() {
        sendingAbort?.abort();
        set(({ sending }) => ({ sending: sending && { ...sending, isCancelling: true } }));
      },
      resume: (jobId) =>
        gesture(async () => {
          dismissed.delete(jobId);
          await connection.invoke(IMPORT_OPERATIONS.resume, { jobId });
        }),
      dismiss(jobId) {
        dismissed.add(jobId);
        set(({ followed }) => ({ followed: followed.filter((one) => one.jobId !== jobId), unreadable: 0 }));
      },
    };
  });
}

function replace(followed: readonly FollowedImport[], next: FollowedImport): FollowedImport[] {
  return followed.map((one) => (one.jobId === next.jobId ? next : one));
}

function isConnectionLost(thrown: unknown): boolean {
  return thrown instanceof AppError && ["disconnected", "engine_closed", "cancelled"].includes(thrown.code);
}
