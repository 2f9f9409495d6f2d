import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { writePhoto } from "@shared/media/testing/photo-files";
import { openPage } from "@serve/testing/page-client";
import { buildCommand } from "@cli/testing/run-command";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let folder: string;
let children: ReturnType<typeof spawn>[];

beforeAll(buildCommand);

beforeEach(async () => {
  children = [];
  folder = mkdtempSync(path.join(tmpdir(), "imgstream-start-"));
  await writePhoto(path.join(folder, "photos/a.jpg"), { seed: 1 });
  mkdirSync(path.join(folder, "home"));
});

afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "close");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the app on a home of its own. */
function start(env: NodeJS.ProcessEnv, uid?: number) {
  const child = spawn(process.execPath, [path.join(ROOT, "scripts/start.mjs"), path.join(folder, "photos")], {
    env: { PATH: process.env.PATH, HOME: path.join(folder, "home"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return {
    child,
    saw: async (pattern: RegExp) => {
      await expect
        .poll(() => pattern.exec(output)?.[0], { timeout: 50_000, interval: 100, message: output })
        .toBeDefined();
      return pattern.exec(output)?.[0] ?? "";
    },
    end: async () => {
      child.kill("SIGTERM");
      const [code] = (await once(child, "close")) as [number | null];
      return code;
    },
  };
}

const library = () => path.join(folder, "home/.local/share/imgstream/library");

test("without a display the address is printed with the reason, and a folder is imported where it lies", async () => {
  const { saw, end } = start({});
  await saw(isRoot ? /No window is opened as root/ : /there is no display/);
  const page = await openPage(await saw(/http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/));
  await saw(/Imported 1 photo/);
  const connection = await page.connect();
  expect(await connection.invoke(STATE_OPERATIONS.status, {})).toMatchObject({ photos: 1, path: library() });
  expect(readdirSync(path.join(library(), "Originals"))).toEqual([]);
  connection.close();
  expect(await end()).toBe(0);
  expect(existsSync(path.join(library(), ".imgstream/lock"))).toBe(false);
});

test("with a display and no Electron a window of Chromium is opened on the address, and ends with us", async (context) => {
  if (process.platform === "win32")
    context.skip("a stand-in for Chromium is a shell script: run the tests on Linux or macOS");
  if (existsSync(path.join(ROOT, "node_modules/electron/path.txt"))) {
    context.skip(
      "Electron is installed and would be used: delete node_modules/electron/dist to test the way without it",
    );
  }
  const said = path.join(folder, "home/said");
  const standIn = path.join(folder, "bin/chromium");
  mkdirSync(path.dirname(standIn));
  writeFileSync(standIn, `#!/bin/sh\nprintf '%s\\n' "$@" > ${said}\nexec sleep 1000\n`);
  chmodSync(standIn, 0o755);
  chmodSync(folder, 0o755);
  // As root no window is opened: the test becomes another user.
  if (isRoot) for (const each of ["home", "photos", "photos/a.jpg"]) chownSync(path.join(folder, each), NOBODY, NOBODY);
  const env = { PATH: `${path.dirname(standIn)}:${process.env.PATH ?? ""}`, DISPLAY: ":0" };
  const { saw, end } = start(env, isRoot ? NOBODY : undefined);
  await saw(/Electron is not installed: .*install\.js/);
  await saw(/Imported 1 photo/);
  const words = readFileSync(said, "utf8").trim().split("\n");
  const profile = words.find((word) => word.startsWith("--user-data-dir="))?.slice("--user-data-dir=".length) ?? "";
  expect([words[0], existsSync(profile)]).toEqual([
    expect.stringMatching(/^--app=http:\/\/127\.0\.0\.1:\d+\/\?token=/),
    true,
  ]);
  expect(words.join(" ")).not.toContain("no-sandbox");
  expect(await end()).toBe(0);
  expect(existsSync(profile)).toBe(false);
});

test("a folder that is not there is said before anything is done", async () => {
  rmSync(path.join(folder, "photos"), { recursive: true });
  const { child, saw } = start({});
  await saw(/There is no .*photos/);
  if (child.exitCode === null) await once(child, "close");
  expect([child.exitCode, existsSync(library())]).toEqual([1, false]);
});
