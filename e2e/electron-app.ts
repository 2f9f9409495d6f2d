import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type * as Electron from "electron";
import * as esbuild from "esbuild";
import { _electron, chromium, type Page } from "playwright";
import type { StandInOptions } from "@main/testing/stand-in/browser";
import type { standIn } from "@main/testing/stand-in/electron";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STAND_IN = path.join(ROOT, ".cache/electron-stand-in");
export const MAIN = path.join(ROOT, "out/main/main.js");

/** What runs in the main process: Electron's module, and with the stand-in what Electron would keep to itself. */
export type InMain = typeof Electron & { standIn: typeof standIn };

/** The app, running under Electron or under its stand-in. */
export interface RunningApp {
  /** The page in the app's window. */
  window(): Promise<Page>;
  /** Runs a function in the main process. It is sent as text: it sees its arguments and nothing else. */
  evaluate<Result, Argument = undefined>(
    run: (electron: InMain, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  /** What it wrote to its standard error. */
  written(): string;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
  pid: number;
  close(): Promise<void>;
}

export interface StartOptions extends Partial<StandInOptions> {
  args?: string[];
  /** The folder of a run before, to begin from what it kept. */
  home?: string;
}

/** Electron's binary, where it is installed. */
export function findElectron(): string | undefined {
  const folder = path.dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  const named = path.join(folder, "path.txt");
  const binary = existsSync(named) ? path.join(folder, "dist", readFileSync(named, "utf8")) : undefined;
  return binary !== undefined && existsSync(binary) ? binary : undefined;
}

/** Bundles the stand-in, whose parts load each other from one folder. */
export async function buildStandIn(): Promise<void> {
  const common = { absWorkingDir: ROOT, bundle: true, tsconfig: "tsconfig.base.json", outdir: STAND_IN } as const;
  const inNode = ["electron", "parent-port", "control"].map((name) => `desktop/main/testing/stand-in/${name}.ts`);
  const inPage = ["preload-world", "main-world"].map((name) => `desktop/preload/testing/${name}.ts`);
  await esbuild.build({
    ...{ ...common, entryPoints: inNode, platform: "node", format: "esm", packages: "external" },
    outExtension: { ".js": ".mjs" },
  });
  await esbuild.build({ ...common, entryPoints: inPage, platform: "browser", format: "iife" });
}

export async function startStandIn(executable: string, home: string, options: StartOptions = {}): Promise<RunningApp> {
  const { args = [], ...rest } = options;
  const profile = await mkdtemp(path.join(home, "chromium-"));
  const given: StandInOptions = {
    ...{ chromium: executable, profile, userId: 1000, hasSandbox: process.getuid?.() !== 0 },
    ...rest,
  };
  const words = [`--user-data-dir=${home}`, `--library=${path.join(home, "library")}`, ...args];
  const child = fork(MAIN, words, {
    execArgv: ["--import", path.join(STAND_IN, "control.mjs")],
    env: { ...process.env, STAND_IN_OPTIONS: JSON.stringify(given) },
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  return toRunning(child, profile);
}

function toRunning(child: ChildProcess, profile: string): RunningApp {
  let written = "";
  child.stderr?.on("data", (chunk: Buffer) => (written += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const open = new Map<number, (answer: { ok: boolean; value: unknown }) => void>();
  let lastId = 0;
  child.on("message", (answer: { id: number; ok: boolean; value: unknown }) => open.get(answer.id)?.(answer));
  void ended.then((code) => {
    for (const settle of open.values()) settle({ ok: false, value: `the app has ended with ${code}:\n${written}` });
  });
  const evaluate = (run: unknown, argument: unknown) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      open.set(id, ({ ok, value }) => (ok ? resolve(value) : reject(new Error(String(value)))));
      child.send({ id, source: String(run), argument });
    });
  let connecting: Promise<Page> | undefined;
  return {
    evaluate: evaluate as RunningApp["evaluate"],
    window: () => (connecting ??= findPage(profile, ended)),
    written: () => written,
    ended,
    pid: child.pid ?? 0,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** A second client of the Chromium that the stand-in drives. */
async function findPage(profile: string, ended: Promise<unknown>): Promise<Page> {
  const hasEnded = ended.then(() => {
    throw new Error("the app ended before it opened a window");
  });
  const file = path.join(profile, "DevToolsActivePort");
  const port = await Promise.race([
    hasEnded,
    until(() => existsSync(file) && readFileSync(file, "utf8").split("\n")[0]),
  ]);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  const page = await Promise.race([
    hasEnded,
    until(() => pages().find((one) => one.url().startsWith("https://app.imgstream.invalid/"))),
  ]);
  await page.waitForLoadState();
  return page;
}

/** The first value that is one; looks often. */
async function until<Value>(find: () => Value | undefined | false | ""): Promise<Value> {
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false && found !== "") return found;
    await sleep(50);
  }
}
