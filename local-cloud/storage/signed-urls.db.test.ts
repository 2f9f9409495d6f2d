import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bucket, File } from "@google-cloud/storage";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createClient, findSignerKey } from "@local-cloud/storage/testing/storage-client";
import { startStorage, type StorageHost } from "@local-cloud/storage/testing/storage-host";

const MINUTE_MS = 60_000;
const NAME = "photos/Übung (1)/it's a*b!.jpg";

let folder: string;
let host: StorageHost;
let bucket: Bucket;
let aheadMs: number;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => 0 };

beforeAll(async () => {
  aheadMs = 0;
  folder = mkdtempSync(join(tmpdir(), "storage-"));
  host = await startStorage(folder, { clock, findKey: findSignerKey });
  [bucket] = await createClient(host.url).createBucket("photos");
  await bucket.file(NAME).save("text", { resumable: false, metadata: { contentType: "image/jpeg" } });
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => (aheadMs = 0));

type SignOptions = Partial<Parameters<File["getSignedUrl"]>[0]>;
async function sign(action: "read" | "write" | "resumable", options: SignOptions = {}, name = NAME): Promise<string> {
  const expires = Date.now() + 10 * MINUTE_MS;
  return (await bucket.file(name).getSignedUrl({ version: "v4", action, expires, ...options }))[0];
}
async function ask(url: string, init: RequestInit = {}) {
  const answer = await fetch(url, init);
  const body = await answer.text();
  const code = /<Code>(.*)<\/Code>/.exec(body)?.[1];
  return { status: answer.status, body, code, headers: answer.headers };
}

test("a signed URL reads, also a range, and only with its own method", async () => {
  const url = await sign("read");
  const whole = await ask(url);
  expect(whole).toMatchObject({ status: 200, body: "text" });
  expect(whole.headers.get("content-type")).toBe("image/jpeg");
  expect(await ask(url, { headers: { range: "bytes=1-2" } })).toMatchObject({ status: 206, body: "ex" });
  expect(await ask(url, { headers: { range: "bytes=9-" } })).toMatchObject({ status: 416, code: "InvalidRange" });
  expect(await ask(url, { method: "HEAD" })).toMatchObject({ status: 403 });
  expect(await ask(url, { method: "PUT", body: "other" })).toMatchObject({
    status: 403,
    code: "SignatureDoesNotMatch",
  });
  expect(await ask(await sign("read", {}, "absent"))).toMatchObject({ status: 404, code: "NoSuchKey" });
});

test("slashes belong to the name", async () => {
  const url = await sign("write", {}, "a//b/");
  expect(await ask(url, { method: "PUT", body: "slashes" })).toMatchObject({ status: 200 });
  expect(await ask(await sign("read", {}, "a//b/"))).toMatchObject({ status: 200, body: "slashes" });
  expect(await ask(await sign("read", {}, "a//b"))).toMatchObject({ status: 404 });
  expect(String((await bucket.file("a//b/").download())[0])).toBe("slashes");
});

test("a query of one's own is part of what is signed", async () => {
  const url = await sign("read", { queryParams: { generation: "1" } });
  expect(await ask(url)).toMatchObject({ status: 404 });
  expect(await ask(url.replace("generation=1", "generation="))).toMatchObject({ status: 403 });
  expect(await ask(`${await sign("read")}&generation=1`)).toMatchObject({ status: 403 });
});

test.each([
  ["another object", (url: string) => url.replace("a%2Ab", "a%2Ac")],
  ["another bucket", (url: string) => url.replace("/photos/photos", "/other/photos")],
  ["a longer life", (url: string) => url.replace(/X-Goog-Expires=\d+/, "X-Goog-Expires=604800")],
  ["another date", (url: string) => url.replace(/(X-Goog-Date=\d{8})T\d{6}/, "$1T000001")],
  ["another signature", (url: string) => url.replace(/(.)$/, (last) => (last === "0" ? "1" : "0"))],
  ["another service account", (url: string) => url.replace("backend%40", "other%40")],
  ["no signature", (url: string) => url.replace(/&X-Goog-Signature=.*/, "")],
])("a URL changed to %s is refused", async (_, change) => {
  const url = await sign("read");
  expect(change(url)).not.toBe(url);
  expect((await ask(change(url))).status).toBeOneOf([400, 403]);
});

test.each([
  ["X-Goog-Algorithm=GOOG4-RSA-SHA256", "X-Goog-Algorithm=GOOG4-HMAC-SHA256"],
  [/X-Goog-Expires=\d+/, "X-Goog-Expires=604801"],
  [/X-Goog-Date=\w+/, "X-Goog-Date=today"],
  ["X-Goog-SignedHeaders=host", "X-Goog-SignedHeaders=host%3Bx-goog-meta-a"],
])("what cannot be a signature, as by %s, is malformed", async (from, to) => {
  const url = await sign("read");
  expect(await ask(url.replace(from, to))).toMatchObject({ status: 400, code: "MalformedSecurityHeader" });
});

test("a URL ends with its life, and begins no sooner", async () => {
  const url = await sign("read");
  aheadMs = 9 * MINUTE_MS;
  expect(await ask(url)).toMatchObject({ status: 200 });
  aheadMs = 11 * MINUTE_MS;
  expect(await ask(url)).toMatchObject({ status: 400, code: "ExpiredToken" });
  aheadMs = -20 * MINUTE_MS;
  expect(await ask(url)).toMatchObject({ status: 403, code: "AccessDenied" });
});

test("a signed PUT stores what it was signed for, with the headers that were signed", async () => {
  const extensionHeaders = { "x-goog-if-generation-match": "0", "x-goog-meta-one": "1" };
  const url = await sign("write", { contentType: "image/png", extensionHeaders }, "new");
  const headers = { "content-type": "image/png", ...extensionHeaders };
  expect(await ask(url, { method: "PUT", body: "new", headers: { ...headers, "content-type": "a/b" } })).toMatchObject({
    status: 403,
  });
  const unsigned = { ...headers, "x-goog-meta-two": "2" };
  expect(await ask(url, { method: "PUT", body: "new", headers: unsigned })).toMatchObject({ status: 403 });
  expect(await ask(url, { method: "PUT", body: "new", headers })).toMatchObject({ status: 200, body: "" });
  expect(await ask(url, { method: "PUT", body: "new", headers })).toMatchObject({
    status: 412,
    code: "PreconditionFailed",
  });
  expect((await bucket.file("new").getMetadata())[0]).toMatchObject({
    contentType: "image/png",
    metadata: { one: "1" },
  });
});

test("a signed POST opens a session that needs no signature", async () => {
  const url = await sign("resumable", { contentType: "image/png" }, "a/session");
  const start = { "content-type": "image/png", "x-goog-resumable": "start" };
  expect(await ask(url, { method: "POST", headers: { "content-type": "image/png" } })).toMatchObject({ status: 400 });
  const opened = await ask(url, { method: "POST", headers: start });
  expect(opened.status).toBe(201);
  const session = opened.headers.get("location") ?? "";
  expect(await ask(session, { method: "PUT", headers: { "content-range": "bytes */*" } })).toMatchObject({
    status: 308,
  });
  const sent = await ask(session, { method: "PUT", body: "bytes", headers: { "content-range": "bytes 0-4/5" } });
  expect(sent).toMatchObject({ status: 200, body: "" });
  expect(String((await bucket.file("a/session").download())[0])).toBe("bytes");
  const cancelled = (await ask(url, { method: "POST", headers: start })).headers.get("location") ?? "";
  expect(await ask(cancelled, { method: "DELETE" })).toMatchObject({ status: 499 });
});

test("without a signature nothing is read, stored or deleted", async () => {
  for (const method of ["GET", "PUT", "POST", "DELETE"]) {
    const answer = await ask(`${host.url}/photos/${encodeURIComponent(NAME)}`, { method });
    expect(answer).toMatchObject({ status: 403, code: "AccessDenied" });
    expect(answer.headers.get("content-type")).toBe("application/xml; charset=utf-8");
  }
});
