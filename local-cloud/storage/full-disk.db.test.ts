import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sampleBytes } from "@local-cloud/storage/testing/sample";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { startStorage } from "@local-cloud/storage/testing/storage-host";

const MEGABYTE = 1024 * 1024;

test("a full disk is told as trouble of the server, nothing half stays, and there is room again", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "storage-full-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], { stdio: "pipe" });
  } catch {
    context.skip(
      "a disk of a given size can only be mounted by root on Linux: run the tests as root, where it may mount",
    );
  }
  const host = await startStorage(folder);
  try {
    const [bucket] = await createClient(host.url).createBucket("photos");
    await bucket.file("a").save("old", { resumable: false });
    const large = sampleBytes(8 * MEGABYTE);
    await expect(bucket.file("a").save(large, { resumable: false })).rejects.toMatchObject({
      ...{ code: 503, errors: [{ reason: "backendError" }] },
    });
    expect(readdirSync(join(folder, ".incoming"))).toEqual([]);
    const path = "/upload/storage/v1/b/photos/o?uploadType=resumable&name=a";
    const headers = { authorization: "Bearer token" };
    const uri = (await fetch(host.url + path, { method: "POST", headers })).headers.get("location") ?? "";
    expect((await fetch(uri, { method: "PUT", body: large })).status).toBe(503);
    // The session is unharmed.
    const status = await fetch(uri, { method: "PUT", headers: { "content-range": "bytes */*" } });
    expect([status.status, status.headers.get("range")]).toEqual([308, null]);
    expect(String((await bucket.file("a").download())[0])).toBe("old");
    await fetch(uri, { method: "DELETE" });
    await bucket.file("a").save(sampleBytes(2 * MEGABYTE), { resumable: false });
    expect((await bucket.file("a").download())[0].equals(sampleBytes(2 * MEGABYTE))).toBe(true);
    expect(readdirSync(join(folder, "photos")).length).toBe(1);
  } finally {
    await host.close();
    execFileSync("umount", [folder]);
    rmSync(folder, { recursive: true });
  }
});
