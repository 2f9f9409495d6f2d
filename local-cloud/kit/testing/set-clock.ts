import type { Clock } from "@shared/domain/clock";

export interface SetClock extends Clock {
  passMs(spanMs: number): void;
}

/** A clock that stands until it is moved; near the present, since others check tokens by the real time. */
export function createSetClock(startMs = Date.now()): SetClock {
  let atMs = startMs;
  return {
    nowMs: () => atMs,
    monotonicMs: () => atMs,
    passMs: (spanMs) => {
      atMs += spanMs;
    },
  };
}
