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
  /** Newest first, from a fresh look at the library. */
  listCandidates(): AsyncIterable<PreviewCandidate>;
  isBusy(): boolean;
}

/** Makes previews ahead, newest photos first, one at a time, while the engine has had nothing else to do for a while. */
export interface PreviewFiller {
  /** Somebody uses the engine: wait again before going on. */
  touch(): void;
  stop(): void;
}

const IDLE_MS = 4000;
/** What is made ahead at the most in one run: the newest some thousands are what people look at. */
const AHEAD_MAX = 5000;

export function createPreviewFiller({ clock, previews, listCandidates, isBusy }: Deps): PreviewFiller {
  let touchedMs = clock.monotonicMs();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const isIdle = () => !isStopped && !isBusy() && clock.monotonicMs() - touchedMs >= IDLE_MS;

  const fill = async () => {
    let ahead = 0;
    for await (const { photoId, sizeBytes } of listCandidates()) {
      if (!isIdle() || ahead >= AHEAD_MAX) return;
      ahead += 1;
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
    }, IDLE_MS);
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
