import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { writePhoto } from "@shared/media/testing/photo-files";
import { openPage } from "@serve/testing/page-client";
import { buildCommand, runCommand, type RunningCommand, startCommand } from "@cli/testing/run-command";

let folder: string;
let library: string;
let started: RunningCommand[];

beforeAll(buildCommand);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-cli-serve-"));
  library = join(folder, "library");
  started = [];
});

afterEach(async () => {
  for (const command of started) command.kill("SIGKILL");
  await Promise.all(started.map(({ done }) => done));
  rmSync(folder, { recursive: true, force: true });
});

const plant = async (count: number) => {
  for (let seed = 1; seed <= count; seed++) await writePhoto(join(folder, `photos/${seed}.jpg`), { seed });
};

function serve(...words: string[]): RunningCommand {
  const command = startCommand(["serve", "--library", library, ...words]);
  started.push(command);
  return command;
}

/** Starts a host and gives the address that it prints. */
async function serveAddress(...words: string[]) {
  const command = serve("--json", ...words);
  const line = await command.saw(/^\{"url":".*"\}\n/);
  return { command, url: (JSON.parse(line) as { url: string }).url };
}

const childrenOf = (pid: number | undefined) =>
  execFileSync("ps", ["-eo", "ppid,pid"], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([parent]) => parent === String(pid))
    .map(([, child]) => Number(child));

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function countPhotos(page: Awaited<ReturnType<typeof openPage>>): Promise<number> {
  const connection = await page.connect();
  const { photos } = await connection.invoke(STATE_OPERATIONS.status, {});
  connection.close();
  return photos;
}

test("makes a library where there is none and prints one line of JSON with its address", async () => {
  const { command, url } = await serveAddress();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  expect(existsSync(join(library, ".imgstream/journal.sqlite"))).toBe(true);
  command.kill("SIGTERM");
  expect(await command.done).toEqual({ code: 0, stdout: `${JSON.stringify({ url })}\n`, stderr: "" });
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s ends it with 0, and no process or address stays",
  async (signal) => {
    await plant(3);
    const { command, url } = await serveAddress();
    const page = await openPage(url);
    const socket = page.openSocket();
    await once(socket, "open");
    await runCommand(["import", join(folder, "photos"), "--library", library]);
    const children = childrenOf(command.pid);
    expect(children.length).toBeGreaterThan(0);
    command.kill(signal);
    const [{ code }] = await Promise.all([command.done, once(socket, "close")]);
    expect({ code, alive: children.filter(isAlive), lock: existsSync(join(library, ".imgstream/lock")) }).toEqual({
      ...{ code: 0, alive: [], lock: false },
    });
    expect(readdirSync(join(library, ".imgstream/incoming"))).toEqual([]);
  },
);

test("for people the bare address is printed, and what to do with it is said beside it", async () => {
  const command = serve();
  await command.saw(/Ctrl-C ends it/);
  command.kill("SIGINT");
  const { stdout, stderr } = await command.done;
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=\S+\n$/);
  expect(stderr).toContain("it works once");
});

test("other verbs work on the library while it is served, and pages see what they do", async () => {
  await plant(2);
  const { url } = await serveAddress();
  const page = await openPage(url);
  const { code } = await runCommand(["import", join(folder, "photos"), "--library", library]);
  expect([code, await countPhotos(page)]).toEqual([0, 2]);
});

test("a library that another host has is served through it, and taken over when that one ends", async () => {
  await plant(2);
  const first = await serveAddress();
  await runCommand(["import", join(folder, "photos"), "--library", library]);
  const second = await serveAddress();
  const page = await openPage(second.url);
  expect(await countPhotos(page)).toBe(2);
  first.command.kill("SIGTERM");
  await first.command.done;
  await expect.poll(() => countPhotos(page).catch(() => undefined), { timeout: 10_000 }).toBe(2);
});

test("a library whose host was killed is served again", async () => {
  const first = await serveAddress();
  first.command.kill("SIGKILL");
  await first.command.done;
  const page = await openPage((await serveAddress()).url);
  expect(await countPhotos(page)).toBe(0);
});

test("a port that is taken is said, and the library is let go of", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const { code, stdout } = await serve("--port", String(port), "--json").done;
  other.close();
  expect([code, JSON.parse(stdout)]).toEqual([
    3,
    { error: { code: "port_taken", message: expect.stringContaining(`Port ${port}`) as string } },
  ]);
  expect(existsSync(join(library, ".imgstream/lock"))).toBe(false);
});

test.each(["-1", "65536", "http", "80.5", ""])("--port %j is refused", async (port) => {
  const { code, stderr } = await serve(`--port=${port}`).done;
  expect([code, stderr]).toEqual([2, expect.stringContaining("A port is a number from 0 to 65535.")]);
});
