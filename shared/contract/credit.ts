/** How many items more a reader will take. One taker at a time. */
export interface Credit {
  give(count: number): void;
  /** Waits until there is credit and uses one of it; false once the signal is aborted. */
  take(): Promise<boolean>;
}

/** Credit given beyond `max` is lost: a reader cannot make the writer run further ahead. */
export function createCredit(max: number, signal: AbortSignal): Credit {
  let left = 0;
  let wake: (() => void) | undefined;
  signal.addEventListener("abort", () => wake?.(), { once: true });
  return {
    give(count) {
      left = Math.min(max, left + count);
      wake?.();
    },
    async take() {
      while (left === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) return false;
      left -= 1;
      return true;
    },
  };
}
