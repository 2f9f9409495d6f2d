import { z } from "zod";
import type { Clock } from "@shared/domain/clock";
import type { RandomBytes } from "@shared/domain/uuid";
import type { Client } from "@local-cloud/oauth/account";
import { keptJsonAt } from "@local-cloud/kit/kept-json";
import { toSecret } from "@local-cloud/kit/secret";

export const ACCESS_TOKEN_LIFE_S = 3600;
const DAY_MS = 86_400_000;
/** A refresh token that nobody used for six months is dead. */
const UNUSED_LIFE_MS = 180 * DAY_MS;
const TESTING_LIFE_MS = 7 * DAY_MS;
/** Live refresh tokens of one client for one account; older ones stop working, without a word. */
const GRANTS_MAX = 100;

const Grant = z.object({
  refreshToken: z.string(),
  clientId: z.string(),
  sub: z.string(),
  scope: z.string(),
  grantedAtMs: z.number(),
  usedAtMs: z.number(),
  accessTokens: z.array(z.object({ token: z.string(), expiresAtMs: z.number() })),
});
export type Grant = z.infer<typeof Grant>;

export interface Granted {
  grant: Grant;
  accessToken: string;
}

export interface Grants {
  add(client: Client, sub: string, scope: string): Granted;
  /** A new access token; undefined when the refresh token is unknown, another client's, revoked or dead. */
  refresh(client: Client, refreshToken: string): Granted | undefined;
  /** Ends the grant of a refresh or access token; false when there is none. */
  revoke(token: string): boolean;
}

interface Deps {
  folder: string;
  clock: Clock;
  randomBytes: RandomBytes;
}

/** What accounts have allowed clients. */
export function createGrants({ folder, clock, randomBytes }: Deps): Grants {
  const kept = keptJsonAt(folder, "grants", z.array(Grant));
  let grants = kept.find() ?? [];
  const save = (next: Grant[]) => {
    grants = next;
    kept.save(grants);
  };

  const isLive = (grant: Grant, client: Client) =>
    clock.nowMs() < grant.usedAtMs + UNUSED_LIFE_MS &&
    (client.isInTesting !== true || clock.nowMs() < grant.grantedAtMs + TESTING_LIFE_MS);

  /** The grant used now, with a token more and without those that expired. */
  const withAccessToken = (grant: Grant): Granted => {
    const usedAtMs = clock.nowMs();
    const accessToken = `ya29.${toSecret(randomBytes)}`;
    const valid = grant.accessTokens.filter(({ expiresAtMs }) => usedAtMs < expiresAtMs);
    const fresh = { token: accessToken, expiresAtMs: usedAtMs + ACCESS_TOKEN_LIFE_S * 1000 };
    return { grant: { ...grant, usedAtMs, accessTokens: [...valid, fresh] }, accessToken };
  };

  return {
    add: (client, sub, scope) => {
      const grantedAtMs = clock.nowMs();
      const refreshToken = `1//${toSecret(randomBytes)}`;
      const blank = { refreshToken, clientId: client.id, sub, scope, grantedAtMs, usedAtMs: grantedAtMs };
      const granted = withAccessToken({ ...blank, accessTokens: [] });
      const isAlike = (grant: Grant) => grant.clientId === client.id && grant.sub === sub;
      const alike = grants.filter(isAlike).slice(-(GRANTS_MAX - 1));
      save([...grants.filter((grant) => !isAlike(grant)), ...alike, granted.grant]);
      return granted;
    },
    refresh: (client, refreshToken) => {
      const found = grants.find((grant) => grant.refreshToken === refreshToken && grant.clientId === client.id);
      if (found === undefined || !isLive(found, client)) return undefined;
      const granted = withAccessToken(found);
      save(grants.map((grant) => (grant === found ? granted.grant : grant)));
      return granted;
    },
    revoke: (token) => {
      const isOf = ({ refreshToken, accessTokens }: Grant) =>
        refreshToken === token ||
        accessTokens.some((access) => access.token === token && clock.nowMs() < access.expiresAtMs);
      const ended = grants.filter(isOf);
      if (ended.length > 0) save(grants.filter((grant) => !ended.includes(grant)));
      return ended.length > 0;
    },
  };
}
