import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLocked, takeLock } from "./lock.mjs";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "imgstream-lock-"));
  file = path.join(folder, "lock");
});

afterEach(() => rmSync(folder, { recursive: true }));

const neverWaits = () => {
  throw new Error("waited for a lock that nobody holds");
};

/** What a process left behind that took the lock, had this group at work, and was killed. */
async function abandon(group: number | null): Promise<void> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  writeFileSync(file, JSON.stringify({ token: "abandoned", pid: child.pid, startedAt: "1", group }));
}

test("a lock is held until it is released", async () => {
  const lock = await takeLock(file, neverWaits);
  expect(isLocked(file)).toBe(true);
  lock.release();
  expect({ isLocked: isLocked(file), isThere: existsSync(file) }).toEqual({ isLocked: false, isThere: false });
});

test("whoever comes second is told of the first, and waits for it", async () => {
  const order: string[] = [];
  const first = await takeLock(file, neverWaits);
  const second = takeLock(file, (pid) => order.push(`waits for ${pid}`)).then((lock) => {
    order.push("second");
    lock.release();
  });
  await expect.poll(() => order).toEqual([`waits for ${process.pid}`]);
  order.push("first is done");
  first.release();
  await second;
  expect(order).toEqual([`waits for ${process.pid}`, "first is done", "second"]);
});

test("the lock of a process that was killed is taken over", async () => {
  await abandon(null);
  expect(isLocked(file)).toBe(false);
  (await takeLock(file, neverWaits)).release();
});

test("a later process with the number of the holder does not count as it", async () => {
  writeFileSync(file, JSON.stringify({ token: "older", pid: process.pid, startedAt: "1", group: null }));
  (await takeLock(file, neverWaits)).release();
});

test("what a killed process started still holds the lock while it runs", async () => {
  const orphan = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { detached: true, stdio: "ignore" });
  await once(orphan, "spawn");
  await abandon(orphan.pid ?? 0);
  expect(isLocked(file)).toBe(true);
  orphan.kill("SIGKILL");
  await once(orphan, "exit");
  expect(isLocked(file)).toBe(false);
});

test("a lock says which process group is at work", async () => {
  const lock = await takeLock(file, neverWaits);
  lock.noteGroup(4711);
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid, group: 4711 });
  lock.release();
});

test("of ten processes that want an abandoned lock at once, one at a time has it", async () => {
  await abandon(null);
  const log = path.join(folder, "log");
  writeFileSync(log, "");
  const holdBriefly = `
    import { appendFileSync } from "node:fs";
    import { takeLock } from ${JSON.stringify(new URL("./lock.mjs", import.meta.url).href)};
    const lock = await takeLock(${JSON.stringify(file)}, () => {});
    appendFileSync(${JSON.stringify(log)}, "in\\n");
    await new Promise((resolve) => setTimeout(resolve, 5));
    appendFileSync(${JSON.stringify(log)}, "out\\n");
    lock.release();`;
  const children = Array.from({ length: 10 }, () =>
    spawn(process.execPath, ["--input-type=module", "-e", holdBriefly], { stdio: ["ignore", "ignore", "inherit"] }),
  );
  const codes = await Promise.all(children.map((child) => once(child, "exit").then(([code]) => code as number)));
  expect({ codes: new Set(codes), log: readFileSync(log, "utf8") }).toEqual({
    codes: new Set([0]),
    log: "in\nout\n".repeat(10),
  });
}, 30_000);
