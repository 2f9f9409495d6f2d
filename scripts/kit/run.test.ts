import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "imgstream-run-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A script whose main function is this; it has `run`, `ROOT` and `Problem` at hand. */
function start(main: string) {
  const script = path.join(folder, "script.mjs");
  const kit = (name: string) => JSON.stringify(new URL(`./${name}`, import.meta.url).href);
  writeFileSync(
    script,
    `import { run, runMain } from ${kit("run.mjs")};\nimport { Problem } from ${kit("problem.mjs")};\nawait runMain(async () => {\n${main}\n});\n`,
  );
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output }));
  return { child, ended };
}

/** Waits for a child of the script to say who it is. */
async function pidIn(file: string): Promise<number> {
  await expect.poll(() => existsSync(file) && readFileSync(file, "utf8") !== "", { timeout: 10_000 }).toBe(true);
  return Number(readFileSync(file, "utf8"));
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

test("the result of main is the exit code", async () => {
  expect(await start(`return 3;`).ended).toEqual({ code: 3, output: "" });
});

test("a problem is shown as what the command printed and one message, without a stack", async () => {
  const { ended } = start(`throw new Problem("No disk. Free some space.", "write failed");`);
  expect(await ended).toEqual({ code: 1, output: "write failed\nNo disk. Free some space.\n" });
});

test("a bug keeps its stack", async () => {
  const { code, output } = await start(`throw new TypeError("planted");`).ended;
  expect({ code, hasStack: /TypeError: planted\n\s+at /.test(output) }).toEqual({ code: 1, hasStack: true });
});

test("a command that does not exist is named", async () => {
  const { code, output } = await start(`await run("no-such-command", []);`).ended;
  expect({ code, output }).toEqual({
    code: 1,
    output: "Could not run no-such-command: spawn no-such-command ENOENT.\n",
  });
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends what the script started, and what that started", async (signal, code) => {
  const pidFile = path.join(folder, "pid");
  const log = path.join(folder, "log");
  const nested = `sleep 60 & echo -n $! > ${pidFile}; wait`;
  const { child, ended } = start(
    `await run("sh", ["-c", ${JSON.stringify(nested)}], { log: ${JSON.stringify(log)} });\nreturn 0;`,
  );
  const pid = await pidIn(pidFile);
  child.kill(signal);
  expect(await ended).toEqual({ code, output: "" });
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test("a command on our own terminal is asked to stop and may end in its own way", async () => {
  const pidFile = path.join(folder, "pid");
  const graceful = `process.on("SIGTERM", () => { console.log("put everything away"); process.exit(0); }); require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000);`;
  const { child, ended } = start(`return run(process.execPath, ["-e", ${JSON.stringify(graceful)}]);`);
  await pidIn(pidFile);
  child.kill("SIGTERM");
  expect(await ended).toEqual({ code: 143, output: "put everything away\n" });
});
