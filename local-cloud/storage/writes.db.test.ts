import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bucket } from "@google-cloud/storage";
import { beforeEach, expect, test } from "vitest";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { generationOf, type TestBucket, textOf, useStorage } from "@local-cloud/storage/testing/storage-fixture";
import { startStorage } from "@local-cloud/storage/testing/storage-host";

let folder: string;
const nextBucket = useStorage();
let url: string;
let bucket: Bucket;
let save: TestBucket["save"];
let ask: TestBucket["ask"];
beforeEach(async () => {
  ({ folder, url, bucket, save, ask } = await nextBucket());
});

test("a bucket is made once, found, listed, and deleted when it is empty", async () => {
  const storage = createClient(url);
  await expect(storage.createBucket(bucket.name)).rejects.toMatchObject({ code: 409 });
  expect(await bucket.exists()).toEqual([true]);
  expect(await storage.bucket("absent").exists()).toEqual([false]);
  expect((await storage.getBuckets())[0].map(({ name }) => name)).toContain(bucket.name);
  await save("a");
  await expect(bucket.delete()).rejects.toMatchObject({ code: 409 });
  await bucket.file("a").delete();
  await bucket.delete();
  await expect(bucket.getFiles()).rejects.toMatchObject({ code: 404 });
  await expect(save("a")).rejects.toMatchObject({ code: 404 });
});

test.each([
  ["multipart", { resumable: false }],
  ["resumable", { resumable: true }],
  ["resumable, in chunks", { resumable: true, chunkSize: 256 * 1024 }],
])("what the client sends by %s comes back whole, with its hashes and metadata", async (_, options) => {
  const bytes = randomBytes(700_001);
  const file = bucket.file("photos/Übung (1)/日本 #%?.jpg");
  await file.save(bytes, {
    ...options,
    metadata: { contentType: "image/jpeg", cacheControl: "no-store", metadata: { "Taken-By": "ゆき" } },
  });
  const [metadata] = await bucket.file(file.name).getMetadata();
  expect(metadata).toMatchObject({
    ...{ kind: "storage#object", name: file.name, bucket: bucket.name, size: "700001", metageneration: "1" },
    ...{ contentType: "image/jpeg", cacheControl: "no-store", metadata: { "Taken-By": "ゆき" } },
    md5Hash: createHash("md5").update(bytes).digest("base64"),
  });
  // The client compares CRC32C on its way.
  expect((await bucket.file(file.name).download())[0].equals(bytes)).toBe(true);
});

test("an empty object is one", async () => {
  for (const options of [{ resumable: false }, { resumable: true }, { resumable: true, chunkSize: 256 * 1024 }]) {
    expect(await textOf(await save("empty", "", options))).toBe("");
  }
});

test("bytes lie in files that a person recognises, and an object and a folder may have one name", async () => {
  await save("a");
  await save("a/b.jpg");
  await save("../../etc/con.txt");
  const paths = readdirSync(join(folder, bucket.name), { recursive: true }).map(String);
  const shown = paths.map((path) => path.replaceAll("\\", "/").replace(/~\d+/, "~N")).sort();
  expect(shown).toEqual(["__", "__/__", "__/__/etc", "__/__/etc/_con~N.txt", "a", "a/b~N.jpg", "a~N"]);
  expect(await textOf(bucket.file("../../etc/con.txt"))).toBe("../../etc/con.txt");
});

test("replaced bytes are not kept", async () => {
  await save("a", "one");
  await save("a", "two");
  expect(readdirSync(join(folder, bucket.name)).length).toBe(1);
  expect(await textOf(bucket.file("a"))).toBe("two");
  await bucket.file("a").delete();
  expect(readdirSync(join(folder, bucket.name))).toEqual([]);
  expect(readdirSync(join(folder, ".incoming"))).toEqual([]);
});

test.each([
  ["multipart", false],
  ["resumable", true],
])("of four parallel creations by %s one is done and three fail their condition", async (_, resumable) => {
  const outcomes = await Promise.allSettled(
    ["0", "1", "2", "3"].map((text) => save("one", text, { resumable, preconditionOpts: { ifGenerationMatch: 0 } })),
  );
  const won = outcomes.findIndex(({ status }) => status === "fulfilled");
  const lost = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [(outcome.reason as { code: number }).code] : [],
  );
  expect(lost).toEqual([412, 412, 412]);
  expect(await textOf(bucket.file("one"))).toBe(String(won));
});

test("of four parallel creations by media one is done, and the error is Google's", async () => {
  const path = `/upload/storage/v1/b/${bucket.name}/o?uploadType=media&name=one&ifGenerationMatch=0`;
  const answers = await Promise.all(["0", "1", "2", "3"].map((body) => ask(path, { method: "POST", body })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  const message = "At least one of the pre-conditions you specified did not hold.";
  const where = { domain: "global", reason: "conditionNotMet", locationType: "header", location: "If-Match" };
  expect(await answers.find(({ status }) => status === 412)?.json()).toEqual({
    error: { code: 412, message, errors: [{ message, ...where }] },
  });
});

test.each([
  ["crc32c of the resource", { metadata: { crc32c: "AAAAAA==" }, validation: false }],
  ["md5Hash of the resource", { metadata: { md5Hash: "XrY7u+Ae7tCTyyK7j1rNww==" }, validation: false }],
])("a wrong %s is refused and nothing is stored", async (_, options) => {
  for (const resumable of [false, true]) {
    await expect(save("a", "text", { ...options, resumable })).rejects.toMatchObject({ code: 400 });
  }
  expect(await bucket.file("a").exists()).toEqual([false]);
  expect(readdirSync(join(folder, ".incoming"))).toEqual([]);
});

test.each([
  ["x-goog-hash", "crc32c=AAAAAA==", 400],
  ["x-goog-hash", "md5=XrY7u+Ae7tCTyyK7j1rNww==", 400],
  ["content-md5", "XrY7u+Ae7tCTyyK7j1rNww==", 400],
  ["content-md5", createHash("md5").update("text").digest("base64"), 200],
  ["x-goog-hash", "crc32c=L1MZ4Q==,md5=HLJR7A1WjeapKbUgxK7Y0Q==", 200],
  ["x-goog-hash", "crc32c=AAAAAA==,md5=HLJR7A1WjeapKbUgxK7Y0Q==", 400],
])("%s: %s is answered by %i", async (name, value, status) => {
  const path = `/upload/storage/v1/b/${bucket.name}/o?uploadType=media&name=a`;
  const answer = await ask(path, { method: "POST", body: "text", headers: { [name]: value } });
  expect(answer.status).toBe(status);
  expect(await bucket.file("a").exists()).toEqual([status === 200]);
});

test("an upload that is refused for want of a name leaves the connection fit for the next", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const type = "multipart/related; boundary=line";
  const body = Buffer.concat([Buffer.from("--line\r\n\r\n{}\r\n--line\r\n\r\n"), Buffer.alloc(4_000_000)]);
  const statuses: (number | undefined)[] = [];
  for (const _ of [1, 2, 3]) {
    const path = `/upload/storage/v1/b/${bucket.name}/o?uploadType=multipart`;
    const headers = { authorization: "Bearer token", "content-type": type, "content-length": body.byteLength };
    const sending = request(url + path, { agent, method: "POST", headers }).end(body);
    const [answer] = (await once(sending, "response")) as [IncomingMessage];
    statuses.push(answer.resume().statusCode);
  }
  agent.destroy();
  expect(statuses).toEqual([400, 400, 400]);
});

test("what is written after a deletion with the clock set back has a higher generation", async () => {
  let nowMs = 1_800_000_000_000;
  const other = mkdtempSync(join(tmpdir(), "storage-"));
  const clock = { nowMs: () => nowMs, monotonicMs: () => 0 };
  const generations: number[] = [];
  for (const setBackMs of [0, 60_000]) {
    nowMs -= setBackMs;
    const storage = await startStorage(other, { clock });
    const client = createClient(storage.url);
    const [photos] = setBackMs === 0 ? await client.createBucket("photos") : [client.bucket("photos")];
    await photos.file("a").save("text", { resumable: false });
    generations.push(await generationOf(photos.file("a")));
    await photos.file("a").delete();
    await storage.close();
  }
  rmSync(other, { recursive: true });
  expect(generations).toEqual([1_800_000_000_000_000, 1_800_000_000_000_001]);
});

test("a patch sets and removes single keys, and adds nothing of its own", async () => {
  const file = await save("a", "text", { metadata: { contentType: "text/plain", metadata: { one: "1", Two: "2" } } });
  await file.setMetadata({ metadata: { one: null, three: "3" }, cacheControl: "no-store" });
  const [patched] = await file.getMetadata();
  expect(patched.metadata).toEqual({ Two: "2", three: "3" });
  expect(patched).toMatchObject({ metageneration: "2", cacheControl: "no-store", contentType: "text/plain" });
  const body = JSON.stringify({ cacheControl: null, metadata: null });
  const answer = await ask(`/storage/v1/b/${bucket.name}/o/a`, { method: "PATCH", body });
  const resource = (await answer.json()) as object;
  expect(resource).toMatchObject({ metageneration: "3", contentType: "text/plain" });
  expect(Object.keys(resource)).not.toEqual(expect.arrayContaining(["cacheControl"]));
  expect(Object.keys(resource)).not.toEqual(expect.arrayContaining(["metadata"]));
  expect(await textOf(file)).toBe("text");
});

test("a copy has the bytes and the metadata of its source, or other metadata", async () => {
  const file = await save("a", "text", { metadata: { contentType: "text/plain", metadata: { one: "1" } } });
  await file.copy(bucket.file("b/c"));
  await file.copy(bucket.file("d"), { contentType: "text/html" });
  const [copied] = await bucket.file("b/c").getMetadata();
  expect(copied).toMatchObject({ contentType: "text/plain", metadata: { one: "1" }, crc32c: "L1MZ4Q==" });
  expect(await textOf(bucket.file("b/c"))).toBe("text");
  expect((await bucket.file("d").getMetadata())[0].contentType).toBe("text/html");
  // In place, as rclone sets times.
  const body = JSON.stringify({ metadata: { mtime: "2026" } });
  const answer = await ask(`/storage/v1/b/${bucket.name}/o/a/copyTo/b/${bucket.name}/o/a`, { method: "POST", body });
  expect(await answer.json()).toMatchObject({ kind: "storage#object", metadata: { mtime: "2026" } });
  expect(await textOf(file)).toBe("text");
});

test.each(["media", "multipart"])("nothing is stored of a %s upload whose connection breaks", async (type) => {
  const body = Buffer.from('--line\r\n\r\n{"name":"a"}\r\n--line\r\n\r\nbytes');
  const path = `/upload/storage/v1/b/${bucket.name}/o?uploadType=${type}&name=a`;
  const headers = {
    ...{ authorization: "Bearer token", "content-type": "multipart/related; boundary=line" },
    "content-length": body.byteLength + 100,
  };
  const sending = request(url + path, { method: "POST", headers });
  const broken = once(sending, "error");
  await new Promise<void>((resolve) => sending.write(body, () => resolve()));
  const listIncoming = () => readdirSync(join(folder, ".incoming"));
  await expect.poll(listIncoming).toHaveLength(1);
  sending.destroy(new Error("broken"));
  await broken;
  await expect.poll(listIncoming).toEqual([]);
  expect(await bucket.file("a").exists()).toEqual([false]);
});
