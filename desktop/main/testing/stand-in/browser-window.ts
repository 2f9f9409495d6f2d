import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { Page } from "playwright";
import { app } from "./app";
import { openPage } from "./browser";
import type { NotInvented } from "./not-invented";
import { StandInWebContents } from "./web-contents";

const open = new Set<StandInWindow>();
let last = 0;

/** A window: a page of Chromium's of the same size. What a window manager would do is only noted. */
export class StandInWindow extends EventEmitter {
  readonly id = ++last;
  readonly webContents = new StandInWebContents(this.id);
  readonly #page: Promise<Page>;
  #bounds: Electron.Rectangle;
  #flags = { isMaximized: false, isFullScreen: false, isMinimized: false, isVisible: false, isFocused: false };
  #isDestroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options;
    this.#bounds = { x, y, width, height };
    StandInWindow.#preferences.set(this, webPreferences);
    open.add(this);
    app.emit("web-contents-created", {}, this.webContents);
    app.emit("browser-window-created", {}, this);
    this.#page = openPage(this.webContents, webPreferences.preload).then(async (page) => {
      await page.setViewportSize({ width, height });
      page.on("close", () => this.destroy());
      return page;
    });
  }

  static readonly #preferences = new WeakMap<StandInWindow, Electron.WebPreferences>();
  static readonly getAllWindows = () => [...open];
  static readonly getFocusedWindow = () => [...open].find((window) => window.isFocused()) ?? null;
  static readonly fromWebContents = (contents: unknown) =>
    [...open].find((one) => one.webContents === contents) ?? null;
  /** What a window was made with. Electron keeps this to itself; tests ask for it. */
  static preferencesOf(window: StandInWindow): Electron.WebPreferences | undefined {
    return StandInWindow.#preferences.get(window);
  }

  async loadURL(url: string): Promise<void> {
    await this.#page;
    await this.webContents.loadURL(url);
    this.emit("ready-to-show");
  }
  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    const { width, height } = this.#bounds;
    void this.#page.then((page) => page.setViewportSize({ width, height }));
    this.emit("resize");
    this.emit("move");
  }
  maximize(): void {
    this.#flags.isMaximized = true;
    this.emit("resize");
  }
  minimize(): void {
    this.#flags.isMinimized = true;
  }
  restore(): void {
    this.#flags.isMinimized = false;
  }
  setFullScreen(flag: boolean): void {
    this.#flags.isFullScreen = flag;
  }
  show(): void {
    this.#flags.isVisible = true;
    this.focus();
  }
  focus(): void {
    for (const window of open) window.#flags.isFocused = window === this;
  }
  isMaximized(): boolean {
    return this.#flags.isMaximized;
  }
  isMinimized(): boolean {
    return this.#flags.isMinimized;
  }
  isFullScreen(): boolean {
    return this.#flags.isFullScreen;
  }
  isVisible(): boolean {
    return this.#flags.isVisible;
  }
  isFocused(): boolean {
    return this.#flags.isFocused;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  close(): void {
    const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
    this.emit("close", event);
    if (!event.isPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    open.delete(this);
    void this.#page.then((page) => page.close()).catch(() => undefined);
    this.emit("closed");
    if (open.size === 0) app.emit("window-all-closed");
  }
}

true satisfies NotInvented<StandInWindow, Electron.BrowserWindow>;
true satisfies Exclude<keyof typeof StandInWindow, keyof typeof Electron.BrowserWindow | "preferencesOf"> extends never
  ? true
  : false;
