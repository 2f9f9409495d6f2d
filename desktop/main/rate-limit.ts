/** A bucket of tokens for each key: a burst, and so many a second after it. */
export interface RateLimit {
  /** Whether one more is allowed now. */
  take(key: string): boolean;
}

export function createRateLimit(
  monotonicMs: () => number,
  { burst, perS }: { burst: number; perS: number },
): RateLimit {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take(key) {
      const nowMs = monotonicMs();
      const { tokens, atMs } = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
      const filled = Math.min(burst, tokens + ((nowMs - atMs) / 1000) * perS);
      const isAllowed = filled >= 1;
      buckets.set(key, { tokens: isAllowed ? filled - 1 : filled, atMs: nowMs });
      return isAllowed;
    },
  };
}
