import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { OAuth2Client } from "google-auth-library";
import { expect, test } from "vitest";
import type { Client } from "@local-cloud/oauth/account";
import { AIKO, BEN, CLIENT, ISSUER, type OauthForTest, serveOauth } from "@local-cloud/oauth/testing/oauth-for-test";

const SCOPE = "openid email";
const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";
const WEB: Client = { ...CLIENT, id: "web-client", type: "web" };

async function requestCode({ post }: OauthForTest, scope = SCOPE) {
  const { body } = await post("/device/code", { client_id: CLIENT.id, scope });
  return { userCode: String(body.user_code), deviceCode: String(body.device_code) };
}

const poll = ({ post }: OauthForTest, deviceCode: string, form: Record<string, string> = {}) =>
  post("/token", {
    ...{ client_id: CLIENT.id, client_secret: CLIENT.secret, device_code: deviceCode, grant_type: GRANT_TYPE },
    ...form,
  });

const refresh = ({ post }: OauthForTest, refreshToken: string, client: Client = CLIENT) =>
  post("/token", {
    ...{ client_id: client.id, client_secret: client.secret },
    ...{ grant_type: "refresh_token", refresh_token: refreshToken },
  });

async function signIn(cloud: OauthForTest, scope = SCOPE): Promise<Record<string, string>> {
  const { userCode, deviceCode } = await requestCode(cloud, scope);
  cloud.oauth.answerDevice(userCode, { state: "allowed", sub: AIKO.sub });
  const { status, body } = await poll(cloud, deviceCode);
  expect(status).toBe(200);
  return body as Record<string, string>;
}

const PENDING = {
  status: 428,
  body: { error: "authorization_pending", error_description: "Precondition Required" },
};
const SLOW_DOWN = { status: 403, body: { error: "slow_down", error_description: "Forbidden" } };
const MALFORMED = { status: 400, body: { error: "invalid_grant", error_description: "Malformed auth code." } };
const REVOKED = {
  status: 400,
  body: { error: "invalid_grant", error_description: "Token has been expired or revoked." },
};

test("a device gets a code, and the address by Google's name for it", async () => {
  const { post, origin } = await serveOauth();
  expect(await post("/device/code", { client_id: CLIENT.id, scope: SCOPE })).toEqual({
    status: 200,
    body: {
      device_code: expect.stringMatching(/^[\w-]{43}$/) as unknown,
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/) as unknown,
      verification_url: `${origin}/device`,
      expires_in: 1800,
      interval: 5,
    },
  });
});

test.each([
  [{ scope: SCOPE }, 400, "invalid_request"],
  [{ client_id: CLIENT.id }, 400, "invalid_request"],
  [{ client_id: "nobody", scope: SCOPE }, 401, "invalid_client"],
  [{ client_id: WEB.id, scope: SCOPE }, 401, "invalid_client"],
  [{ client_id: CLIENT.id, scope: "https://www.googleapis.com/auth/cloud-platform" }, 400, "invalid_scope"],
])("a device request with %j is refused", async (form, status, error) => {
  const { post } = await serveOauth({ clients: [CLIENT, WEB] });
  const answer = await post("/device/code", form);
  expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
});

test("too many device requests of a client within a minute meet the quota", async () => {
  const { post, clock } = await serveOauth({ deviceRequestsPerMinute: 2 });
  const ask = () => post("/device/code", { client_id: CLIENT.id, scope: SCOPE });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  expect(await ask()).toEqual({ status: 403, body: { error_code: "rate_limit_exceeded" } });
  clock.passMs(60_000);
  expect((await ask()).status).toBe(200);
});

test("a poll waits until the person allows, then brings tokens once", async () => {
  const cloud = await serveOauth();
  const { userCode, deviceCode } = await requestCode(cloud);
  expect(await poll(cloud, deviceCode)).toEqual(PENDING);
  expect(cloud.oauth.answerDevice(userCode, { state: "allowed", sub: AIKO.sub })).toBe(true);
  cloud.clock.passMs(5000);
  expect(await poll(cloud, deviceCode)).toEqual({
    status: 200,
    body: {
      access_token: expect.stringMatching(/^ya29\./) as unknown,
      refresh_token: expect.stringMatching(/^1\/\//) as unknown,
      id_token: expect.any(String) as unknown,
      ...{ expires_in: 3600, scope: SCOPE, token_type: "Bearer" },
    },
  });
  cloud.clock.passMs(5000);
  expect(await poll(cloud, deviceCode)).toEqual(MALFORMED);
  expect(cloud.oauth.answerDevice(userCode, { state: "refused" })).toBe(false);
});

test("a client that polls too soon has to wait five seconds longer each time, for good", async () => {
  const cloud = await serveOauth();
  const { deviceCode } = await requestCode(cloud);
  const pollAfter = (spanMs: number) => {
    cloud.clock.passMs(spanMs);
    return poll(cloud, deviceCode);
  };
  expect(await pollAfter(0)).toEqual(PENDING);
  expect(await pollAfter(4000)).toEqual(SLOW_DOWN);
  expect(await pollAfter(5000)).toEqual(SLOW_DOWN);
  expect(await pollAfter(15_000)).toEqual(PENDING);
  expect(await pollAfter(14_000)).toEqual(SLOW_DOWN);
  expect(await pollAfter(20_000)).toEqual(PENDING);
});

test("a refusal stays", async () => {
  const cloud = await serveOauth();
  const { userCode, deviceCode } = await requestCode(cloud);
  cloud.oauth.answerDevice(userCode, { state: "refused" });
  const refused = { status: 403, body: { error: "access_denied", error_description: "Forbidden" } };
  expect(await poll(cloud, deviceCode)).toEqual(refused);
  cloud.clock.passMs(5000);
  expect(await poll(cloud, deviceCode)).toEqual(refused);
});

test("a code lives for half an hour", async () => {
  const cloud = await serveOauth();
  const { userCode, deviceCode } = await requestCode(cloud);
  cloud.clock.passMs(1_800_000 - 1);
  expect(await poll(cloud, deviceCode)).toEqual(PENDING);
  cloud.clock.passMs(1);
  expect(await poll(cloud, deviceCode)).toEqual(MALFORMED);
  expect(cloud.oauth.answerDevice(userCode, { state: "allowed", sub: AIKO.sub })).toBe(false);
});

test.each<[Record<string, string>, number, string]>([
  [{ client_secret: "wrong" }, 401, "invalid_client"],
  [{ client_id: "nobody" }, 401, "invalid_client"],
  [{ client_id: WEB.id }, 401, "invalid_client"],
  [{ device_code: "guessed" }, 400, "invalid_grant"],
  [{ client_id: "other-client" }, 400, "invalid_grant"],
  [{ grant_type: "password" }, 400, "unsupported_grant_type"],
])("a poll with %j is refused", async (form, status, error) => {
  const cloud = await serveOauth({ clients: [CLIENT, WEB, { ...CLIENT, id: "other-client" }] });
  const { deviceCode } = await requestCode(cloud);
  const answer = await poll(cloud, deviceCode, form);
  expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
});

test.each(["client_id", "client_secret", "device_code", "grant_type"])("a poll without %s is refused", async (name) => {
  const { post } = await serveOauth();
  const whole = { client_id: CLIENT.id, client_secret: CLIENT.secret, device_code: "some", grant_type: GRANT_TYPE };
  const form = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
  const { status, body } = await post("/token", form);
  expect({ status, error: body.error }).toEqual({ status: 400, error: "invalid_request" });
});

test.each([
  ["org_internal", 403, { ...CLIENT, internalDomain: "corp.example" }, AIKO],
  ["admin_policy_enforced", 400, CLIENT, { ...BEN, isBarredByAdmin: true }],
])("the policy %s refuses an account that was allowed", async (error, status, client, account) => {
  const cloud = await serveOauth({ clients: [client], accounts: [account], approveAll: true });
  const { deviceCode } = await requestCode(cloud);
  const answer = await poll(cloud, deviceCode);
  expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
});

test("with approveAll each device is allowed at once, for the first account", async () => {
  const cloud = await serveOauth({ approveAll: true });
  const { deviceCode } = await requestCode(cloud);
  const { body } = await poll(cloud, deviceCode);
  const keys = createRemoteJWKSet(new URL(`${cloud.origin}/oauth2/v3/certs`));
  const { payload } = await jwtVerify(String(body.id_token), keys);
  expect(payload.sub).toBe(AIKO.sub);
});

test("an ID token is signed with RS256 by a published key and says who and for whom, for an hour", async () => {
  const cloud = await serveOauth();
  const { id_token: idToken = "" } = await signIn(cloud);
  const keys = createRemoteJWKSet(new URL(`${cloud.origin}/oauth2/v3/certs`));
  const { payload } = await jwtVerify(idToken, keys, { algorithms: ["RS256"] });
  const iat = Math.floor(cloud.clock.nowMs() / 1000);
  expect(payload).toEqual({
    ...{ iss: ISSUER, aud: CLIENT.id, azp: CLIENT.id, sub: AIKO.sub, iat, exp: iat + 3600 },
    ...{ email: AIKO.email, email_verified: true },
  });
  expect(cloud.oauth.findKey(decodeProtectedHeader(idToken).kid)?.asymmetricKeyType).toBe("rsa");
  expect([cloud.oauth.findKey("other"), cloud.oauth.findKey(undefined)]).toEqual([undefined, undefined]);
});

test("Google's own client takes the ID token", async () => {
  const cloud = await serveOauth();
  const { id_token: idToken = "" } = await signIn(cloud);
  const certs = { [decodeProtectedHeader(idToken).kid ?? ""]: publicPem(cloud) };
  const ticket = await new OAuth2Client().verifySignedJwtWithCertsAsync(idToken, certs, CLIENT.id, [ISSUER]);
  expect(ticket.getPayload()?.email).toBe(AIKO.email);

  function publicPem({ oauth }: OauthForTest): string {
    const key = oauth.findKey(decodeProtectedHeader(idToken).kid);
    return String(key?.export({ format: "pem", type: "spki" }));
  }
});

test("the e-mail address and the ID token come only when they were asked for", async () => {
  const cloud = await serveOauth();
  const { id_token: anonymous = "" } = await signIn(cloud, "openid");
  const keys = createRemoteJWKSet(new URL(`${cloud.origin}/oauth2/v3/certs`));
  expect((await jwtVerify(anonymous, keys)).payload.email).toBeUndefined();
  expect(await signIn(cloud, "https://www.googleapis.com/auth/drive.file")).not.toHaveProperty("id_token");
});

test("a refresh brings a new ID token and no new refresh token", async () => {
  const cloud = await serveOauth();
  const first = await signIn(cloud);
  cloud.clock.passMs(3_600_000);
  const { status, body } = await refresh(cloud, first.refresh_token ?? "");
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      access_token: expect.stringMatching(/^ya29\./) as unknown,
      id_token: expect.any(String) as unknown,
      ...{ expires_in: 3600, scope: SCOPE, token_type: "Bearer" },
    },
  });
  expect([body.id_token, body.access_token]).not.toEqual([first.id_token, first.access_token]);
});

test("a refresh token works only for its client", async () => {
  const other = { ...CLIENT, id: "other-client" };
  const cloud = await serveOauth({ clients: [CLIENT, other] });
  const { refresh_token: token = "" } = await signIn(cloud);
  expect(await refresh(cloud, token, other)).toEqual(REVOKED);
  expect((await refresh(cloud, token)).status).toBe(200);
});

test.each(["refresh_token", "access_token"])("revoking the %s ends the grant, and no other", async (name) => {
  const cloud = await serveOauth();
  const first = await signIn(cloud);
  const second = await signIn(cloud);
  expect(await cloud.post("/revoke", { token: first[name] ?? "" })).toEqual({ status: 200, body: {} });
  expect(await refresh(cloud, first.refresh_token ?? "")).toEqual(REVOKED);
  expect((await refresh(cloud, second.refresh_token ?? "")).status).toBe(200);
  expect((await cloud.post("/revoke", { token: first[name] ?? "" })).status).toBe(400);
});

test("what a killed process has given out is good in the next", async () => {
  const before = await serveOauth();
  const { refresh_token: token = "", id_token: idToken = "" } = await signIn(before);
  const { userCode, deviceCode } = await requestCode(before);
  const after = await serveOauth({ folder: before.folder, clock: before.clock });
  expect(after.oauth.findKey(decodeProtectedHeader(idToken).kid)).toBeDefined();
  expect((await refresh(after, token)).status).toBe(200);
  expect(after.oauth.answerDevice(userCode, { state: "allowed", sub: BEN.sub })).toBe(true);
  expect((await poll(after, deviceCode)).status).toBe(200);
});

test("the discovery document names the endpoints of this origin", async () => {
  const { origin } = await serveOauth();
  const response = await fetch(`${origin}/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({
    issuer: ISSUER,
    device_authorization_endpoint: `${origin}/device/code`,
    token_endpoint: `${origin}/token`,
    revocation_endpoint: `${origin}/revoke`,
    jwks_uri: `${origin}/oauth2/v3/certs`,
    id_token_signing_alg_values_supported: ["RS256"],
  });
});

test("a body that cannot be read is an invalid request", async () => {
  const { origin } = await serveOauth();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await fetch(`${origin}/token`, { method: "POST", headers, body: "x".repeat(20_000) });
  expect([response.status, await response.json()]).toEqual([
    413,
    { error: "invalid_request", error_description: "The body cannot be read." },
  ]);
});
