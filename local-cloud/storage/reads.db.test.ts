import { gzipSync } from "node:zlib";
import type { Bucket } from "@google-cloud/storage";
import { beforeEach, expect, test } from "vitest";
import { sampleBytes } from "@local-cloud/storage/testing/sample";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { generationOf, type TestBucket, textOf, useStorage } from "@local-cloud/storage/testing/storage-fixture";

const nextBucket = useStorage();
let url: string;
let bucket: Bucket;
let save: TestBucket["save"];
let ask: TestBucket["ask"];
beforeEach(async () => {
  ({ url, bucket, save, ask } = await nextBucket());
});

test("conditions of reads, patches, deletions and copies are held", async () => {
  const file = await save("a");
  const generation = await generationOf(file);
  const at = `/storage/v1/b/${bucket.name}/o/a`;
  const statusOf = async (path: string, init?: RequestInit) => (await ask(path, init)).status;
  const patch = { method: "PATCH", body: "{}" };
  const statuses = {
    read: await statusOf(`${at}?ifGenerationMatch=1`),
    readMedia: await statusOf(`${at}?alt=media&ifGenerationMatch=1`),
    readUnchanged: await statusOf(`${at}?alt=media&ifGenerationNotMatch=${generation}`),
    readMetageneration: await statusOf(`${at}?ifMetagenerationMatch=2`),
    patch: await statusOf(`${at}?ifGenerationMatch=1`, patch),
    patchMetageneration: await statusOf(`${at}?ifMetagenerationMatch=7`, patch),
    delete: await statusOf(`${at}?ifGenerationMatch=1`, { method: "DELETE" }),
    copySource: await statusOf(`${at}/rewriteTo/b/${bucket.name}/o/b?ifSourceGenerationMatch=1`, { method: "POST" }),
    copyTarget: await statusOf(`${at}/copyTo/b/${bucket.name}/o/a?ifGenerationMatch=0`, { method: "POST" }),
    unreadable: await statusOf(`${at}?ifGenerationMatch=x`),
    right: await statusOf(`${at}?alt=media&ifGenerationMatch=${generation}&ifGenerationNotMatch=1`),
  };
  expect(statuses).toEqual({
    ...{ read: 412, readMedia: 412, readUnchanged: 304, readMetageneration: 412, patch: 412 },
    ...{ patchMetageneration: 412, delete: 412, copySource: 412, copyTarget: 412, unreadable: 400, right: 200 },
  });
  expect(await textOf(file)).toBe("a");
});

test("only the live generation is read and deleted", async () => {
  const first = await generationOf(await save("a", "one"));
  const second = await generationOf(await save("a", "two"));
  expect(second).toBeGreaterThan(first);
  await expect(bucket.file("a", { generation: first }).download()).rejects.toMatchObject({ code: 404 });
  await expect(bucket.file("a", { generation: first }).delete()).rejects.toMatchObject({ code: 404 });
  expect(await textOf(bucket.file("a", { generation: second }))).toBe("two");
  const [answer] = await bucket.file("a", { generation: second }).delete();
  expect(answer.statusCode).toBe(204);
  await expect(bucket.file("a").delete()).rejects.toMatchObject({ code: 404 });
});

test.each([
  ["bytes=2-4", 206, "234", "bytes 2-4/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-4", 206, "6789", "bytes 6-9/10"],
  ["bytes=-40", 206, "0123456789", "bytes 0-9/10"],
  ["bytes=8-400", 206, "89", "bytes 8-9/10"],
  ["bytes=10-", 416, undefined, "bytes */10"],
  ["bytes=99-100", 416, undefined, "bytes */10"],
  ["bytes=-0", 416, undefined, "bytes */10"],
  ["bytes=4-2", 200, "0123456789", null],
  ["lines=1-2", 200, "0123456789", null],
])("the range %s is answered by %i", async (range, status, text, told) => {
  await save("digits", "0123456789");
  const answer = await ask(`/storage/v1/b/${bucket.name}/o/digits?alt=media`, { headers: { range } });
  expect([answer.status, answer.headers.get("content-range")]).toEqual([status, told]);
  const body = await answer.text();
  if (text !== undefined) expect(body).toBe(text);
});

test("HEAD tells of the bytes without sending them, also by the address for downloads", async () => {
  await save("a", "text", { contentType: "text/plain" });
  const answer = await ask(`/download/storage/v1/b/${bucket.name}/o/a?alt=media`, { method: "HEAD" });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    ...{ "content-length": "4", "content-type": "text/plain", "accept-ranges": "bytes" },
    ...{ "x-goog-stored-content-length": "4", "x-goog-stored-content-encoding": "identity" },
    "x-goog-hash": "crc32c=L1MZ4Q==,md5=HLJR7A1WjeapKbUgxK7Y0Q==",
  });
  expect((await ask(`/storage/v1/b/${bucket.name}/o/b?alt=media`)).status).toBe(404);
});

test("lists in pages, by prefix, delimiter and offset", async () => {
  for (const name of ["a/1", "a/2", "a/b/3", "a/c/4", "b", "z\u{1f600}", "z\uff5e"]) await save(name);
  const list = async (query: object) => {
    const [files, , answer] = await bucket.getFiles({ autoPaginate: false, ...query });
    return { names: files.map(({ name }) => name), ...(answer as { prefixes?: string[]; nextPageToken?: string }) };
  };
  expect((await list({})).names).toEqual(["a/1", "a/2", "a/b/3", "a/c/4", "b", "z\uff5e", "z\u{1f600}"]);
  expect(await list({ prefix: "a/", delimiter: "/" })).toMatchObject({
    ...{ names: ["a/1", "a/2"], prefixes: ["a/b/", "a/c/"] },
  });
  expect((await list({ startOffset: "a/c", endOffset: "z" })).names).toEqual(["a/c/4", "b"]);
  const walk: string[] = [];
  let pageToken: string | undefined;
  do {
    const page = await list({ delimiter: "/", maxResults: 1, ...(pageToken !== undefined && { pageToken }) });
    walk.push([...page.names, ...(page.prefixes ?? [])].join());
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  expect(walk).toEqual(["a/", "b", "z\uff5e", "z\u{1f600}"]);
  await expect(list({ versions: true })).rejects.toMatchObject({ code: 400 });
});

test("bytes stored as gzip are sent as they are; who does not take gzip is not told", async () => {
  const gzip = gzipSync("text");
  await bucket.file("a").save(gzip, { resumable: false, metadata: { contentEncoding: "gzip" } });
  expect(await textOf(bucket.file("a"))).toBe("text");
  const headers = { "accept-encoding": "identity" };
  const answer = await ask(`/storage/v1/b/${bucket.name}/o/a?alt=media`, { headers });
  expect(answer.headers.get("content-encoding")).toBe(null);
  expect(Buffer.from(await answer.arrayBuffer()).equals(gzip)).toBe(true);
});

test("who is not known is unauthenticated, who may not is forbidden, and nothing is overwritten without delete", async () => {
  await save("a", "one");
  const as = (token: string) => createClient(url, token).bucket(bucket.name);
  await expect(as("stranger").file("a").download()).rejects.toMatchObject({ code: 401 });
  const anonymous = await fetch(`${url}/storage/v1/b/${bucket.name}/o/a`);
  expect([anonymous.status, await anonymous.json()]).toMatchObject([
    401,
    { error: { errors: [{ reason: "authError" }] } },
  ]);
  const reader = as("reader");
  expect(await textOf(reader.file("a"))).toBe("one");
  await expect(reader.file("b").save("x", { resumable: false })).rejects.toMatchObject({ code: 403 });
  await expect(reader.file("a").delete()).rejects.toMatchObject({ code: 403 });
  const creator = as("creator");
  for (const resumable of [true, false]) {
    await creator.file(`new-${resumable}`).save("x", { resumable });
    await expect(creator.file("a").save("two", { resumable })).rejects.toMatchObject({ code: 403 });
  }
  expect(await textOf(bucket.file("a"))).toBe("one");
});

test("what is not there is told as Google does", async () => {
  expect((await ask("/storage/v1/nothing")).status).toBe(404);
  expect((await ask(`/storage/v1/b/${bucket.name}/o/%ff`)).status).toBe(400);
  expect((await ask(`/upload/storage/v1/b/${bucket.name}/o?uploadType=media`, { method: "POST" })).status).toBe(400);
  const media = await ask(`/storage/v1/b/${bucket.name}/o/a%2Fb?alt=media`);
  expect([media.status, await media.text()]).toEqual([404, `No such object: ${bucket.name}/a/b`]);
});

test("a download goes on to its end though the object is replaced and deleted meanwhile", async () => {
  const bytes = sampleBytes(8_000_000);
  await bucket.file("a").save(bytes, { resumable: false });
  const answer = await ask(`/storage/v1/b/${bucket.name}/o/a?alt=media`);
  await save("a", "other");
  await bucket.file("a").delete();
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
});
