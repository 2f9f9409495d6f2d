import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron } from "playwright";
import { inject, test } from "vitest";
import { findElectron, MAIN, type RunningApp, type StartOptions, startStandIn } from "./electron-app";

export const HOSTS = ["the stand-in", "Electron"] as const;
export type HostName = (typeof HOSTS)[number];

export interface Desk {
  /** A folder of this test's own: settings and library lie in it, and are removed afterwards. */
  home: string;
  start(options?: StartOptions): Promise<RunningApp>;
}

const NO_CHROMIUM = "Chromium is not on this machine: run `sudo apt-get install chromium`, or `npm run setup` as root";
const NO_ELECTRON =
  "Electron's binary is not installed: run `node node_modules/electron/install.js` where github.com answers";
const AS_ROOT = "Electron opens no window as root: run the tests as another user, with a display";

/** A test that may start the app under this host; whatever it starts is ended afterwards. */
export function deskTest(host: HostName) {
  return test.extend<{ desk: Desk }>({
    desk: async ({ skip }, use) => {
      const executable = inject("chromium");
      const binary = findElectron();
      if (host === "Electron" && binary === undefined) return skip(NO_ELECTRON);
      if (host === "Electron" && process.getuid?.() === 0) return skip(AS_ROOT);
      if (host === "the stand-in" && executable === null) return skip(NO_CHROMIUM);
      const home = await mkdtemp(path.join(tmpdir(), "imgstream-desk-"));
      const started: RunningApp[] = [];
      const start = async (options: StartOptions = {}) => {
        const app =
          host === "Electron"
            ? await startElectron(binary ?? "", home, options)
            : await startStandIn(executable ?? "", home, options);
        started.push(app);
        return app;
      };
      try {
        await use({ home, start });
      } finally {
        for (const app of started) await app.close();
        await rm(home, { recursive: true, force: true });
      }
    },
  });
}

async function startElectron(binary: string, home: string, { args = [] }: StartOptions): Promise<RunningApp> {
  const words = [MAIN, `--user-data-dir=${home}`, `--library=${path.join(home, "library")}`, ...args];
  // A second start leaves at once: there is nothing to hold on to.
  if (args.includes("--second")) return toLeaving(spawn(binary, words, { stdio: ["ignore", "inherit", "pipe"] }));
  const app = await _electron.launch({ executablePath: binary, args: words });
  const child = app.process();
  return {
    ...toLeaving(child),
    window: () => app.firstWindow(),
    evaluate: (run: never, argument: never) => app.evaluate(run, argument),
    close: () => app.close(),
  };
}

function toLeaving(child: ChildProcess): RunningApp {
  let written = "";
  child.stderr?.on("data", (chunk: Buffer) => (written += String(chunk)));
  const none = () => Promise.reject(new Error("a second start has no window"));
  return {
    ...{ window: none, evaluate: none, written: () => written, pid: child.pid ?? 0 },
    ended: new Promise((resolve) => child.once("exit", resolve)),
    close: () => Promise.resolve(void child.kill()),
  };
}
