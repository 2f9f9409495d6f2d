import { z } from "zod";
import type { Clock } from "@shared/domain/clock";
import { AppError } from "@shared/errors";

/** Identity-Aware Proxy's public keys: PEM by key id. */
export type IapKeys = Readonly<Record<string, string>>;

/** Keys as they were fetched, and for how long they may be kept. */
export interface FetchedKeys {
  keys: IapKeys;
  maxAgeMs: number;
}

export interface IapKeySource {
  /** The keys, in which `keyId` is unless nobody has it. Throws AppError `keys_unavailable` when they cannot be had. */
  keysWith(keyId: string): Promise<IapKeys>;
}

/** Keys change every few weeks; a stranger's made-up key id must not make us ask each time. */
const REFETCH_LEAST_MS = 30_000;
const MAX_AGE_DEFAULT_MS = 3_600_000;
const TIMEOUT_MS = 10_000;

const keysSchema = z.record(z.string(), z.string().startsWith("-----BEGIN PUBLIC KEY-----"));

/** Keeps keys as long as their source allows, and asks again for one that is not among them. One question at a time. */
export function createIapKeySource(fetchKeys: () => Promise<FetchedKeys>, clock: Clock): IapKeySource {
  let kept: FetchedKeys & { fetchedMs: number } = { keys: {}, maxAgeMs: 0, fetchedMs: -Infinity };
  let asking: Promise<void> | null = null;

  const refetch = (): Promise<void> => {
    asking ??= fetchKeys()
      .then((fetched) => void (kept = { ...fetched, fetchedMs: clock.monotonicMs() }))
      .finally(() => (asking = null));
    return asking;
  };

  return {
    async keysWith(keyId) {
      const ageMs = clock.monotonicMs() - kept.fetchedMs;
      if (ageMs > kept.maxAgeMs || (!Object.hasOwn(kept.keys, keyId) && ageMs > REFETCH_LEAST_MS)) await refetch();
      return kept.keys;
    },
  };
}

/** Fetches the PEM map that Google publishes (https://www.gstatic.com/iap/verify/public_key). */
export async function fetchIapKeys(url: string): Promise<FetchedKeys> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${url} answers with ${response.status}`);
    const maxAgeS = /max-age=(\d+)/.exec(response.headers.get("cache-control") ?? "")?.[1];
    return {
      keys: keysSchema.parse(await response.json()),
      maxAgeMs: maxAgeS === undefined ? MAX_AGE_DEFAULT_MS : 1000 * Number(maxAgeS),
    };
  } catch (cause) {
    throw new AppError("keys_unavailable", "The keys of Identity-Aware Proxy cannot be fetched. Try again soon.", {
      cause,
    });
  }
}
