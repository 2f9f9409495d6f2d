import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ImportFile } from "@shared/contract/import";
import type { Photo } from "@shared/contract/photo";
import { useCommandHome } from "@cli/testing/command-home";
import { runCommand } from "@cli/testing/run-command";

const NOBODY = 65_534;

const home = useCommandHome();
const { photo, imgstream, list, plant } = home;

describe("the command", () => {
  test("imports into a library that it makes, and tells every file as JSON", async () => {
    await plant(2);
    writeFileSync(photo("notes.txt"), "buy milk");
    const { code, stdout, stderr } = await imgstream("import", join(home.folder, "photos"), "--json");
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
    const { code, stdout } = await imgstream("import", join(home.folder, "photos"));
    expect(code).toBe(1);
    expect(stdout).toContain("Imported 1 photo · 1 failed");
    expect(stdout).toContain(`${photo("broken.jpg")}: The file is empty: 0 bytes.`);
  });

  test("imports relative paths from where the user stands", async () => {
    await plant(1);
    const { code } = await runCommand(["import", "photos/0001.jpg", "--library", "library"], { cwd: home.folder });
    expect([code, (await list()).length]).toEqual([0, 1]);
  });

  test("lists as one array, as lines, and for people", async () => {
    await plant();
    await imgstream("import", join(home.folder, "photos"));
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
    await imgstream("import", join(home.folder, "photos"));
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
    await imgstream("import", join(home.folder, "photos"));
    const [known] = await list();
    for (const named of [known?.photoId ?? "", known?.path ?? "", photo("0001.jpg")]) {
      const shown = JSON.parse((await imgstream("show", named, "--json")).stdout) as Photo & { metadata: unknown };
      expect(shown).toMatchObject({ photoId: known?.photoId, metadata: expect.any(Object) as unknown });
    }
    expect(await imgstream("show", "nothing.jpg")).toMatchObject({ code: 2 });
  });

  test("says what the library holds, with zeros for a service that it is not bound to", async () => {
    await plant(2);
    await imgstream("import", join(home.folder, "photos"));
    expect(JSON.parse((await imgstream("status", "--json")).stdout)).toMatchObject({
      ...{ photos: 2, backedUp: 0, pending: 0, waiting: 0, failed: 0, stopped: null, head: 0 },
      path: home.library,
    });
  });

  test("makes the catalog again after it was deleted, byte for byte", async () => {
    await plant(5);
    await imgstream("import", join(home.folder, "photos"));
    await imgstream("edit", "--all", "--set", "rating=3", "keywords=lake,summer");
    const before = (await imgstream("list", "--json")).stdout;
    rmSync(join(home.library, ".imgstream/catalog.duckdb"));
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
    expect([code, existsSync(home.library)]).toEqual([3, false]);
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

test("a folder and a file without permission are told and the rest is imported", async () => {
  await plant(2);
  mkdirSync(photo("closed"));
  for (const name of ["closed", "0002.jpg"]) chmodSync(photo(name), 0);
  // Root may read everything: then the command runs as somebody else.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync("chown", ["-R", `${NOBODY}`, home.folder]);
  const words = ["import", join(home.folder, "photos"), "--library", home.library, "--json"];
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
  const { stdout } = await runCommand(["init", "--json"], { env: { XDG_DATA_HOME: home.folder, HOME: home.folder } });
  expect((JSON.parse(stdout) as { path: string }).path).toBe(join(home.folder, "imgstream/library"));
  expect(readdirSync(join(home.folder, "imgstream/library")).sort()).toEqual([".imgstream", "Originals"]);
});
