import { createHash, randomBytes, verify } from "node:crypto";
import { GoogleAuth, OAuth2Client } from "google-auth-library";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder, serveForTest } from "@local-cloud/kit/testing/local-server";
import { ISSUER, serveOauth } from "@local-cloud/oauth/testing/oauth-for-test";
import { createRuntimeIdentity, type RuntimeIdentity } from "@local-cloud/runtime-identity/runtime-identity";

// How long an RSA key takes is chance, and longer on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const ACCOUNT = { email: "imgstream@local.iam.gserviceaccount.com", uniqueId: "110000000000000000001" };
const OTHER = { email: "other@local.iam.gserviceaccount.com", uniqueId: "110000000000000000002" };
const PLACE = { projectId: "imgstream-local", projectNumber: "123456789012", region: "asia-northeast1" };

async function serveIdentity(folder = temporaryFolder()) {
  const google = await serveOauth();
  let identity: RuntimeIdentity | undefined;
  const origin = await serveForTest((app) => {
    const { clock, oauth } = google;
    const accounts: [typeof ACCOUNT, typeof OTHER] = [ACCOUNT, OTHER];
    const options = { folder, clock, randomBytes, place: PLACE, accounts, signIdToken: oauth.signIdToken };
    identity = createRuntimeIdentity(options);
    app.use(identity.router);
  });
  if (identity === undefined) throw new Error("nothing was served");
  const read = async (path: string, headers: Record<string, string> = { "metadata-flavor": "Google" }) => {
    const response = await fetch(`${origin}/computeMetadata/v1/${path}`, { headers });
    return { status: response.status, flavor: response.headers.get("metadata-flavor"), text: await response.text() };
  };
  const fetchToken = async () => {
    const { text } = await read("instance/service-accounts/default/token");
    return JSON.parse(text) as { access_token: string; expires_in: number; token_type: string };
  };
  const signBlob = async (email: string, token: string, body: unknown) => {
    const response = await fetch(`${origin}/v1/projects/-/serviceAccounts/${email}:signBlob`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  return { origin, folder, google, identity, read, fetchToken, signBlob };
}

/** Google's library as a process on Cloud Run has it: it finds all through the environment. */
function asOnCloudRun(origin: string): GoogleAuth {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv("GCE_METADATA_HOST", new URL(origin).host);
  vi.stubEnv("METADATA_SERVER_DETECTION", "assume-present");
  for (const name of ["GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"]) {
    vi.stubEnv(name, undefined);
  }
  return new GoogleAuth({ scopes: "https://www.googleapis.com/auth/cloud-platform" });
}

test("Google's library finds the project, the account and a token", async () => {
  const { origin, identity } = await serveIdentity();
  const auth = asOnCloudRun(origin);
  expect(await auth.getProjectId()).toBe(PLACE.projectId);
  expect((await auth.getCredentials()).client_email).toBe(ACCOUNT.email);
  const token = await auth.getAccessToken();
  expect(identity.accountOfToken(token ?? "")).toBe(ACCOUNT.email);
});

test("Google's library finds the metadata server by itself", async () => {
  const { origin } = await serveIdentity();
  const auth = asOnCloudRun(origin);
  vi.stubEnv("METADATA_SERVER_DETECTION", "ping-only");
  expect((await auth.getClient()).constructor.name).toBe("Compute");
});

test("Google's library signs as the account, and the account's key verifies it", async () => {
  const { origin, identity } = await serveIdentity();
  const text = "GOOG4-RSA-SHA256\n20261123T000000Z";
  const signed = await asOnCloudRun(origin).sign(text, `${origin}/v1/projects/-/serviceAccounts/`);
  const key = identity.findKey(ACCOUNT.email);
  expect(key !== undefined && verify("sha256", Buffer.from(text), key, Buffer.from(signed, "base64"))).toBe(true);
});

test("Google's library gets an ID token for an audience, signed as Google's are", async () => {
  const { origin, google } = await serveIdentity();
  const client = await asOnCloudRun(origin).getIdTokenClient("https://service.example");
  const headers = await client.getRequestHeaders();
  const token = headers.get("authorization")?.slice("Bearer ".length) ?? "";
  const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string };
  const pem = String(google.oauth.findKey(kid)?.export({ format: "pem", type: "spki" }));
  const taken = new OAuth2Client();
  const ticket = await taken.verifySignedJwtWithCertsAsync(token, { [kid]: pem }, "https://service.example", [ISSUER]);
  expect(ticket.getPayload()).toMatchObject({ sub: ACCOUNT.uniqueId, email: ACCOUNT.email, email_verified: true });
});

test.each([
  ["", "instance/\nproject/\nuniverse/\n"],
  ["instance/", "id\nregion\nzone\nservice-accounts/\n"],
  ["instance/service-accounts/", `default/\n${ACCOUNT.email}/\n`],
  ["instance/service-accounts/default/email", ACCOUNT.email],
  [`instance/service-accounts/${ACCOUNT.email}/email`, ACCOUNT.email],
  ["instance/region", "projects/123456789012/regions/asia-northeast1"],
  ["project/project-id", PLACE.projectId],
  ["project/numeric-project-id", PLACE.projectNumber],
  ["universe/universe-domain", "googleapis.com"],
])("the metadata path %j says %j", async (path, text) => {
  const { read } = await serveIdentity();
  expect(await read(path)).toEqual({ status: 200, flavor: "Google", text });
});

test("the account tells of itself in one answer", async () => {
  const { read } = await serveIdentity();
  const { text } = await read("instance/service-accounts/default/?recursive=true");
  expect(JSON.parse(text)).toEqual({
    ...{ aliases: ["default"], email: ACCOUNT.email },
    scopes: ["https://www.googleapis.com/auth/cloud-platform"],
  });
});

test("an unknown path is not found, and an identity needs an audience", async () => {
  const { read } = await serveIdentity();
  expect((await read("instance/attributes/cluster-name")).status).toBe(404);
  expect((await read("instance/service-accounts/default/identity?audience=")).status).toBe(400);
});

test.each([{}, { "metadata-flavor": "google" }, { "metadata-flavor": "Google", "x-forwarded-for": "10.0.0.1" }])(
  "whoever asks with %j learns nothing",
  async (headers) => {
    const { read } = await serveIdentity();
    const answer = await read("instance/service-accounts/default/token", headers);
    expect([answer.status, answer.text.includes("ya29")]).toEqual([403, false]);
  },
);

test("a token is given again until five minutes are left, and is good for an hour", async () => {
  const { google, identity, fetchToken } = await serveIdentity();
  const first = await fetchToken();
  expect(first).toEqual({ access_token: expect.any(String) as unknown, expires_in: 3600, token_type: "Bearer" });
  google.clock.passMs(3_299_000);
  expect(await fetchToken()).toEqual({ ...first, expires_in: 301 });
  google.clock.passMs(1000);
  const second = await fetchToken();
  expect([second.expires_in, second.access_token === first.access_token]).toEqual([3600, false]);
  google.clock.passMs(299_999);
  expect(identity.accountOfToken(first.access_token)).toBe(ACCOUNT.email);
  google.clock.passMs(1);
  expect(identity.accountOfToken(first.access_token)).toBeUndefined();
  expect(identity.accountOfToken("guessed")).toBeUndefined();
});

test("tokens and keys of a killed process are good in the next", async () => {
  const before = await serveIdentity();
  const { access_token: token } = await before.fetchToken();
  const key = before.identity.findKey(ACCOUNT.email);
  const after = await serveIdentity(before.folder);
  expect(after.identity.accountOfToken(token)).toBe(ACCOUNT.email);
  expect(key && after.identity.findKey(ACCOUNT.email)?.equals(key)).toBe(true);
});

const PAYLOAD = { payload: Buffer.from("text").toString("base64") };

test("an account signs only as itself, with a token that is good", async () => {
  const { google, fetchToken, signBlob } = await serveIdentity();
  const { access_token: token } = await fetchToken();
  expect((await signBlob(OTHER.email, token, PAYLOAD)).status).toBe(403);
  expect((await signBlob("nobody@local.iam.gserviceaccount.com", token, PAYLOAD)).status).toBe(403);
  expect((await signBlob(ACCOUNT.email, "guessed", PAYLOAD)).status).toBe(401);
  expect((await signBlob(ACCOUNT.email, token, { payload: "%" })).status).toBe(400);
  expect((await signBlob(ACCOUNT.email, token, PAYLOAD)).status).toBe(200);
  google.clock.passMs(3_600_000);
  expect((await signBlob(ACCOUNT.email, token, PAYLOAD)).body).toEqual({
    error: {
      code: 401,
      message: "Request had invalid authentication credentials.",
      status: "UNAUTHENTICATED",
    },
  });
});

test("a body that is no JSON is an invalid argument", async () => {
  const { origin } = await serveIdentity();
  const address = `${origin}/v1/projects/-/serviceAccounts/${ACCOUNT.email}:signBlob`;
  const response = await fetch(address, { method: "POST", body: "{" });
  expect(await response.json()).toMatchObject({ error: { code: 400, status: "INVALID_ARGUMENT" } });
});

test("each account has a key of its own, and there is none for others", async () => {
  const { identity } = await serveIdentity();
  const fingerprints = [ACCOUNT, OTHER].map(({ email }) =>
    createHash("sha256")
      .update(identity.findKey(email)?.export({ format: "der", type: "spki" }) ?? "")
      .digest("hex"),
  );
  expect(new Set(fingerprints).size).toBe(2);
  expect(identity.findKey("nobody@local.iam.gserviceaccount.com")).toBeUndefined();
});
