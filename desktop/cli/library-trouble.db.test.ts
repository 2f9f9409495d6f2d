import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { ImportFile } from "@shared/contract/import";
import type { Photo } from "@shared/contract/photo";
import { saveJournalVersion } from "@engine/testing/journal-version";
import { useCommandHome } from "@cli/testing/command-home";
import { runCommand, startCommand } from "@cli/testing/run-command";

const home = useCommandHome();
const { imgstream, list, plant } = home;

describe("a library that another process has", () => {
  test("is served there: verbs are forwarded, also while an import runs", async () => {
    await plant(200);
    const importing = startCommand(["import", join(home.folder, "photos"), "--library", home.library]);
    while (!existsSync(join(home.library, ".imgstream/lock"))) await new Promise((resolve) => setTimeout(resolve, 10));
    const status = await imgstream("status", "--json");
    expect([status.code, (JSON.parse(status.stdout) as { path: string }).path]).toEqual([0, home.library]);
    expect(await imgstream("list", "camra:x")).toMatchObject({ code: 2 });
    expect((await importing.done).code).toBe(0);
    expect((await list()).length).toBe(200);
  });

  test("whose process was killed is taken over, and its import goes on", async () => {
    await plant(300);
    const killed = startCommand(["import", join(home.folder, "photos"), "--library", home.library]);
    while (!existsSync(join(home.library, ".imgstream/lock"))) await new Promise((resolve) => setTimeout(resolve, 10));
    killed.kill("SIGKILL");
    await killed.done;
    const { code, stdout } = await imgstream("import", join(home.folder, "photos"), "--json");
    const { files } = JSON.parse(stdout) as { files: ImportFile[] };
    expect([code, files.length, files.every(({ state }) => state === "imported")]).toEqual([0, 300, true]);
  });

  test("that does not answer is named with its process", async () => {
    await plant(50);
    const stopped = startCommand(["import", join(home.folder, "photos"), "--library", home.library]);
    while (!existsSync(join(home.library, ".imgstream/lock"))) await new Promise((resolve) => setTimeout(resolve, 10));
    stopped.kill("SIGSTOP");
    const { code, stderr } = await imgstream("list");
    stopped.kill("SIGCONT");
    await stopped.done;
    expect([code, stderr]).toEqual([
      3,
      expect.stringContaining(`Process ${stopped.pid} has this library open and does not answer`),
    ]);
  });

  test("lets in only who has the token, which only the user can read", async () => {
    await plant(200);
    const importing = startCommand(["import", join(home.folder, "photos"), "--library", home.library]);
    const lock = join(home.library, ".imgstream/lock");
    while (!existsSync(lock)) await new Promise((resolve) => setTimeout(resolve, 10));
    const address = JSON.parse(readFileSync(lock, "utf8")) as { pid: number; port: number; token: string };
    expect(statSync(lock).mode & 0o077).toBe(0);
    const heard = await new Promise<string>((resolve) => {
      const socket = connect(address.port, "127.0.0.1", () => socket.write("x".repeat(address.token.length + 100)));
      let text = "";
      socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(text));
    });
    importing.kill("SIGINT");
    await importing.done;
    expect(heard).toBe("");
  });

  test("leaves no process behind when it is interrupted, and says how to go on", async () => {
    await plant(300);
    const importing = startCommand(["import", join(home.folder, "photos"), "--library", home.library]);
    while (!existsSync(join(home.library, ".imgstream/lock"))) await new Promise((resolve) => setTimeout(resolve, 10));
    importing.kill("SIGINT");
    const { code, stdout } = await importing.done;
    const workers = execFileSync("ps", ["-eo", "ppid,args"], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.trim().startsWith(`${importing.pid} `));
    expect({ code, workers }).toEqual({ code: 3, workers: [] });
    expect(stdout).toContain("Import again to go on from here");
  });
});

describe("a library that is not as it should be", () => {
  beforeEach(async () => {
    await plant(2);
    await imgstream("import", join(home.folder, "photos"));
  });

  test("from a newer program is refused and left alone", async () => {
    const journal = join(home.library, ".imgstream/journal.sqlite");
    saveJournalVersion(journal, 99);
    const before = readFileSync(journal);
    const { code, stderr } = await imgstream("list");
    expect([code, stderr]).toEqual([3, expect.stringContaining("written by a newer ImgStream")]);
    expect(readFileSync(journal).equals(before)).toBe(true);
  });

  test("with a damaged catalog is shown whole: the catalog is made again", async () => {
    const before = await list();
    writeFileSync(join(home.library, ".imgstream/catalog.duckdb"), "garbage".repeat(1000));
    const { stdout, stderr } = await imgstream("list", "--json");
    expect(JSON.parse(stdout)).toEqual(before);
    expect(stderr).toContain("made again from the journal");
  });

  test("with damaged thumbnails is shown whole, and they are made again when asked", async () => {
    writeFileSync(join(home.library, ".imgstream/renditions.sqlite"), "garbage".repeat(1000));
    expect((await imgstream("rebuild")).stdout).toContain("2 photos and 2 thumbnails");
  });

  test("with a damaged journal is refused with the reason", async () => {
    writeFileSync(join(home.library, ".imgstream/journal.sqlite"), "garbage".repeat(1000));
    expect(await imgstream("list")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("is not a database") as string,
    });
  });

  test("on a disk that cannot be written can be looked at and not changed", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("mounting a file system needs root: run the tests as root");
    const disk = join(home.folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", disk]);
    try {
      execFileSync("cp", ["-r", home.library, disk]);
      execFileSync("mount", ["-o", "remount,ro", disk]);
      const onDisk = join(disk, "library");
      const listed = await runCommand(["list", "--json", "--library", onDisk]);
      expect([listed.code, (JSON.parse(listed.stdout) as Photo[]).length]).toEqual([0, 2]);
      const edited = await runCommand(["edit", "--all", "--set", "rating=1", "--library", onDisk]);
      expect([edited.code, edited.stderr]).toEqual([3, expect.stringContaining("can only be looked at")]);
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});
