import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleBytes } from "@local-cloud/storage/testing/sample";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { startStorage } from "@local-cloud/storage/testing/storage-host";

const UNIT = 256 * 1024;
const UNITS = 5;
const BYTES = sampleBytes(UNITS * UNIT + 123);

/** A chunk from one unit to another, sent with its total or without, or a new start of the server. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ from: fc.nat(UNITS), to: fc.nat(UNITS), isTotalTold: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant("restart" as const) },
);

test("whatever chunks come in whatever order, the count is right and the object is what was sent", async () => {
  const folder = mkdtempSync(join(tmpdir(), "storage-model-"));
  let host = await startStorage(folder);
  await createClient(host.url).createBucket("photos");
  const put = (uri: string, range: string, body: Buffer) =>
    fetch(host.url + uri, { method: "PUT", headers: { "content-range": range }, body });
  const run = async (steps: readonly ("restart" | { from: number; to: number; isTotalTold: boolean })[]) => {
    const [opened] = await createClient(host.url).bucket("photos").file("a").createResumableUpload();
    const uri = opened.slice(host.url.length);
    let units = 0;
    for (const each of steps) {
      if (each === "restart") {
        await host.close();
        host = await startStorage(folder);
        continue;
      }
      const { from, to, isTotalTold } = each;
      if (to <= from) continue;
      const range = `bytes ${from * UNIT}-${to * UNIT - 1}/${isTotalTold ? BYTES.byteLength : "*"}`;
      const { status } = await put(uri, range, BYTES.subarray(from * UNIT, to * UNIT));
      expect(status).toBe(from > units ? 503 : 308);
      if (from <= units) units = Math.max(units, to);
      const told = await put(uri, "bytes */*", Buffer.alloc(0));
      expect(told.headers.get("range")).toBe(units === 0 ? null : `bytes=0-${units * UNIT - 1}`);
    }
    const rest = `bytes ${units * UNIT}-${BYTES.byteLength - 1}/${BYTES.byteLength}`;
    expect((await put(uri, rest, BYTES.subarray(units * UNIT))).status).toBe(200);
    // The client compares CRC32C, which is of what was sent, with the bytes that are there.
    const [bytes] = await createClient(host.url).bucket("photos").file("a").download();
    expect(bytes.equals(BYTES)).toBe(true);
  };
  try {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 8 }), run), { numRuns: 25 });
  } finally {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
