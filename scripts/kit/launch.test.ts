import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { launch } from "./launch.mjs";

const node = (script: string) => launch(process.execPath, ["-e", script]);
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

test("tells the first line of what it starts, and its exit code", async () => {
  const launched = node(`console.log("ready"); console.log("more"); process.exitCode = 3;`);
  expect([await launched.firstLine, await launched.ended]).toEqual(["ready", 3]);
});

test("what ends without a word is said to have ended before it was ready", async () => {
  const launched = node("process.exitCode = 4;");
  await expect(launched.firstLine).rejects.toMatchObject({ name: "Problem" });
  expect(await launched.ended).toBe(4);
});

test("what is not there has ended", async () => {
  const launched = launch("/nowhere/at/all", []);
  expect(await launched.ended).toBeNull();
  await launched.stop();
});

test("stopping ends it and what it started", async () => {
  const launched = node(
    `const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
     console.log(process.pid + " " + child.pid); setInterval(() => {}, 1000);`,
  );
  const pids = (await launched.firstLine).split(" ").map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  await launched.stop();
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});

test("stopping again, or after the end, does nothing", async () => {
  const launched = node("");
  await launched.ended;
  await launched.stop();
  await launched.stop();
  expect(await launched.ended).toBe(0);
});
