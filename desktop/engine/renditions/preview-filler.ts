import type { Clock } from "@shared/domain/clock";
import type { Previews } from "@engine/renditions/previews";

/** A photo that may want a preview. */
export interface PreviewCandidate {
  photoId: string;
  sizeBytes: number;
}

interface Deps {
  clock: Clock;
  previews: Previews;
  /** The newest photos, newest first. */
  listNewest(limit: number): Promise<PreviewCandidate[]>;
  isBusy(): boolean;
  /** How long nobody must have used the engine. */
  idleMs: number;
}

/** Makes previews ahead, newest photos first, one at a time, while the engine has had nothing else to do for a while. */
export interface PreviewFiller {
  /** Somebody uses the engine: wait again before going on. */
  touch(): void;
  stop(): void;
}

/** What is made ahead at the most: the newest are what people look at, and previews of all would fill the disk. */
const AHEAD_MAX = 5000;

export function createPreviewFiller({ clock, previews, listNewest, isBusy, idleMs }: Deps): PreviewFiller {
  let touchedMs = clock.monotonicMs();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const isIdle = () => !isStopped && !isBusy() && clock.monotonicMs() - touchedMs >= idleMs;

  const fill = async () => {
    for (const { photoId, sizeBytes } of await listNewest(AHEAD_MAX)) {
      if (!isIdle()) return;
      if (!previews.has(photoId)) await previews.require(photoId, sizeBytes);
    }
  };

  const wait = () => {
    timer = setTimeout(() => {
      // A full disk or an engine that is closing ends this round; nothing hangs on a preview.
      const round = isIdle() ? fill().catch(() => undefined) : Promise.resolve();
      void round.then(() => {
        if (!isStopped) wait();
      });
    }, idleMs);
    timer.unref();
  };

  wait();
  return {
    touch: () => {
      touchedMs = clock.monotonicMs();
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
