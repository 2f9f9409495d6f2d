import { handle, type Handled } from "@shared/contract/channel";
import {
  IMPORT_OPERATIONS,
  type ImportProgress,
  type ReviewFile,
  type UnfinishedImport,
} from "@shared/contract/import";
import { PICK_OPERATIONS } from "@shared/contract/pick";
import { AppError } from "@shared/errors";

/** Imports that go on as a test says. */
export interface FakeImports {
  readonly handled: readonly Handled[];
  /** The review list. */
  review: readonly ReviewFile[];
  /** What a page asked for, in order: `cancel <job>`, `resume <job>`, `retry <entries>`, `pick <handles> <mode>`. */
  readonly asked: readonly string[];
  /** An import comes to this state; it is told to all that watch. */
  tell(progress: ImportProgress): void;
  /** The import that the next pick begins. */
  nextJobId: string;
}

export function createFakeImports(): FakeImports {
  const asked: string[] = [];
  const jobs = new Map<string, ImportProgress>();
  const waiting = new Set<() => void>();
  const next = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener("abort", wake, { once: true });
    });
  const unfinished = (): UnfinishedImport[] =>
    [...jobs.values()].flatMap(({ jobId, state, code }) => (state === "finished" ? [] : [{ jobId, state, code }]));

  const handled: readonly Handled[] = [
    ...handle(IMPORT_OPERATIONS, {
      start: () => refusePaths(),
      async *watch({ jobId }, { signal }) {
        while (!signal.aborted) {
          const progress = jobs.get(jobId);
          if (progress) yield progress;
          if (progress && progress.state !== "running") return;
          await next(signal);
        }
      },
      cancel({ jobId }) {
        asked.push(`cancel ${jobId}`);
        return null;
      },
      async *files() {
        yield await Promise.resolve([]);
      },
      review: () => ({ files: [...fake.review], count: fake.review.length }),
      async *unfinished(_, { signal }) {
        while (!signal.aborted) {
          yield { imports: unfinished() };
          await next(signal);
        }
      },
      resume({ jobId }) {
        asked.push(`resume ${jobId}`);
        return { jobId, isResumed: true };
      },
      retry({ entries }) {
        asked.push(`retry ${entries.join()}`);
        drop(entries);
        return { jobIds: [fake.nextJobId] };
      },
      dismiss({ entries }) {
        drop(entries);
        return { dismissed: entries.length };
      },
    }),
    ...handle(PICK_OPERATIONS, {
      places: () => ({ folders: [] }),
      folder: () => {
        throw new AppError("pick_not_found", "There is no such folder");
      },
      start({ handles, mode }) {
        asked.push(`pick ${handles.length} ${mode}`);
        return { jobId: fake.nextJobId, isResumed: false };
      },
    }),
  ];
  const drop = (entries: readonly string[]) => {
    fake.review = fake.review.filter(({ entry }) => !entries.includes(entry));
  };
  const fake: FakeImports = {
    handled,
    review: [],
    asked,
    nextJobId: "00000000-0000-4000-8000-00000000000a",
    tell(progress) {
      jobs.set(progress.jobId, progress);
      for (const wake of [...waiting]) wake();
    },
  };
  return fake;
}

function refusePaths(): never {
  throw new AppError("owner_only", "A page cannot name paths");
}
