import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseConnectString } from "@shared/contract/connect-string";
import type { Clock } from "@shared/domain/clock";
import { createRandom } from "@shared/domain/seeded-random";
import { serveForTest } from "@local-cloud/kit/testing/local-server";
import { type LocalCloud, startLocalCloud } from "@local-cloud/local-cloud";

const CLOCK: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

let folder: string;
let cloud: LocalCloud;

const start = () =>
  startLocalCloud({ folder, port: 0, approveAll: true, clock: CLOCK, randomBytes, random: createRandom(1) });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-cloud-"));
  cloud = await start();
});
afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

interface Grant {
  id_token: string;
  refresh_token: string;
}

async function askToken(form: Record<string, string>): Promise<Grant> {
  const { issuer, clientId, clientSecret } = parseConnectString(cloud.connect);
  const discovery = await fetch(`${issuer}/.well-known/openid-configuration`);
  const endpoints = (await discovery.json()) as Record<string, string>;
  const post = async (url: string | undefined, fields: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...fields });
    const response = await fetch(url ?? "", { method: "POST", body });
    expect(response.status).toBe(200);
    return (await response.json()) as Record<string, string>;
  };
  if (form.refresh_token !== undefined) return (await post(endpoints.token_endpoint, form)) as unknown as Grant;
  const device = await post(endpoints.device_authorization_endpoint, { scope: "openid email" });
  const grant = { device_code: device.device_code ?? "", ...form };
  return (await post(endpoints.token_endpoint, grant)) as unknown as Grant;
}

const signIn = () => askToken({ grant_type: "urn:ietf:params:oauth:grant-type:device_code" });
const askService = (token: string) =>
  fetch(cloud.url, { headers: { authorization: `Bearer ${token}`, "x-requested-with": "XMLHttpRequest" } });

test("a device signs in by the connect string alone, and reaches the service through the proxy", async () => {
  const { id_token: token } = await signIn();
  expect((await askService(token)).status).toBe(503);
  cloud.leadTo(
    await serveForTest((app) => {
      app.use((request, response) => void response.json(request.headers["x-goog-authenticated-user-email"]));
    }),
  );
  expect(await (await askService(token)).json()).toBe("accounts.google.com:owner@imgstream.local");
  expect((await fetch(cloud.url, { redirect: "manual" })).status).toBe(302);
});

/** What the service's own account, as the metadata server tells of it, does in a bucket. */
async function asService(method: string, path: string, body?: string): Promise<number> {
  const { metadataHost, storageUrl } = cloud.environment;
  const metadata = `http://${metadataHost}/computeMetadata/v1/instance/service-accounts/default/token`;
  const answer = await fetch(metadata, { headers: { "metadata-flavor": "Google" } });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const response = await fetch(storageUrl + path, {
    ...{ method, headers: { authorization: `Bearer ${token}` } },
    ...(body !== undefined && { body }),
  });
  return response.status;
}

const upload = (bucket: string) => `/upload/storage/v1/b/${bucket}/o?uploadType=media&name=record`;

test("the service may add to the log and read it, but neither overwrite nor delete", async () => {
  const { log, staging } = cloud.environment.buckets;
  expect([
    await asService("POST", upload(log), "first"),
    await asService("GET", `/storage/v1/b/${log}/o/record?alt=media`),
    await asService("POST", upload(log), "second"),
    await asService("DELETE", `/storage/v1/b/${log}/o/record`),
    await asService("DELETE", `/storage/v1/b/${log}`),
    await asService("POST", upload("imgstream-other"), "first"),
    await asService("POST", upload(staging), "first"),
    await asService("DELETE", `/storage/v1/b/${staging}/o/record`),
  ]).toEqual([200, 200, 403, 403, 403, 403, 200, 204]);
});

test("everything is found again at the next start", async () => {
  const { refresh_token: refreshToken } = await signIn();
  const { log } = cloud.environment.buckets;
  await asService("POST", upload(log), "first");
  await cloud.close();
  cloud = await start();
  expect(await asService("GET", `/storage/v1/b/${log}/o/record?alt=media`)).toBe(200);
  const { id_token: token } = await askToken({ grant_type: "refresh_token", refresh_token: refreshToken });
  expect((await askService(token)).status).toBe(503);
});

test("a fault that is switched on is met until it is switched off", async () => {
  const { log } = cloud.environment.buckets;
  const rule = { part: "storage", effect: { kind: "status", status: 503 } };
  const headers = { "content-type": "application/json" };
  await fetch(cloud.faultsUrl, { method: "POST", headers, body: JSON.stringify(rule) });
  const broken = await asService("POST", upload(log), "first");
  await fetch(cloud.faultsUrl, { method: "DELETE" });
  expect([broken, await asService("POST", upload(log), "first")]).toEqual([503, 200]);
});
