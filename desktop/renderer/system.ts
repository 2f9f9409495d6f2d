import type { Clock } from "@shared/domain/clock";
import type { Schedule } from "@shared/domain/schedule";

/** The browser's clock and timers. */
export const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

export const schedule: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
