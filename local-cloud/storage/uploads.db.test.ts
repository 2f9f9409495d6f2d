import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Bucket } from "@google-cloud/storage";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleBytes } from "@local-cloud/storage/testing/sample";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { startStorage, type StorageHost } from "@local-cloud/storage/testing/storage-host";

const UNIT = 256 * 1024;
const BYTES = sampleBytes(3 * UNIT + 1000);
const TOTAL = BYTES.byteLength;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

let folder: string;
let host: StorageHost;
let bucket: Bucket;
let nowMs = 1_800_000_000_000;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "storage-"));
  host = await startStorage(folder, { clock });
  [bucket] = await createClient(host.url).createBucket("photos");
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const headersOf = { authorization: "Bearer token", "content-type": "application/json" };

async function open({ query = "", headers = {}, resource = {} } = {}): Promise<string> {
  const path = `/upload/storage/v1/b/photos/o?uploadType=resumable&name=a${query}`;
  const body = JSON.stringify(resource);
  const answer = await fetch(host.url + path, { method: "POST", body, headers: { ...headersOf, ...headers } });
  expect(answer.status).toBe(200);
  return answer.headers.get("location") ?? "";
}

async function put(uri: string, range: string | undefined, body: Buffer = Buffer.alloc(0), more = {}) {
  const headers = { ...(range !== undefined && { "content-range": range }), ...more };
  const answer = await fetch(uri, { method: "PUT", body, headers });
  return { status: answer.status, range: answer.headers.get("range"), text: await answer.text() };
}
const chunk = (uri: string, from: number, to: number, total: number | "*" = TOTAL) =>
  put(uri, `bytes ${from}-${to - 1}/${total}`, BYTES.subarray(from, to));
const status = (uri: string, total: number | "*" = "*") => put(uri, `bytes */${total}`);
const stored = async () => (await bucket.file("a").download())[0].equals(BYTES);
const incomplete = (bytes: number) => ({ status: 308, range: bytes === 0 ? null : `bytes=0-${bytes - 1}`, text: "" });
/** The same address at another port, after a new start. */
const moved = (uri: string) => uri.replace(/^http:\/\/[^/]+/, host.url);
async function restart() {
  await host.close();
  host = await startStorage(folder, { clock });
  bucket = createClient(host.url).bucket("photos");
}

test.each(["*", TOTAL] as const)(
  "a status query with the total %s tells what is persisted and ends nothing",
  async (total) => {
    const uri = await open();
    expect(await status(uri, total)).toEqual(incomplete(0));
    expect(await chunk(uri, 0, UNIT)).toEqual(incomplete(UNIT));
    expect(await status(uri, total)).toEqual(incomplete(UNIT));
    expect(await bucket.file("a").exists()).toEqual([false]);
    expect(await chunk(uri, UNIT, TOTAL)).toMatchObject({ status: 200 });
    const ended = await status(uri, total);
    expect([ended.status, JSON.parse(ended.text)]).toMatchObject([200, { name: "a", size: String(TOTAL) }]);
    expect(await stored()).toBe(true);
  },
);

test("a session opened for a length takes no other", async () => {
  const uri = await open({
    headers: { "x-upload-content-length": String(TOTAL), "x-upload-content-type": "image/png" },
  });
  expect(await chunk(uri, 0, UNIT, TOTAL + 1)).toMatchObject({ status: 400 });
  expect(await put(uri, undefined, BYTES)).toMatchObject({ status: 200 });
  expect(await stored()).toBe(true);
  expect((await bucket.file("a").getMetadata())[0].contentType).toBe("image/png");
});

test("bytes that are persisted already are ignored when they come again", async () => {
  const uri = await open();
  await chunk(uri, 0, 2 * UNIT);
  expect(await chunk(uri, UNIT, 3 * UNIT)).toEqual(incomplete(3 * UNIT));
  expect(await chunk(uri, 0, UNIT)).toEqual(incomplete(3 * UNIT));
  const wrong = Buffer.concat([Buffer.alloc(3 * UNIT), BYTES.subarray(3 * UNIT)]);
  expect(await put(uri, `bytes 0-${TOTAL - 1}/${TOTAL}`, wrong)).toMatchObject({ status: 200 });
  expect(await stored()).toBe(true);
});

test("a gap, an odd chunk, a wrong length and nonsense are refused and do no harm", async () => {
  const uri = await open();
  await chunk(uri, 0, UNIT);
  expect(await chunk(uri, 2 * UNIT, 3 * UNIT)).toMatchObject({ status: 503 });
  expect(await chunk(uri, UNIT, UNIT + 1000)).toMatchObject({ status: 400 });
  expect(await chunk(uri, UNIT, UNIT + 1000, "*")).toMatchObject({ status: 400 });
  expect(await put(uri, `bytes ${UNIT}-${2 * UNIT - 1}/${TOTAL}`, Buffer.alloc(10))).toMatchObject({ status: 400 });
  expect(await put(uri, `bytes ${UNIT}-${TOTAL}/${TOTAL}`, Buffer.alloc(TOTAL + 1 - UNIT))).toMatchObject({
    status: 400,
  });
  expect(await put(uri, "bytes nonsense", Buffer.alloc(10))).toMatchObject({ status: 400 });
  expect(await put(uri, `bytes ${UNIT}-*/${TOTAL}`, Buffer.alloc(TOTAL))).toMatchObject({ status: 400 });
  expect(await status(uri)).toEqual(incomplete(UNIT));
  expect(await chunk(uri, UNIT, TOTAL)).toMatchObject({ status: 200 });
  expect(await stored()).toBe(true);
});

test("a cancelled session is gone for everybody", async () => {
  const uri = await open();
  await chunk(uri, 0, UNIT);
  expect((await fetch(uri, { method: "DELETE" })).status).toBe(499);
  expect((await status(uri)).status).toBe(499);
  expect((await chunk(uri, UNIT, TOTAL)).status).toBe(499);
  expect((await fetch(uri, { method: "DELETE" })).status).toBe(499);
  expect(readdirSync(join(folder, ".incoming"))).toEqual([]);
});

test("an unknown session is not found, and so is one after a week", async () => {
  const uri = await open();
  await chunk(uri, 0, UNIT);
  expect((await status(`${uri}x`)).status).toBe(404);
  nowMs += WEEK_MS;
  expect(await status(uri)).toEqual(incomplete(UNIT));
  nowMs += 1;
  expect((await status(uri)).status).toBe(404);
  await open();
  expect(readdirSync(join(folder, ".incoming"))).toEqual([]);
});

test("a total that is told at the end, with bytes or without, ends the upload", async () => {
  const uri = await open();
  await chunk(uri, 0, 3 * UNIT, "*");
  expect(await chunk(uri, 3 * UNIT, TOTAL)).toMatchObject({ status: 200 });
  expect(await stored()).toBe(true);
  const other = await open();
  await chunk(other, 0, 2 * UNIT, "*");
  expect(await status(other, 2 * UNIT)).toMatchObject({ status: 200 });
  expect((await bucket.file("a").download())[0].byteLength).toBe(2 * UNIT);
  expect(await status(await open(), 0)).toMatchObject({ status: 200 });
  expect((await bucket.file("a").download())[0].byteLength).toBe(0);
});

test("conditions are echoed in the address and checked at the end, also when the race was lost meanwhile", async () => {
  const uri = await open({ query: "&ifGenerationMatch=0" });
  expect(uri).toContain("ifGenerationMatch=0");
  await chunk(uri, 0, UNIT);
  await bucket.file("a").save("other", { resumable: false });
  expect(await chunk(uri, UNIT, TOTAL)).toMatchObject({ status: 412 });
  expect((await status(uri)).status).toBe(410);
  expect(String((await bucket.file("a").download())[0])).toBe("other");
  // Opening checks nothing.
  const late = await open({ query: "&ifGenerationMatch=0" });
  expect(await put(late, undefined, BYTES)).toMatchObject({ status: 412 });
  expect(readdirSync(join(folder, ".incoming"))).toEqual([]);
});

test.each([
  ["crc32c of the resource", { crc32c: "AAAAAA==" }, {}],
  ["md5Hash of the resource", { md5Hash: "XrY7u+Ae7tCTyyK7j1rNww==" }, {}],
  ["x-goog-hash of the last chunk", {}, { "x-goog-hash": "crc32c=AAAAAA==" }],
])("a wrong %s ends the upload and nothing is stored", async (_, resource, headers) => {
  const uri = await open({ resource });
  await chunk(uri, 0, UNIT);
  expect(await put(uri, `bytes ${UNIT}-${TOTAL - 1}/${TOTAL}`, BYTES.subarray(UNIT), headers)).toMatchObject({
    status: 400,
  });
  expect(await bucket.file("a").exists()).toEqual([false]);
});

test("clients that take 308 for a redirection are told by a header", async () => {
  const uri = await open();
  const headers = { "content-range": `bytes 0-${UNIT - 1}/*`, "x-guploader-no-308": "yes" };
  const answer = await fetch(uri, { method: "POST", body: BYTES.subarray(0, UNIT), headers });
  expect([answer.status, answer.headers.get("x-http-status-code-override"), answer.headers.get("range")]).toEqual([
    ...[200, "308", `bytes=0-${UNIT - 1}`],
  ]);
});

/** Sends the beginning of a body and lets the connection break. */
async function breakOff(uri: string, contentRange: string, length: number, sent: Buffer): Promise<void> {
  const headers = { "content-range": contentRange, "content-length": length };
  const sending = request(uri, { method: "PUT", headers });
  sending.on("error", () => undefined);
  await new Promise<void>((resolve) => sending.write(sent, () => resolve()));
  // What is under way arrives before the end of the connection is seen.
  sending.socket?.end();
  await once(sending, "close");
}

test("what came in whole units over a connection that broke is kept", async () => {
  const uri = await open();
  await breakOff(uri, `bytes 0-${TOTAL - 1}/${TOTAL}`, TOTAL, BYTES.subarray(0, 2 * UNIT + 77));
  await expect.poll(() => status(uri)).toEqual(incomplete(2 * UNIT));
  expect(await bucket.file("a").exists()).toEqual([false]);
  expect(await chunk(uri, 2 * UNIT, TOTAL)).toMatchObject({ status: 200 });
  expect(await stored()).toBe(true);
});

test("who comes again takes the session over from a connection that hangs", async () => {
  const uri = await open();
  const headers = { "content-range": `bytes 0-${TOTAL - 1}/${TOTAL}`, "content-length": TOTAL };
  const hanging = request(uri, { method: "PUT", headers });
  const broken = once(hanging, "error");
  await new Promise<void>((resolve) => hanging.write(BYTES.subarray(0, 1000), () => resolve()));
  await expect.poll(() => readdirSync(join(folder, ".incoming")).length).toBe(1);
  expect(await chunk(uri, 0, TOTAL)).toMatchObject({ status: 200 });
  await broken;
  expect(await stored()).toBe(true);
});

test("sessions outlive the process, and so does what ended them", async () => {
  const uri = await open({ query: "&ifGenerationMatch=0", resource: { metadata: { one: "1" } } });
  const cancelled = await open();
  await fetch(cancelled, { method: "DELETE" });
  await chunk(uri, 0, 2 * UNIT);
  await restart();
  expect(await status(moved(uri))).toEqual(incomplete(2 * UNIT));
  expect((await status(moved(cancelled))).status).toBe(499);
  expect(await chunk(moved(uri), 2 * UNIT, TOTAL)).toMatchObject({ status: 200 });
  expect(await stored()).toBe(true);
  expect((await bucket.file("a").getMetadata())[0].metadata).toEqual({ one: "1" });
  await restart();
  expect(await status(moved(uri))).toMatchObject({ status: 200 });
});

test("the client goes on where a session is, with the total known and unknown", async () => {
  for (const total of [TOTAL, undefined]) {
    const metadata = { contentType: "image/jpeg", ...(total !== undefined && { contentLength: total }) };
    const [uri] = await bucket.file("a").createResumableUpload({ metadata });
    await chunk(uri, 0, UNIT, total ?? "*");
    const options = { uri, offset: UNIT, validation: false, resumable: true, chunkSize: UNIT };
    await pipeline(Readable.from([BYTES.subarray(UNIT)]), bucket.file("a").createWriteStream(options));
    expect(await stored()).toBe(true);
    await bucket.file("a").delete();
  }
});

test("the client goes on by itself when all was sent but the answer was lost", async () => {
  const [uri] = await bucket.file("a").createResumableUpload();
  const stream = () => bucket.file("a").createWriteStream({ uri, resumable: true, validation: false });
  await pipeline(Readable.from([BYTES]), stream());
  const [{ generation }] = await bucket.file("a").getMetadata();
  expect(JSON.parse((await status(uri)).text)).toMatchObject({
    ...{ generation, md5Hash: createHash("md5").update(BYTES).digest("base64") },
  });
});
