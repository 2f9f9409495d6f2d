import { z } from "zod";
import type { Clock } from "@shared/domain/clock";
import type { RandomBytes } from "@shared/domain/uuid";
import { keptJsonAt } from "@local-cloud/kit/kept-json";
import { toSecret } from "@local-cloud/kit/secret";

const LIFE_MS = 3_600_000;
/** The metadata server gives the same token again until so little is left. */
const RENEWED_BEFORE_MS = 300_000;

const AccessToken = z.object({ token: z.string(), email: z.string(), expiresAtMs: z.number() });
type AccessToken = z.infer<typeof AccessToken>;

export interface AccessTokens {
  /** A token of the account that is good for five minutes at least. */
  requireFor(email: string): AccessToken;
  /** Whose token it is; undefined when it is unknown or expired. */
  findEmail(token: string): string | undefined;
}

interface Deps {
  folder: string;
  clock: Clock;
  randomBytes: RandomBytes;
}

/** The opaque tokens by which programs call Google's APIs. */
export function createAccessTokens({ folder, clock, randomBytes }: Deps): AccessTokens {
  const kept = keptJsonAt(folder, "access-tokens", z.array(AccessToken));
  let tokens = kept.find() ?? [];
  return {
    requireFor: (email) => {
      const nowMs = clock.nowMs();
      const good = tokens.find((one) => one.email === email && nowMs < one.expiresAtMs - RENEWED_BEFORE_MS);
      if (good !== undefined) return good;
      const fresh = { token: `ya29.c.${toSecret(randomBytes)}`, email, expiresAtMs: nowMs + LIFE_MS };
      tokens = [...tokens.filter(({ expiresAtMs }) => nowMs < expiresAtMs), fresh];
      kept.save(tokens);
      return fresh;
    },
    findEmail: (shown) =>
      tokens.find(({ token, expiresAtMs }) => token === shown && clock.nowMs() < expiresAtMs)?.email,
  };
}
