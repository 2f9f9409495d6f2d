import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ImportFile } from "@shared/contract/import";
import type { Photo } from "@shared/contract/photo";
import { writePhoto } from "@shared/media/testing/photo-files";
import { saveJournalVersion } from "@engine/testing/journal-version";
import { buildCommand, runCommand, startCommand } from "@cli/testing/run-command";

const NOBODY = 65_534;

let folder: string;
let library: string;

beforeAll(buildCommand);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-cli-"));
  library = join(folder, "library");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const photo = (name: string) => join(folder, "photos", name);
const imgstream = (...words: string[]) => runCommand([...words, "--library", library]);
const list = async (query = "") => JSON.parse((await imgstream("list", query, "--json")).stdout) as Photo[];

async function plant(count = 3) {
  for (let seed = 1; seed <= count; seed++) {
    await writePhoto(photo(`${String(seed).padStart(4, "0")}.jpg`), {
      seed,
      taken: `2021:03:${String((seed % 28) + 1).padStart(2, "0")} 12:00:00`,
    });
  }
}

describe("the command", () => {
  test("imports into a library that it makes, and tells every file as JSON", async () => {
    await plant(2);
    writeFileSync(photo("notes.txt"), "buy milk");
    const { code, stdout, stderr } = await imgstream("import", join(folder, "photos"), "--json");
    const answer = JSON.parse(stdout) as { counts: unknown; files: ImportFile[] };
    expect({
      code,
      stderr,
      counts: answer.counts,
      files: answer.files.map(({ path, state, code: why }) => [path, state, why]),
    }).toEqual({
      ...{ code: 0, stderr: "" },
      counts: { imported: 2, duplicate: 0, sidecar: 0, unsupported: 1, failed: 0 },
      files: [
        [photo("0001.jpg"), "imported", null],
        [photo("0002.jpg"), "imported", null],
        [photo("notes.txt"), "unsupported", "not_a_photo"],
      ],
    });
  });

  test("ends with 1 when files need attention, and names them with the reason", async () => {
    await plant(1);
    writeFileSync(photo("broken.jpg"), "");
    const { code, stdout } = await imgstream("import", join(folder, "photos"));
    expect(code).toBe(1);
    expect(stdout).toContain("Imported 1 photo · 1 failed");
    expect(stdout).toContain(`${photo("broken.jpg")}: The file is empty: 0 bytes.`);
  });

  test("imports relative paths from where the user stands", async () => {
    await plant(1);
    const { code } = await runCommand(["import", "photos/0001.jpg", "--library", "library"], { cwd: folder });
    expect([code, (await list()).length]).toEqual([0, 1]);
  });

  test("lists as one array, as lines, and for people", async () => {
    await plant();
    await imgstream("import", join(folder, "photos"));
    const lines = (await imgstream("list", "--ndjson")).stdout.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as Photo).fileName)).toEqual(
      (await list()).map(({ fileName }) => fileName),
    );
    const text = await imgstream("list");
    expect(text.stdout.split("\n")[0]).toMatch(/^2021-03-02 12:00:00 {2}[a-z2-7]{32} {2}0001\.jpg$/);
    expect(text.stderr).toBe("3 photos\n");
  });

  test("answers an empty list with an empty array", async () => {
    await imgstream("init");
    expect((await imgstream("list", "--json")).stdout).toBe("[]\n");
  });

  test("finds, edits, undoes, trashes and restores", async () => {
    await plant();
    await imgstream("import", join(folder, "photos"));
    await imgstream("edit", "file:0001", "--set", "rating=5", "title=Lake");
    expect((await list("rating:5")).map(({ title }) => title)).toEqual(["Lake"]);
    await imgstream("undo");
    expect(await list("rating:5")).toEqual([]);
    await imgstream("trash", "add", "file:0002");
    expect((await list()).length).toBe(2);
    const trashed = JSON.parse((await imgstream("trash", "list", "--json")).stdout) as Photo[];
    expect(trashed.map(({ fileName, trashed: isTrashed }) => [fileName, isTrashed])).toEqual([["0002.jpg", true]]);
    await imgstream("trash", "restore", "--all");
    expect((await list()).length).toBe(3);
  });

  test("shows one photo by id, by the path of its original and by any file of its content", async () => {
    await plant(1);
    await imgstream("import", join(folder, "photos"));
    const [known] = await list();
    for (const named of [known?.photoId ?? "", known?.path ?? "", photo("0001.jpg")]) {
      const shown = JSON.parse((await imgstream("show", named, "--json")).stdout) as Photo & { metadata: unknown };
      expect(shown).toMatchObject({ photoId: known?.photoId, metadata: expect.any(Object) as unknown });
    }
    expect(await imgstream("show", "nothing.jpg")).toMatchObject({ code: 2 });
  });

  test("says what the library holds, with zeros for a service that it is not bound to", async () => {
    await plant(2);
    await imgstream("import", join(folder, "photos"));
    expect(JSON.parse((await imgstream("status", "--json")).stdout)).toMatchObject({
      ...{ photos: 2, backedUp: 0, pending: 0, waiting: 0, failed: 0, stopped: null, head: 0 },
      path: library,
    });
  });

  test("makes the catalog again after it was deleted, byte for byte", async () => {
    await plant(5);
    await imgstream("import", join(folder, "photos"));
    await imgstream("edit", "--all", "--set", "rating=3", "keywords=lake,summer");
    const before = (await imgstream("list", "--json")).stdout;
    rmSync(join(library, ".imgstream/catalog.duckdb"));
    const { code } = await imgstream("rebuild");
    expect([code, (await imgstream("list", "--json")).stdout]).toEqual([0, before]);
  });
});

describe("wrong use", () => {
  test.each([
    [["list", "camra:x"], 2, "No field is called camra. Did you mean camera?"],
    [["list", "(a"], 2, "never closed"],
    [["edit", "a", "--set", "raiting=5"], 2, "Did you mean rating?"],
    [["edit", "a", "--set", "widthPx=5"], 2, "is read from the file"],
    [["edit", "a"], 2, "--set"],
    [["edit", "", "--set", "rating=1"], 2, "--all"],
    [["undo", "nonsense"], 2, ""],
    [["undo"], 2, "nothing to undo"],
    [["import"], 2, "missing required argument"],
    [["import", "/nowhere/at/all"], 2, "There is nothing at /nowhere/at/all"],
    [["fly"], 2, "unknown command"],
    [["list", "--wat"], 2, "unknown option"],
  ])("%j ends with %i and says why", async (words, code, message) => {
    await imgstream("init");
    const result = await imgstream(...words);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: "" });
    expect(result.stderr).toContain(message);
  });

  test("marks the mistake in a query", async () => {
    await imgstream("init");
    const { stderr } = await imgstream("search", "tokyo", "camra:x");
    expect(stderr).toContain("  tokyo camra:x\n        ^^^^^\n");
  });

  test("is told as JSON when JSON was asked for", async () => {
    await imgstream("init");
    const { code, stdout } = await imgstream("list", "camra:x", "--json");
    expect([code, JSON.parse(stdout)]).toEqual([
      2,
      {
        error: {
          code: "bad_query",
          message: expect.any(String) as string,
          range: { from: 0, to: 5 },
          suggestion: "camera",
        },
      },
    ]);
  });

  test("asks for a library where there is none", async () => {
    const { code, stderr } = await imgstream("list");
    expect([code, existsSync(library)]).toEqual([3, false]);
    expect(stderr).toContain("There is no library in");
  });

  test("teaches its verbs with examples", async () => {
    const help = await runCommand(["--help"]);
    expect(help.code).toBe(0);
    for (const verb of ["init", "import", "list", "search", "show", "edit", "trash", "undo", "status", "rebuild"]) {
      expect(help.stdout).toMatch(new RegExp(`^  ${verb} `, "m"));
    }
    expect((await runCommand(["edit", "--help"])).stdout).toContain("capturedLocal+=1h");
  });
});

describe("a library that another process has", () => {
  test("is served there: verbs are forwarded, also while an import runs", async () => {
    await plant(200);
    const importing = startCommand(["import", join(folder, "photos"), "--library", library]);
    while (!existsSync(join(library, ".imgstream/lock"))) await new Promise((resolve) => setTimeout(resolve, 10));
    const status = await imgstream("status", "--json");
    expect([status.code, (JSON.parse(status.stdout) as { path: string }).path]).toEqual([0, library]);
    expect(await imgstream("list", "camra:x")).toMatchObject({ code: 2 });
    expect((await importing.done).code).toBe(0);
    expect((await list()).length).toBe(200);
  });

  test("whose process was killed is taken over, and its import goes on", async () => {
    await plant(300);
    const killed = startCommand(["import", join(folder, "photos"), "--library", library]);
    while (!existsSync(join(library, ".imgstream/lock"))) await new Promise((resolve) => setTimeout(resolve, 10));
    killed.kill("SIGKILL");
    await killed.done;
    const { code, stdout } = await imgstream("import", join(folder, "photos"), "--json");
    const { files } = JSON.parse(stdout) as { files: ImportFile[] };
    expect([code, files.length, files.every(({ state }) => state === "imported")]).toEqual([0, 300, true]);
  });

  test("that does not answer is named with its process", async () => {
    await plant(50);
    const stopped = startCommand(["import", join(folder, "photos"), "--library", library]);
    while (!existsSync(join(library, ".imgstream/lock"))) await new Promise((resolve) => setTimeout(resolve, 10));
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
    const importing = startCommand(["import", join(folder, "photos"), "--library", library]);
    const lock = join(library, ".imgstream/lock");
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
    const importing = startCommand(["import", join(folder, "photos"), "--library", library]);
    while (!existsSync(join(library, ".imgstream/lock"))) await new Promise((resolve) => setTimeout(resolve, 10));
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
    await imgstream("import", join(folder, "photos"));
  });

  test("from a newer program is refused and left alone", async () => {
    const journal = join(library, ".imgstream/journal.sqlite");
    saveJournalVersion(journal, 99);
    const before = readFileSync(journal);
    const { code, stderr } = await imgstream("list");
    expect([code, stderr]).toEqual([3, expect.stringContaining("written by a newer ImgStream")]);
    expect(readFileSync(journal).equals(before)).toBe(true);
  });

  test("with a damaged catalog is shown whole: the catalog is made again", async () => {
    const before = await list();
    writeFileSync(join(library, ".imgstream/catalog.duckdb"), "garbage".repeat(1000));
    const { stdout, stderr } = await imgstream("list", "--json");
    expect(JSON.parse(stdout)).toEqual(before);
    expect(stderr).toContain("made again from the journal");
  });

  test("with damaged thumbnails is shown whole, and they are made again when asked", async () => {
    writeFileSync(join(library, ".imgstream/renditions.sqlite"), "garbage".repeat(1000));
    expect((await imgstream("rebuild")).stdout).toContain("2 photos and 2 thumbnails");
  });

  test("with a damaged journal is refused with the reason", async () => {
    writeFileSync(join(library, ".imgstream/journal.sqlite"), "garbage".repeat(1000));
    expect(await imgstream("list")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("is not a database") as string,
    });
  });

  test("on a disk that cannot be written can be looked at and not changed", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("mounting a file system needs root: run the tests as root");
    const disk = join(folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", disk]);
    try {
      execFileSync("cp", ["-r", library, disk]);
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

test("a folder and a file without permission are told and the rest is imported", async () => {
  await plant(2);
  mkdirSync(photo("closed"));
  for (const name of ["closed", "0002.jpg"]) chmodSync(photo(name), 0);
  // Root may read everything: then the command runs as somebody else.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync("chown", ["-R", `${NOBODY}`, folder]);
  const words = ["import", join(folder, "photos"), "--library", library, "--json"];
  const { stdout } = await runCommand(words, isRoot ? { uid: NOBODY } : {});
  expect(
    (JSON.parse(stdout) as { files: ImportFile[] }).files.map(({ path, state, code }) => [path, state, code]),
  ).toEqual([
    [photo("0001.jpg"), "imported", null],
    [photo("0002.jpg"), "failed", "unreadable"],
    [photo("closed"), "failed", "unreadable_folder"],
  ]);
});

test("the default library lies in the user's data folder", async () => {
  const { stdout } = await runCommand(["init", "--json"], { env: { XDG_DATA_HOME: folder, HOME: folder } });
  expect((JSON.parse(stdout) as { path: string }).path).toBe(join(folder, "imgstream/library"));
  expect(readdirSync(join(folder, "imgstream/library")).sort()).toEqual([".imgstream", "Originals"]);
});
