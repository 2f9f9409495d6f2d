import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} from "electron";
import { runApp } from "./app";
import { parseArguments } from "./arguments";
import { APP_SCHEME } from "./protocol";
import { toRefusal } from "./refusal";

/** Electron's main process: windows, menus, dialogs, and the engine's process. What it shows and asks comes from elsewhere. */
const OUT = fileURLToPath(new URL("..", import.meta.url));
/** better-sqlite3 compiled for this Electron, where the one in node_modules is compiled for Node. */
const SQLITE_BINDING = join(OUT, "../.cache/electron/better_sqlite3.node");

const refusal = toRefusal({
  platform: process.platform,
  userId: process.getuid?.(),
  hasSwitch: (name) => app.commandLine.hasSwitch(name),
});
if (refusal !== undefined) {
  console.error(refusal);
  app.exit(1);
} else {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  void runApp({
    electron: {
      app,
      BrowserWindow,
      dialog,
      ipcMain,
      Menu,
      MessageChannelMain,
      nativeTheme,
      protocol,
      screen,
      session,
      shell,
      utilityProcess,
    },
    asked: parseArguments(process.argv, process.defaultApp ? 2 : 1, process.cwd()),
    paths: {
      renderer: join(OUT, "renderer"),
      preload: join(OUT, "preload/preload.cjs"),
      engine: join(OUT, "engine/engine-process.js"),
      worker: join(OUT, "engine/media-worker.js"),
      sqliteBinding: app.isPackaged || !existsSync(SQLITE_BINDING) ? undefined : SQLITE_BINDING,
    },
    platform: process.platform,
    monotonicMs: () => performance.now(),
    schedule: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    killHard: (pid) => {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    },
    log: (event, fields = {}) => console.error(`${event} ${JSON.stringify(fields)}`),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => app.quit());
}
