import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Bucket } from "@google-cloud/storage";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleBytes } from "@local-cloud/storage/testing/sample";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { startStorage } from "@local-cloud/storage/testing/storage-host";

const UNIT = 256 * 1024;
const OLD = sampleBytes(300_000, "old");
const NEW = sampleBytes(2 * UNIT + 500, "new");
const HOST = fileURLToPath(new URL("testing/storage-host.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A process that serves a folder, and kills itself when it gets to a point for the nth time. */
const PROGRAM = `
  const { startStorage } = await import(process.env.STORAGE_HOST);
  let passed = 0;
  const reached = (point) => {
    if (point === process.env.STORAGE_POINT && ++passed === Number(process.env.STORAGE_NTH)) process.kill(process.pid, "SIGKILL");
  };
  console.log((await startStorage(process.env.STORAGE_FOLDER, { reached })).url);
`;

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "storage-crash-"));
  await inProcess(async (bucket) => {
    await bucket.create();
    await bucket.file("a").save(OLD, { resumable: false });
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function inProcess<T>(work: (bucket: Bucket, url: string) => Promise<T>): Promise<T> {
  const host = await startStorage(folder);
  try {
    return await work(createClient(host.url).bucket("photos"), host.url);
  } finally {
    await host.close();
  }
}

async function startChild(point = "", nth = 1) {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", PROGRAM], {
    cwd: ROOT,
    env: { ...process.env, STORAGE_HOST: HOST, STORAGE_FOLDER: folder, STORAGE_POINT: point, STORAGE_NTH: String(nth) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const [url] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { url, closed, kill: () => child.kill("SIGKILL") };
}

const storedBytes = async (bucket: Bucket, name = "a") => (await bucket.file(name).download())[0];
const listFiles = () => ({
  incoming: readdirSync(join(folder, ".incoming")).length,
  photos: readdirSync(join(folder, "photos")).length,
});

test.each([
  ["bytes_stored", OLD],
  ["bytes_moved", OLD],
  ["committed", NEW],
])("killed at %s, an object that replaces another is the old or the new one", async (point, expected) => {
  const child = await startChild(point);
  const saving = createClient(child.url).bucket("photos").file("a").save(NEW, { resumable: false });
  await expect(saving).rejects.toThrow();
  expect((await child.closed)[1]).toBe("SIGKILL");
  await inProcess(async (bucket) => {
    expect((await storedBytes(bucket)).equals(expected)).toBe(true);
    expect(listFiles()).toEqual({ incoming: 0, photos: 1 });
    await bucket.file("a").save(NEW, { resumable: false });
    expect((await storedBytes(bucket)).equals(NEW)).toBe(true);
  });
});

const putChunk = (uri: string, from: number, to: number) => {
  const headers = { "content-range": `bytes ${from}-${to - 1}/${NEW.byteLength}` };
  return fetch(uri, { method: "PUT", body: NEW.subarray(from, to), headers });
};

test.each([
  ["chunk_stored", 1, 0],
  ["chunk_stored", 2, UNIT],
  ["upload_moving", 1, UNIT],
  ["bytes_moved", 1, UNIT],
  ["committed", 1, undefined],
])("killed at %s, time %i, a resumable upload goes on", async (point, nth, persisted) => {
  const child = await startChild(point, nth);
  const [uri] = await createClient(child.url).bucket("photos").file("a").createResumableUpload();
  const sending = putChunk(uri, 0, UNIT).then(() => putChunk(uri, UNIT, NEW.byteLength));
  await expect(sending).rejects.toThrow();
  await child.closed;
  await inProcess(async (bucket, url) => {
    const moved = uri.replace(child.url, url);
    const status = await fetch(moved, { method: "PUT", headers: { "content-range": "bytes */*" } });
    expect(status.status).toBe(persisted === undefined ? 200 : 308);
    if (persisted !== undefined) {
      expect(status.headers.get("range")).toBe(persisted === 0 ? null : `bytes=0-${persisted - 1}`);
      expect((await storedBytes(bucket)).equals(OLD)).toBe(true);
      expect((await putChunk(moved, persisted, NEW.byteLength)).status).toBe(200);
    }
    expect((await storedBytes(bucket)).equals(NEW)).toBe(true);
    expect(listFiles()).toEqual({ incoming: 0, photos: 1 });
  });
});

test("killed at any moment, what was confirmed is there and whole, and no file is left over", async () => {
  const confirmed = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const child = await startChild();
    const bucket = createClient(child.url).bucket("photos");
    const lane = async (name: string) => {
      for (let index = 0; ; index++) {
        const each = `${round}-${name}-${index}`;
        await bucket.file(each).save(sampleBytes(400_000, each), { resumable: index % 2 === 0 });
        confirmed.add(each);
      }
    };
    const lanes = Promise.allSettled(["x", "y", "z"].map(lane));
    setTimeout(child.kill, 150 + Math.random() * 250);
    await lanes;
    await child.closed;
  }
  await inProcess(async (bucket) => {
    const [files] = await bucket.getFiles();
    const names = files.map(({ name }) => name).filter((name) => name !== "a");
    expect([...confirmed].filter((name) => !names.includes(name))).toEqual([]);
    expect(confirmed.size).toBeGreaterThan(0);
    for (const name of names) expect((await storedBytes(bucket, name)).equals(sampleBytes(400_000, name))).toBe(true);
    expect(listFiles().photos).toBe(names.length + 1);
  });
});
