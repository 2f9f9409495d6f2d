import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebPreferences } from "electron";
import type { Schedule } from "@shared/domain/schedule";
import { APP_ORIGIN } from "@preload/channels";
import { findWindowState, fitBounds, saveWindowState, SMALLEST, type WindowState } from "./window-state";

/** What pages of ours run with. Each is said, also where it is what Electron does anyway: a default may change. */
export function toWebPreferences(preload: string, isDeveloped: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    spellcheck: false,
    safeDialogs: true,
    devTools: isDeveloped,
  };
}

export interface WindowDeps {
  create(options: BrowserWindowConstructorOptions): BrowserWindow;
  preload: string;
  statePath: string;
  isDeveloped: boolean;
  isDark: boolean;
  /** Of all displays, the first one first. */
  workAreas: readonly Rectangle[];
  schedule: Schedule;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** The canvas of either theme, until the page paints it. */
const CANVAS = { dark: "#111214", light: "#fbfbfa" } as const;
const SAVE_MS = 500;
const RELOADS_MAX = 3;

/** Opens the app's window where it was last; shows it when the page has painted. */
export function openWindow(deps: WindowDeps): BrowserWindow {
  const saved = findWindowState(deps.statePath);
  const window = deps.create({
    ...fitBounds(saved?.bounds, deps.workAreas),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: "ImgStream",
    backgroundColor: deps.isDark ? CANVAS.dark : CANVAS.light,
    webPreferences: toWebPreferences(deps.preload, deps.isDeveloped),
  });
  window.once("ready-to-show", () => {
    if (saved?.isMaximized) window.maximize();
    if (saved?.isFullScreen) window.setFullScreen(true);
    window.show();
  });
  keepState(window, deps);
  reviveRenderer(window, deps);
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

function keepState(window: BrowserWindow, { statePath, schedule, log }: WindowDeps): void {
  let cancel: () => void = () => undefined;
  const save = () => {
    cancel();
    if (window.isDestroyed()) return;
    try {
      saveWindowState(statePath, toState(window));
    } catch (error) {
      log("window_state_not_saved", { error: String(error) });
    }
  };
  const saveSoon = () => {
    cancel();
    cancel = schedule(SAVE_MS, save);
  };
  window.on("resize", saveSoon);
  window.on("move", saveSoon);
  window.on("close", save);
}

function toState(window: BrowserWindow): WindowState {
  return {
    bounds: window.getNormalBounds(),
    isMaximized: window.isMaximized(),
    isFullScreen: window.isFullScreen(),
  };
}

/** A page whose process has died is loaded anew; one that dies again and again is left to be looked into. */
function reviveRenderer({ webContents }: BrowserWindow, { log }: WindowDeps): void {
  let reloads = 0;
  webContents.on("render-process-gone", (_, { reason, exitCode }) => {
    log("page_gone", { reason, exitCode });
    if (reason === "clean-exit" || reloads >= RELOADS_MAX) return;
    reloads += 1;
    webContents.reload();
  });
}
