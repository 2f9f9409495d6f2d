import { expect, test } from "vitest";
import type { Clock } from "@shared/domain/clock";
import { AUDIENCE, send, serveIap } from "@local-cloud/iap/testing/iap-for-test";
import { serveForTest } from "@local-cloud/kit/testing/local-server";
import { AIKO } from "@local-cloud/oauth/testing/oauth-for-test";
import { verifyAssertion } from "@backend/auth/iap-assertion";
import { createIapKeySource, fetchIapKeys } from "@backend/auth/iap-keys";

const CLOCK: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

/** A proxy in front of a service that tells its callers who they are. */
async function serveBehindIap() {
  let keysUrl = "";
  const source = createIapKeySource(() => fetchIapKeys(keysUrl), CLOCK);
  const upstream = await serveForTest((app) => {
    app.use(async (request, response) => {
      const token = request.get("x-goog-iap-jwt-assertion");
      try {
        response.json(await verifyAssertion(token, { keys: source, clock: CLOCK, audience: AUDIENCE }));
      } catch (error) {
        response.status(401).json({ code: (error as { code?: string }).code });
      }
    });
  });
  const served = await serveIap(upstream);
  const google = await serveForTest((app) => void app.use(served.iap.keys));
  keysUrl = `${google}/iap/verify/public_key`;
  return { ...served, upstream, keysUrl };
}

test(
  "who passes the proxy with a token is known to the service by the proxy's assertion",
  { timeout: 30_000 },
  async () => {
    const { origin, newToken } = await serveBehindIap();
    const { status, text } = await send(origin, { headers: { authorization: `Bearer ${await newToken()}` } });
    expect({ status, caller: JSON.parse(text) as unknown }).toEqual({
      status: 200,
      caller: { subject: `accounts.google.com:${AIKO.sub}`, email: AIKO.email },
    });
  },
);

test("headers that a caller makes up pass neither through the proxy nor beside it", { timeout: 30_000 }, async () => {
  const { origin, upstream, newToken } = await serveBehindIap();
  const forged = {
    "x-goog-authenticated-user-email": "accounts.google.com:admin@example.org",
    "x-goog-iap-jwt-assertion": await newToken(),
  };
  const through = await send(origin, { headers: { ...forged, authorization: `Bearer ${await newToken()}` } });
  expect(JSON.parse(through.text)).toMatchObject({ email: AIKO.email });
  const beside = await send(upstream, { headers: forged });
  expect([beside.status, JSON.parse(beside.text)]).toEqual([401, { code: "unauthenticated" }]);
});

test.each([
  ["is not there", "http://127.0.0.1:9/"],
  ["has none", "the page of signing in"],
])("keys cannot be had from a place that %s, and that is said", async (_, place) => {
  const page = await serveForTest((app) => void app.use((_request, response) => void response.send("<html>")));
  await expect(fetchIapKeys(place.startsWith("http") ? place : page)).rejects.toMatchObject({
    code: "keys_unavailable",
  });
});
