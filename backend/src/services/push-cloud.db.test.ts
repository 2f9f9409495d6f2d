import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRandom } from "@shared/domain/seeded-random";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { startStorage, type StorageHost } from "@local-cloud/storage/testing/storage-host";
import { push } from "@backend/services/push.service";
import { imageOf, type Instance, NOW_MS, startInstance } from "@backend/services/testing/instance";
import { imports, rates } from "@backend/services/testing/mutations";
import { createGcsStore } from "@backend/storage/gcs-store";

const BUCKET = "imgstream-test-log";
const DEVICES = ["a", "b", "c", "d"];
const PUSHES = 8;

let folder: string;
let host: StorageHost;
const opened: Instance[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-push-"));
  host = await startStorage(folder);
  await createClient(host.url).createBucket(BUCKET);
});
afterEach(async () => {
  for (const instance of opened.splice(0)) instance.close();
  await host.close();
  rmSync(folder, { recursive: true });
});

/** An instance that speaks to the bucket through Google's own client. */
async function start(): Promise<Instance> {
  const instance = await startInstance(createGcsStore(createClient(host.url).bucket(BUCKET)));
  opened.push(instance);
  return instance;
}

test("devices push through three instances over one bucket: each mutation is in the log once, and all end equal", async () => {
  const random = createRandom(7);
  const instances = [await start(), await start(), await start()] as const;
  const device = async (dev: string) => {
    for (let n = 1; n <= PUSHES; n++) {
      const mutation = n === 1 ? imports(dev, 1, `own-${dev}`, "shared") : rates(dev, n, random.below(6), "shared");
      // The answer is lost now and then: the device asks another instance, with the same mutation.
      for (let tries = random.below(3); tries >= 0; tries--) {
        await push(random.pick(instances), {
          dev,
          estimatedMs: NOW_MS,
          mutations: [{ mutation, ageMs: random.below(9000) }],
        });
      }
    }
  };
  await Promise.all(DEVICES.map(device));
  const fresh = await start();
  const heads = await Promise.all([...instances, fresh].map(({ log }) => log.catchUp()));
  const images = await Promise.all([...instances, fresh].map(imageOf));
  expect(heads.map(({ seq }) => seq)).toEqual(heads.map(() => DEVICES.length * PUSHES));
  expect(new Set(heads.map(({ hash }) => hash)).size).toBe(1);
  for (const image of images) expect(image).toEqual(images[0]);
});

test("when the storage is gone writes are refused and reads go on; another instance goes on when it is back", async () => {
  const instance = await start();
  const send = (to: Instance, n: number) =>
    push(to, { dev: "a", estimatedMs: NOW_MS, mutations: [{ mutation: imports("a", n, `p${n}`), ageMs: 0 }] });
  await send(instance, 1);
  await host.close();
  await expect(send(instance, 2)).rejects.toMatchObject({ code: "storage_unavailable" });
  expect(await instance.connection.rows("SELECT photo_id FROM photo")).toEqual([{ photo_id: "p1" }]);
  host = await startStorage(folder);
  expect(await send(await start(), 2)).toMatchObject([{ n: 2, seq: 2, outcome: "applied" }]);
});
