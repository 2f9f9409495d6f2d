import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeMedia, readWithExifTool } from "@shared/media/exiftool";
import { readFacts } from "@shared/media/facts";
import { buildIptc } from "@shared/media/testing/build-exif";
import { jpegWith, originalOf } from "@shared/media/testing/build-files";

const hasPerl = process.platform === "win32" || spawnSync("perl", ["-e", "use File::Glob; 1"]).status === 0;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgstream-exiftool-test-"));
});
afterAll(async () => {
  await closeMedia();
  await rm(folder, { recursive: true });
});

/** A JPEG with captions behind its picture, as FotoStation writes them: only ExifTool reads them. */
async function captionedJpeg(title: string): Promise<Buffer> {
  const iptc = buildIptc([[5, title]], "\x1b%G");
  const trailer = Buffer.alloc(10);
  trailer.writeUInt16BE(1, 0);
  trailer.writeUInt32BE(iptc.length + trailer.length, 2);
  trailer.writeUInt32BE(0xa1b2c3d4, 6);
  return Buffer.concat([await jpegWith({}), iptc, trailer]);
}

describe("ExifTool", () => {
  beforeEach((context) => {
    if (!hasPerl) context.skip("no Perl: install it (apt-get install perl) so that ExifTool can run");
  });

  test.each<[string, string | Buffer]>([
    ["a plain name", "a.jpg"],
    ["a name that begins like an option", "-ver.jpg"],
    ["a name with a line feed", "a\n-ver\n.jpg"],
    ["a name in another script", "名前 📷.jpg"],
    ["a name that is not UTF-8", Buffer.from([0x66, 0xfc, 0xdf, 0x2e, 0x6a, 0x70, 0x67])],
    ["a name with nothing before its dot", ".jpg"],
  ])("reads a file with %s", async (title, name) => {
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name as string)]);
    const bytes = await captionedJpeg(title);
    await writeFile(path, bytes);
    const facts = await readFacts(originalOf(bytes, "a.jpg", { path }));
    expect({ title: facts.title, notes: facts.notes }).toEqual({ title, notes: [] });
  });

  test("tells of a file that it cannot open", async () => {
    const facts = await readFacts(originalOf(await captionedJpeg("x"), "a.jpg", { path: join(folder, "gone.jpg") }));
    expect(facts.notes).toEqual(["exiftool_failed"]);
  });

  test("starts again after it was closed", async () => {
    const bytes = await captionedJpeg("again");
    const path = join(folder, "again.jpg");
    await writeFile(path, bytes);
    const asked = { path, sizeBytes: bytes.length, modifiedAtMs: 1 };
    await readWithExifTool(asked);
    await closeMedia();
    expect(await readWithExifTool({ ...asked, modifiedAtMs: 2 })).toMatchObject({ "File:FileType": "JPEG" });
  });

  test("does not outlive a worker that is killed", { timeout: 30_000 }, async (context) => {
    if (process.platform === "win32") context.skip("there is no ps on Windows; the process ends with its pipe there");
    const path = join(folder, "held.jpg");
    await writeFile(path, await jpegWith({}));
    const worker = spawn(process.execPath, ["--import", "tsx", HOLDER, path], { stdio: ["ignore", "pipe", "inherit"] });
    await once(worker.stdout, "data");
    const listed = spawnSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).stdout.split("\n");
    const processes = listed
      .filter((line) => line.includes("exiftool"))
      .map((line) => line.trim().split(/\s+/).map(Number));
    const pids = processes.filter(([, parent]) => parent === worker.pid).map(([pid]) => pid ?? 0);
    worker.kill("SIGKILL");
    await once(worker, "exit");
    expect(pids).toHaveLength(1);
    await expect.poll(() => pids.some(isRunning), { timeout: 10_000, interval: 200 }).toBe(false);
  });
});

const HOLDER = fileURLToPath(new URL("testing/hold-exiftool.ts", import.meta.url));

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
