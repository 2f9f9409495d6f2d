import { join } from "node:path";
import type * as Electron from "electron";
import { z } from "zod";
import type { Schedule } from "@shared/domain/schedule";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { CHANNELS } from "@preload/channels";
import { toErrorRecord } from "@shared/errors";
import { type Arguments, argumentsSchema } from "./arguments";
import { openBundle } from "./bundle";
import { createEngineHost, type EngineHost } from "./engine-host";
import { toExternalUrl } from "./external";
import { createIpc, type Sender } from "./ipc";
import { toMenuTemplate } from "./menu";
import { fill, messagesFor } from "./messages";
import { confine } from "./navigation";
import { limitNetwork } from "./network";
import { limitPermissions } from "./permissions";
import { servePicks } from "./picks";
import { APP_SCHEME, createProtocol } from "./protocol";
import { createRateLimit } from "./rate-limit";
import { createRenditions } from "./rendition";
import { isTrustedSender } from "./sender";
import { openWindow } from "./window";

/** The parts of Electron that the app is made with. */
export type ElectronParts = Pick<
  typeof Electron,
  | "app"
  | "BrowserWindow"
  | "dialog"
  | "ipcMain"
  | "Menu"
  | "MessageChannelMain"
  | "nativeTheme"
  | "protocol"
  | "screen"
  | "session"
  | "shell"
  | "utilityProcess"
>;

export interface AppDeps {
  electron: ElectronParts;
  asked: Arguments;
  paths: { renderer: string; preload: string; engine: string; worker: string; sqliteBinding: string | undefined };
  platform: NodeJS.Platform;
  monotonicMs(): number;
  schedule: Schedule;
  killHard(pid: number): void;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** So many requests of one kind at once, and a second after that: far more than a page of ours makes. */
const RATE = { burst: 50, perS: 10 } as const;

/** Runs the app in this process until it is quit; when it runs already, tells that one what was asked, and quits. */
export async function runApp(deps: AppDeps): Promise<void> {
  const { app } = deps.electron;
  if (!app.requestSingleInstanceLock({ ...deps.asked })) {
    app.quit();
    return;
  }
  app.on("web-contents-created", (_, contents) => confine(contents, (url) => openExternal(deps, url)));
  app.on("window-all-closed", () => {
    if (deps.platform !== "darwin") app.quit();
  });
  await app.whenReady();
  const engine = startEngine(deps);
  guardSession(deps, engine);
  serveIpc(deps, engine);
  deps.electron.Menu.setApplicationMenu(buildMenu(deps));
  const open = () => openAppWindow(deps);
  open();
  app.on("activate", () => {
    if (windows(deps).length === 0) open();
  });
  app.on("second-instance", (_, _argv, _folder, asked: unknown) => {
    focus(windows(deps)[0] ?? open());
    const { success, data } = argumentsSchema.safeParse(asked);
    if (success) void doAsked(deps, engine, { library: data.library, folders: data.folders });
  });
  closeBeforeQuit(deps, engine);
  void importFolders(deps, engine, deps.asked.folders);
}

function startEngine({ electron, paths, asked, schedule, killHard, log }: AppDeps): EngineHost {
  const { utilityProcess, MessageChannelMain } = electron;
  const args = [
    ...(asked.library === undefined ? [] : ["--library", asked.library]),
    ...(paths.sqliteBinding === undefined ? [] : ["--sqlite-binding", paths.sqliteBinding]),
  ];
  const engine = createEngineHost({
    fork: () => utilityProcess.fork(paths.engine, args, { serviceName: "ImgStream engine", stdio: "inherit" }),
    forkWorker: () => utilityProcess.fork(paths.worker, [], { serviceName: "ImgStream media worker", stdio: "ignore" }),
    createChannel: () => new MessageChannelMain(),
    ...{ schedule, killHard, log },
  });
  engine.start();
  return engine;
}

/** What pages may have: the app's own files and pictures, and of the browser's abilities those few that are listed. */
function guardSession({ electron, paths, log }: AppDeps, engine: EngineHost): void {
  const { defaultSession } = electron.session;
  limitPermissions(defaultSession);
  limitNetwork(defaultSession);
  electron.protocol.handle(
    APP_SCHEME.scheme,
    createProtocol({
      bundle: openBundle(paths.renderer),
      findRendition: createRenditions(engine.connection),
      onError: (error) => log("request_failed", error),
    }),
  );
}

function serveIpc(deps: AppDeps, engine: EngineHost): void {
  const { electron, monotonicMs, log } = deps;
  const { ipcMain, dialog, app } = electron;
  const messages = messagesFor(app.getLocale());
  const ipc = createIpc({
    ipcMain,
    isTrusted: (sender) =>
      isTrustedSender(sender, (id) => windows(deps).some(({ webContents }) => webContents.id === id)),
    limit: createRateLimit(monotonicMs, RATE),
    onRefused: (channel, reason) => log("ipc_refused", { channel, reason }),
    onBug: (channel, thrown) => log("bug", { channel, error: String(thrown) }),
  });
  ipc.on(CHANNELS.requestPort, z.tuple([]), ({ senderFrame }) => handOverPort(engine, senderFrame));
  servePicks(ipc, {
    ask: engine.connection,
    dialog,
    windowOf: ({ sender }: Sender) => electron.BrowserWindow.fromWebContents(sender),
    say: {
      pickFolders: messages.pickFolders,
      remote: (host) => fill(messages.remote, { host }),
      goOn: messages.goOn,
      cancel: messages.cancel,
    },
  });
}

/** To the very frame that asked: another page may be in its place by the time the engine is up. */
async function handOverPort(engine: EngineHost, frame: Electron.WebFrameMain | null): Promise<void> {
  if (!frame) return;
  try {
    const port = await engine.openPort("page");
    if (frame.isDestroyed() || frame.detached) port.close();
    else frame.postMessage(CHANNELS.port, null, [port]);
  } catch (error) {
    const { code, message } = toErrorRecord(error);
    if (!frame.isDestroyed()) frame.send(CHANNELS.lost, { code, message });
  }
}

function openAppWindow(deps: AppDeps): Electron.BrowserWindow {
  const { BrowserWindow, app, nativeTheme, screen } = deps.electron;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return openWindow({
    create: (options) => new BrowserWindow(options),
    preload: deps.paths.preload,
    statePath: join(app.getPath("userData"), "window.json"),
    isDeveloped: !app.isPackaged,
    isDark: nativeTheme.shouldUseDarkColors,
    workAreas: [primary, ...others].map(({ workArea }) => workArea),
    schedule: deps.schedule,
    log: deps.log,
  });
}

function buildMenu(deps: AppDeps) {
  const { app, Menu, BrowserWindow } = deps.electron;
  return Menu.buildFromTemplate(
    toMenuTemplate({
      isMac: deps.platform === "darwin",
      isDeveloped: !app.isPackaged,
      messages: messagesFor(app.getLocale()),
      run: (command) => BrowserWindow.getFocusedWindow()?.webContents.send(CHANNELS.command, command),
    }),
  );
}

/** What a second start asked for is done here, in the one that runs. */
async function doAsked(deps: AppDeps, engine: EngineHost, { library, folders }: Arguments): Promise<void> {
  if (library !== undefined && library !== deps.asked.library) {
    const messages = messagesFor(deps.electron.app.getLocale());
    await deps.electron.dialog.showMessageBox({ type: "info", message: fill(messages.otherLibrary, { library }) });
    return;
  }
  await importFolders(deps, engine, folders);
}

/** Folders of the command line stay where they are. */
async function importFolders({ log }: AppDeps, engine: EngineHost, paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  try {
    await (await engine.connection()).invoke(IMPORT_OPERATIONS.start, { paths, mode: "reference" });
  } catch (error) {
    log("import_not_started", { ...toErrorRecord(error) });
  }
}

function openExternal({ electron, log }: AppDeps, text: string): void {
  const url = toExternalUrl(text);
  if (url === undefined) log("external_refused", {});
  else void electron.shell.openExternal(url);
}

/** The library is let go of before the process ends. */
function closeBeforeQuit({ electron: { app } }: AppDeps, engine: EngineHost): void {
  let isClosed = false;
  app.on("will-quit", (event) => {
    if (isClosed) return;
    event.preventDefault();
    void engine.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

const windows = ({ electron }: AppDeps) => electron.BrowserWindow.getAllWindows();

function focus(window: Pick<Electron.BrowserWindow, "isMinimized" | "restore" | "show" | "focus">): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
