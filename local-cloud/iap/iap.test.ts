import { OAuth2Client } from "google-auth-library";
import { createLocalJWKSet, jwtVerify, SignJWT, UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { type Answered, AUDIENCE, type IapForTest, send, serveIap } from "@local-cloud/iap/testing/iap-for-test";
import { serveForTest, temporaryFolder } from "@local-cloud/kit/testing/local-server";
import { AIKO, BEN, CLIENT, ISSUER } from "@local-cloud/oauth/testing/oauth-for-test";
import { requireSigningKey } from "@local-cloud/kit/signing-key";

/** A service that answers with the headers it got. */
const serveEcho = () =>
  serveForTest((app) => {
    app.use((request, response) => {
      response.set("x-goog-iap-generated-response", "true").json({ method: request.method, headers: request.headers });
    });
  });

async function serveBoth(options: Parameters<typeof serveIap>[1] = {}): Promise<IapForTest> {
  return serveIap(await serveEcho(), options);
}

const REFUSED_HEADERS = { "x-goog-iap-generated-response": "true", "content-type": "text/html; charset=utf-8" };

const told = ({ status, headers, text }: Answered) => ({
  status,
  text,
  headers: Object.fromEntries(Object.keys(REFUSED_HEADERS).map((name) => [name, headers[name]])),
});
const refusedWith = (status: number, text: string) => ({ status, text, headers: REFUSED_HEADERS });

function headersSeen({ text }: Answered): Record<string, string> {
  return (JSON.parse(text) as { headers: Record<string, string> }).headers;
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

test("without a credential a browser is sent to sign in, tied to it by a cookie", async () => {
  const { origin } = await serveBoth();
  const answer = await send(`${origin}/photos?year=2026`);
  expect(told(answer)).toEqual(refusedWith(302, "Invalid IAP credentials: empty token"));
  const location = new URL(String(answer.headers.location));
  expect([location.origin, location.pathname]).toEqual([origin, "/_gcp_iap/sign_in"]);
  expect(location.searchParams.get("continue")).toBe("/photos?year=2026");
  const cookie = `GCP_IAP_XSRF_NONCE_${String(location.searchParams.get("state"))}=1`;
  expect(answer.headers["set-cookie"]).toEqual([`${cookie}; HttpOnly; SameSite=Lax; Path=/; Max-Age=600`]);
});

test("a script without a credential gets 401 and no redirect", async () => {
  const { origin } = await serveBoth();
  const answer = await send(origin, { headers: { "x-requested-with": "XMLHttpRequest" } });
  expect(told(answer)).toEqual(refusedWith(401, "Invalid IAP credentials: empty token"));
  expect(answer.headers.location).toBeUndefined();
});

const SIGNATURE = "Invalid IAP credentials: JWT signature is invalid";
const UNPARSABLE = "Invalid IAP credentials: Unable to parse JWT";

test.each<[string, string, (cloud: IapForTest) => string | Promise<string>]>([
  ["no JWT", UNPARSABLE, () => "opaque"],
  ["an empty JWT", UNPARSABLE, () => ".."],
  ["one without a signature", UNPARSABLE, async ({ newToken }) => (await newToken()).split(".").slice(0, 2).join(".")],
  ["another's signature", SIGNATURE, async ({ newToken }) => `${(await newToken()).slice(0, -6)}AAAAAA`],
  ["the algorithm none", SIGNATURE, () => new UnsecuredJWT({ aud: CLIENT.id, email: AIKO.email }).encode()],
  ["a public key as shared secret", SIGNATURE, forgeWithHmac],
  ["a key that Google does not have", SIGNATURE, forgeWithOwnKey],
  [
    "another client",
    "Invalid IAP credentials: Invalid bearer token. Invalid JWT audience.",
    ({ newToken }) => newToken({ aud: "other-client" }),
  ],
  [
    "no e-mail address",
    "Invalid IAP credentials: JWT 'email' claim isn't a string",
    ({ newToken }) => newToken({ email: undefined }),
  ],
])("a token with %s is refused", async (_what, sentence, forge) => {
  const cloud = await serveBoth();
  const answer = await send(cloud.origin, bearer(await forge(cloud)));
  expect(told(answer)).toEqual(refusedWith(401, sentence));
});

function forgeWithHmac({ google }: IapForTest): Promise<string> {
  const pem = String(google.oauth.findKey(kidOf(google.folder))?.export({ format: "pem", type: "spki" }));
  const claims = { iss: ISSUER, aud: CLIENT.id, sub: AIKO.sub, email: AIKO.email };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", kid: kidOf(google.folder) })
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(pem));
}

function forgeWithOwnKey(): Promise<string> {
  const { privateKey } = requireSigningKey(temporaryFolder(), "own", "rsa");
  const claims = { iss: ISSUER, aud: CLIENT.id, sub: AIKO.sub, email: AIKO.email };
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "own" }).setExpirationTime("1h").sign(privateKey);
}

const kidOf = (folder: string) => requireSigningKey(folder, "id-token-key", "rsa").kid;

test("a token of another issuer is refused though a known key signed it", async () => {
  const { origin, google } = await serveBoth();
  const { kid, privateKey } = requireSigningKey(google.folder, "id-token-key", "rsa");
  const claims = { iss: "https://evil.example", aud: CLIENT.id, sub: AIKO.sub, email: AIKO.email };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid })
    .setExpirationTime("1h")
    .sign(privateKey);
  const sentence = "Invalid IAP credentials: Invalid bearer token. Invalid JWT issuer.";
  expect(told(await send(origin, bearer(token)))).toEqual(refusedWith(401, sentence));
});

test("a token works for an hour", async () => {
  const { origin, google, newToken } = await serveBoth();
  const token = await newToken();
  google.clock.passMs(3_599_000);
  expect((await send(origin, bearer(token))).status).toBe(200);
  google.clock.passMs(1_000);
  const expired = refusedWith(401, "OpenID Connect token expired: JWT has expired");
  expect(told(await send(origin, bearer(token)))).toEqual(expired);
});

test("a token that counts as stale is refused as an expired one", async () => {
  const { origin, newToken } = await serveBoth({ isStale: ({ url }) => url === "/stale" });
  const token = await newToken();
  const expired = refusedWith(401, "OpenID Connect token expired: JWT has expired");
  expect(told(await send(`${origin}/stale`, bearer(token)))).toEqual(expired);
  expect((await send(`${origin}/fresh`, bearer(token))).status).toBe(200);
});

test("an account that is not on the access list gets 403; the list knows no case", async () => {
  const { origin, newToken } = await serveBoth();
  const answer = await send(origin, bearer(await newToken({ sub: BEN.sub, email: BEN.email })));
  expect(told(answer)).toEqual(refusedWith(403, "You don't have access."));
  expect((await send(origin, bearer(await newToken({ email: "Aiko@Example.ORG" })))).status).toBe(200);
});

test("the service learns who asks by an assertion that Google's own client takes", async () => {
  const { origin, newToken, iap, google } = await serveBoth();
  const seen = headersSeen(await send(origin, bearer(await newToken({ hd: "example.org" }))));
  expect([seen["x-goog-authenticated-user-email"], seen["x-goog-authenticated-user-id"]]).toEqual([
    `accounts.google.com:${AIKO.email}`,
    `accounts.google.com:${AIKO.sub}`,
  ]);
  const keys = await serveForTest((app) => app.use(iap.keys));
  const fetchKeys = async (path: string) => (await fetch(`${keys}/iap/verify/${path}`)).json() as Promise<never>;
  const assertion = seen["x-goog-iap-jwt-assertion"] ?? "";
  const jwks = createLocalJWKSet(await fetchKeys("public_key-jwk"));
  const { payload } = await jwtVerify(assertion, jwks, { algorithms: ["ES256"], audience: AUDIENCE });
  const iat = Math.floor(google.clock.nowMs() / 1000);
  expect(payload).toEqual({
    ...{ iss: "https://cloud.google.com/iap", aud: AUDIENCE, azp: AUDIENCE, iat, exp: iat + 600 },
    ...{ sub: `accounts.google.com:${AIKO.sub}`, email: AIKO.email, hd: "example.org", identity_source: "GOOGLE" },
  });
  const pems = await fetchKeys("public_key");
  const issuers = ["https://cloud.google.com/iap"];
  const ticket = await new OAuth2Client().verifySignedJwtWithCertsAsync(assertion, pems, AUDIENCE, issuers, 900);
  expect(ticket.getPayload()?.email).toBe(AIKO.email);
});

test("the key of assertions outlives the process", async () => {
  const { iap, folder, origin, newToken } = await serveBoth();
  const seen = headersSeen(await send(origin, bearer(await newToken())));
  const after = await serveBoth({ folder });
  const pems = await Promise.all(
    [iap, after.iap].map(async ({ keys }) => {
      const at = await serveForTest((app) => app.use(keys));
      return (await fetch(`${at}/iap/verify/public_key`)).text();
    }),
  );
  expect(pems[1]).toBe(pems[0]);
  expect(seen["x-goog-iap-jwt-assertion"]).toBeDefined();
});

test("what a caller says about who it is does not reach the service", async () => {
  const { origin, newToken } = await serveBoth();
  const forged = {
    "X-Goog-IAP-JWT-Assertion": "forged",
    "X-Goog-Authenticated-User-Email": "accounts.google.com:owner@example.org",
    "x-goog-authenticated-user-id": "accounts.google.com:1",
    "X-Serverless-Authorization": "Bearer forged",
  };
  const { authorization } = bearer(await newToken()).headers;
  const answer = await send(origin, { headers: { ...forged, authorization } });
  expect(answer.text).not.toContain("forged");
  expect(answer.text).not.toContain("owner@example.org");
  const [, payload = "", signature] = (headersSeen(answer)["x-serverless-authorization"] ?? "").split(".");
  expect(signature).toBe("SIGNATURE_REMOVED_BY_GOOGLE");
  expect(Buffer.from(payload, "base64url").toString()).toContain("service-123@gcp-sa-iap.iam.gserviceaccount.com");
});

test("a good Proxy-Authorization leaves Authorization to the service and does not reach it itself", async () => {
  const { origin, newToken } = await serveBoth();
  const headers = { "proxy-authorization": `Bearer ${await newToken()}`, authorization: "Basic own" };
  const answer = await send(origin, { headers });
  const seen = headersSeen(answer);
  expect([answer.status, seen.authorization, seen["proxy-authorization"]]).toEqual([200, "Basic own", undefined]);
});

test("a bad Proxy-Authorization falls back to Authorization", async () => {
  const { origin, newToken } = await serveBoth();
  const good = `Bearer ${await newToken()}`;
  const answer = await send(origin, { headers: { "proxy-authorization": "Bearer bad", authorization: good } });
  expect([answer.status, headersSeen(answer)["proxy-authorization"]]).toEqual([200, undefined]);
  const bad = await send(origin, { headers: { "proxy-authorization": "Bearer bad" } });
  expect(told(bad)).toEqual(refusedWith(401, UNPARSABLE));
});

test("OPTIONS needs a credential, unless it is let through, and then without anybody's name", async () => {
  const strict = await serveBoth();
  expect((await send(strict.origin, { method: "OPTIONS" })).status).toBe(302);
  const lenient = await serveBoth({ allowHttpOptions: true });
  const answer = await send(lenient.origin, {
    method: "OPTIONS",
    headers: { "x-goog-authenticated-user-email": "accounts.google.com:owner@example.org" },
  });
  expect(answer.status).toBe(200);
  expect(answer.text).not.toContain("x-goog");
});

test("the service cannot speak in IAP's name", async () => {
  const { origin, newToken } = await serveBoth();
  const { headers } = await send(origin, bearer(await newToken()));
  expect(headers["x-goog-iap-generated-response"]).toBeUndefined();
});
