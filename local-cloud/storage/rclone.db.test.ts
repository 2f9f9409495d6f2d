import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { sampleBytes } from "@local-cloud/storage/testing/sample";
import { startStorage } from "@local-cloud/storage/testing/storage-host";

const findRclone = (): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => [join(folder, "rclone"), join(folder, "rclone.exe")])
    .find((path) => existsSync(path));

test("rclone copies, checks, lists, moves and deletes", async (context) => {
  const binary = findRclone();
  if (binary === undefined) return context.skip("rclone is not on this machine: run `sudo apt-get install rclone`");
  const folder = mkdtempSync(join(tmpdir(), "storage-rclone-"));
  const host = await startStorage(join(folder, "cloud"));
  writeFileSync(join(folder, "rclone.conf"), "");
  const rclone = async (...args: string[]) => {
    const token = JSON.stringify({ access_token: "token", token_type: "Bearer", expiry: "2999-01-01T00:00:00Z" });
    const env = {
      ...{ PATH: process.env.PATH, RCLONE_CONFIG: join(folder, "rclone.conf"), RCLONE_RETRIES: "1" },
      ...{ RCLONE_CONFIG_LOCAL_TYPE: "google cloud storage", RCLONE_CONFIG_LOCAL_TOKEN: token },
      ...{ RCLONE_CONFIG_LOCAL_ENDPOINT: `${host.url}/storage/v1/`, RCLONE_CONFIG_LOCAL_PROJECT_NUMBER: "local" },
      RCLONE_CONFIG_LOCAL_BUCKET_POLICY_ONLY: "true",
    };
    const { stdout, stderr } = await promisify(execFile)(binary, args, { env });
    return stdout + stderr;
  };
  try {
    const source = join(folder, "source");
    mkdirSync(join(source, "日本", "a b"), { recursive: true });
    writeFileSync(join(source, "empty"), "");
    writeFileSync(join(source, "日本", "a b", "small 100%.jpg"), sampleBytes(1000));
    // Two chunks of rclone, the second of them full, and a last one with nothing in it.
    writeFileSync(join(source, "large.bin"), sampleBytes(32 * 1024 * 1024));
    utimesSync(join(source, "empty"), 1_000_000, 1_000_000);
    await rclone("copy", source, "local:photos/all");
    await rclone("check", "--download", source, "local:photos/all");
    await rclone("check", source, "local:photos/all");
    // Nothing is left to be done: sizes and times are as they were.
    expect(await rclone("copy", "-v", "--dry-run", source, "local:photos/all")).toContain("nothing to transfer");
    await rclone("touch", "-t", "2020-01-02T03:04:05", "local:photos/all/empty");
    expect((await rclone("lsf", "-R", "--files-only", "local:photos")).trim().split("\n").sort()).toEqual([
      ...["all/empty", "all/large.bin", "all/日本/a b/small 100%.jpg"],
    ]);
    expect(await rclone("lsf", "--format", "t", "local:photos/all/empty")).toContain("2020-01-02 03:04:05");
    await rclone("moveto", "local:photos/all/large.bin", "local:photos/moved.bin");
    await rclone("copy", "local:photos/moved.bin", join(folder, "back"));
    expect(readFileSync(join(folder, "back", "moved.bin")).equals(sampleBytes(32 * 1024 * 1024))).toBe(true);
    await rclone("purge", "local:photos");
    expect(await rclone("lsf", "local:")).toBe("");
    expect(readdirSync(join(folder, "cloud", ".incoming"))).toEqual([]);
  } finally {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
