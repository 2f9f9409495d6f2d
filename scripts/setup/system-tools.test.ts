import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findChromium, instructionFor, listMissingTools } from "./system-tools.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "imgstream-tools-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function provide(command: string, exitCode = 0): void {
  writeFileSync(path.join(folder, command), `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(path.join(folder, command), 0o755);
}

const namesOf = async (needs: { mustCompile: boolean; withBrowser: boolean }) =>
  (await listMissingTools(needs, { PATH: folder })).map((tool) => tool.debianPackage);

test("a machine with nothing lacks the compiler, Python and Perl", async () => {
  expect(await namesOf({ mustCompile: true, withBrowser: false })).toEqual(["build-essential", "python3", "perl"]);
});

test("a compiler is asked for only when something has to be compiled", async () => {
  expect(await namesOf({ mustCompile: false, withBrowser: false })).toEqual(["perl"]);
});

test("a Perl without the modules that ExifTool loads counts as missing", async () => {
  provide("c++");
  provide("make");
  provide("python3");
  provide("perl", 2);
  expect(await namesOf({ mustCompile: true, withBrowser: false })).toEqual(["perl"]);
});

test("the first Chromium on the PATH is the one that is used", () => {
  provide("chromium-browser");
  provide("google-chrome");
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(path.join(folder, "chromium-browser"));
});

test("a person who may not install is told once, and all of it", async () => {
  const missing = await listMissingTools({ mustCompile: true, withBrowser: false }, { PATH: folder });
  expect(instructionFor(missing)).toBe(
    "This machine lacks a C++ compiler and make, which build the journal's SQLite; Python 3, which that build needs; " +
      "the full Perl, which reads the previews of RAW files. Run `sudo apt-get install --yes build-essential python3 perl` " +
      "(on other systems, install the like), then try again.",
  );
});

test("what set-up can do without is only recommended", async () => {
  const missing = await listMissingTools({ mustCompile: false, withBrowser: false }, { PATH: folder });
  expect(instructionFor(missing)).toBe(
    "This machine lacks the full Perl, which reads the previews of RAW files. To have it all: " +
      "`sudo apt-get install --yes perl` (on other systems, install the like).",
  );
});
