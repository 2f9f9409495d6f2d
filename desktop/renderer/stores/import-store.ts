import { createStore, type StoreApi } from "zustand/vanilla";
import type { Connection } from "@shared/contract/connect";
import { IMPORT_OPERATIONS, type ImportMode } from "@shared/contract/import";
import { PICK_OPERATIONS, type Pick } from "@shared/contract/pick";
import { SAMPLE_OPERATIONS } from "@shared/contract/samples";
import { AppError } from "@shared/errors";
import type { Host } from "@renderer/bridge/host";
import { createFollowing, type FollowedImport } from "@renderer/stores/import-following";
import { createSenders, type Send, type Sending } from "@renderer/stores/sending";

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
/** How many sample photos there are to be, until the engine tells. */
const SAMPLES = 200;

/** Imports from their beginning by drop, button or dialog to what they came to. */
export function createImportStore(options: ImportStoreOptions): ImportStore {
  const { connection, host, fail } = options;

  const gesture = async (run: () => Promise<unknown>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.code === "cancelled")) fail(thrown);
      return false;
    }
  };

  return createStore<ImportState>()((set, get) => {
    const put = (jobId: string, changes: Partial<FollowedImport>) =>
      set(({ followed }) => ({ followed: toPut(followed, jobId, changes) }));
    const find = (jobId: string) => get().followed.find((one) => one.jobId === jobId);
    const following = createFollowing({ ...options, put, find });
    const senders = createSenders((sending) =>
      set(sending ? { sending, unreadable: sending.unreadable } : { sending: null }),
    );

    const begin = async (picks: readonly Pick[], mode: ImportMode) => {
      const handles = picks.map(({ handle }) => handle);
      const { jobId } = await connection.invoke(PICK_OPERATIONS.start, { handles, mode });
      following.meet(jobId);
    };
    const importSent = async (send: Send, mode: ImportMode): Promise<TakenDrop> => {
      let taken: TakenDrop = "ended";
      await gesture(async () => {
        const picks = await senders.run(send);
        if (picks.length > 0) await begin(picks, mode);
        taken = picks.length > 0 ? "begun" : "empty";
      });
      return taken;
    };
    const makeSamples = async () => {
      set({ samples: { made: 0, of: SAMPLES } });
      try {
        for await (const { made, of, jobId } of connection.subscribe(SAMPLE_OPERATIONS.make, {})) {
          set({ samples: { made, of } });
          if (jobId !== null) following.meet(jobId);
        }
      } finally {
        set({ samples: null });
      }
    };

    return {
      ...{ sending: null, unreadable: 0, followed: [], samples: null, isBrowsing: false },
      open: following.open,
      start: (picks, mode) => gesture(() => begin(picks, mode)),
      takeDrop: (dropped, mode) => importSent((progress, signal) => host.takeDrop(dropped, progress, signal), mode),
      takeFiles: (files) => importSent((progress, signal) => host.takeFiles(files, progress, signal), "copy"),
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
      addSamples: async () => get().samples !== null || gesture(makeSamples),
      cancel(jobId) {
        put(jobId, { isCancelling: true });
        connection.invoke(IMPORT_OPERATIONS.cancel, { jobId }).catch((thrown: unknown) => {
          put(jobId, { isCancelling: false });
          fail(thrown);
        });
      },
      cancelSending: senders.cancel,
      resume: (jobId) =>
        gesture(async () => {
          await connection.invoke(IMPORT_OPERATIONS.resume, { jobId });
          following.meet(jobId);
        }),
      dismiss(jobId) {
        following.forget(jobId);
        set(({ followed }) => ({ followed: followed.filter((one) => one.jobId !== jobId), unreadable: 0 }));
      },
    };
  });
}

/** The list with what is new of one import. A new one comes first, and what has finished before it is old news. */
function toPut(followed: readonly FollowedImport[], jobId: string, changes: Partial<FollowedImport>): FollowedImport[] {
  const known = followed.find((one) => one.jobId === jobId);
  const next: FollowedImport = { progress: null, isCancelling: false, ...known, ...changes, jobId };
  if (known) return followed.map((one) => (one === known ? next : one));
  return [next, ...followed.filter(({ progress }) => progress?.state !== "finished")].slice(0, FOLLOWED_MAX);
}
