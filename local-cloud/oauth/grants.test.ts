import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createGrants } from "@local-cloud/oauth/grants";
import { temporaryFolder } from "@local-cloud/kit/testing/local-server";
import { AIKO, BEN, CLIENT } from "@local-cloud/oauth/testing/oauth-for-test";
import { createSetClock } from "@local-cloud/kit/testing/set-clock";

const DAY_MS = 86_400_000;
const SCOPE = "openid email";

function create() {
  const clock = createSetClock();
  return { clock, grants: createGrants({ folder: temporaryFolder(), clock, randomBytes }) };
}

test("a refresh token dies when it is unused for six months; each use renews it", () => {
  const { clock, grants } = create();
  const { refreshToken } = grants.add(CLIENT, AIKO.sub, SCOPE).grant;
  const isGoodAfter = (days: number) => {
    clock.passMs(days * DAY_MS);
    return grants.refresh(CLIENT, refreshToken) !== undefined;
  };
  expect([isGoodAfter(179), isGoodAfter(179), isGoodAfter(180)]).toEqual([true, true, false]);
});

test("a client in Testing loses its grants after seven days", () => {
  const { clock, grants } = create();
  const client = { ...CLIENT, isInTesting: true };
  const { refreshToken } = grants.add(client, AIKO.sub, SCOPE).grant;
  clock.passMs(7 * DAY_MS - 1);
  expect(grants.refresh(client, refreshToken)).toBeDefined();
  clock.passMs(1);
  expect(grants.refresh(client, refreshToken)).toBeUndefined();
});

test("of a client's refresh tokens for an account, the hundred newest work", () => {
  const { grants } = create();
  const ofBen = grants.add(CLIENT, BEN.sub, SCOPE).grant.refreshToken;
  const tokens = Array.from({ length: 101 }, () => grants.add(CLIENT, AIKO.sub, SCOPE).grant.refreshToken);
  const isGood = (token: string) => grants.refresh(CLIENT, token) !== undefined;
  expect([isGood(ofBen), ...tokens.map(isGood)]).toEqual([true, false, ...Array<boolean>(100).fill(true)]);
});

test("an access token that has expired no longer ends its grant", () => {
  const { clock, grants } = create();
  const { grant, accessToken } = grants.add(CLIENT, AIKO.sub, SCOPE);
  clock.passMs(3_600_000);
  expect(grants.revoke(accessToken)).toBe(false);
  expect(grants.refresh(CLIENT, grant.refreshToken)).toBeDefined();
});
