import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { startStorage, type StorageHost } from "@local-cloud/storage/testing/storage-host";
import { createGcsStore } from "@backend/storage/gcs-store";
import { testObjectStore } from "@backend/storage/testing/object-store-suite";

let folder: string;
let host: StorageHost;
let count = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-gcs-"));
  host = await startStorage(folder);
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

testObjectStore(async () => {
  count += 1;
  const [bucket] = await createClient(host.url).createBucket(`bucket-${count}`);
  return [createGcsStore(bucket), createGcsStore(createClient(host.url).bucket(bucket.name))];
});

test("a storage that is not there is said to be unavailable, with nothing of the request's secrets", async () => {
  const store = createGcsStore(createClient("http://127.0.0.1:9", "secret-token").bucket("bucket"));
  const errors = await Promise.all(
    [store.create("name", new Uint8Array(1)), store.read("name")].map((asked) =>
      asked.catch((error: unknown) => error),
    ),
  );
  expect(errors).toMatchObject([{ code: "storage_unavailable" }, { code: "storage_unavailable" }]);
  expect(errors.map(String).join()).not.toContain("secret-token");
});

test("a bucket that is not there is not an empty log", async () => {
  const store = createGcsStore(createClient(host.url).bucket("no-such-bucket"));
  await expect(store.create("name", new Uint8Array(1))).rejects.toMatchObject({ code: "storage_unavailable" });
});
