import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type * as Electron from "electron";
import type { CDPSession, Page } from "playwright";
import { fromCloneText, toCloneText } from "./clone-text";
import { invokeMain, ipcMain } from "./ipc-main";
import type { NotInvented } from "./not-invented";
import { APP_ORIGIN, fromReal, REAL_ORIGIN, toReal } from "./origin";
import { createHanded, type Handed, type StandInPort } from "./ports";
import type { PageWire, ToPageWire } from "./wire";

const WORLD = "preload";
const BRIDGE = "stand-in-bridge";

const script = (name: string, values: object) =>
  `{ const STAND_IN = ${JSON.stringify(values)};\n${readFileSync(new URL(name, import.meta.url), "utf8")}\n}`;

/** The main frame, while it shows one document. */
class StandInFrame {
  readonly parent = null;
  readonly url: string;
  readonly origin: string;
  detached = false;
  readonly #post: (channel: string, args: unknown[], ports: StandInPort[]) => void;

  constructor(url: string, post: (channel: string, args: unknown[], ports: StandInPort[]) => void) {
    this.url = fromReal(url);
    this.origin = fromReal(new URL(url).origin);
    this.#post = post;
  }
  isDestroyed(): boolean {
    return this.detached;
  }
  send(channel: string, ...args: unknown[]): void {
    this.#post(channel, args, []);
  }
  postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    this.#post(channel, [message], transfer as unknown as StandInPort[]);
  }
}

/** A page of Chromium's, behind the face of Electron's WebContents. */
export class StandInWebContents extends EventEmitter {
  readonly id: number;
  #page: Page | undefined;
  #cdp: CDPSession | undefined;
  #frame: StandInFrame | undefined;
  #contextId = 0;
  #handed: Handed;
  #isNavigating = false;
  /** Of each window that was asked for and has not come yet. */
  readonly #refused: boolean[] = [];
  #openHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | undefined;
  #sending: Promise<unknown> = Promise.resolve();

  constructor(id: number) {
    super();
    this.id = id;
    this.#handed = createHanded((wire) => this.#deliver(wire));
  }

  get mainFrame(): StandInFrame | undefined {
    return this.#frame;
  }
  isDestroyed(): boolean {
    return this.#page?.isClosed() ?? false;
  }
  getURL(): string {
    return fromReal(this.#page?.url() ?? "");
  }
  send(channel: string, ...args: unknown[]): void {
    this.#frame?.send(channel, ...args);
  }
  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }
  async loadURL(url: string): Promise<void> {
    this.#isNavigating = true;
    await this.#page?.goto(toReal(url));
    this.emit("did-finish-load");
  }
  reload(): void {
    this.#isNavigating = true;
    void this.#page?.reload().then(() => this.emit("did-finish-load"));
  }

  /** Ties it to its page, before that shows anything. */
  static async attach(contents: StandInWebContents, page: Page, preloadPath: string | undefined): Promise<void> {
    contents.#page = page;
    const cdp = (contents.#cdp = await page.context().newCDPSession(page));
    cdp.on("Runtime.bindingCalled", ({ payload }) => void contents.#receive(fromCloneText(payload) as PageWire));
    cdp.on("Runtime.executionContextCreated", ({ context }) => {
      const isIsolated = context.auxData?.type === "isolated";
      if (context.name === WORLD && isIsolated) contents.#begin(context.id, page.url());
    });
    cdp.on("Page.windowOpen", ({ url }) => {
      const answer = contents.#openHandler?.({ url: fromReal(url) } as Electron.HandlerDetails);
      contents.#refused.push(answer?.action === "deny");
    });
    await cdp.send("Runtime.enable");
    await cdp.send("DOM.enable");
    await cdp.send("Page.enable");
    if (preloadPath === undefined) return;
    const preload = readFileSync(preloadPath, "utf8");
    const values = { realOrigin: REAL_ORIGIN, appOrigin: APP_ORIGIN, bridge: BRIDGE, preload };
    await cdp.send("Runtime.addBinding", { name: "standInBinding", executionContextName: WORLD });
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", { source: script("main-world.js", { bridge: BRIDGE }) });
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", {
      source: script("preload-world.js", values),
      worldName: WORLD,
    });
  }

  /** Whether a page may go where it wants: the app's own loading may, all else asks whoever listens. */
  static mayNavigate(contents: StandInWebContents, url: string): boolean {
    if (contents.#isNavigating) {
      contents.#isNavigating = false;
      return true;
    }
    let isPrevented = false;
    const event = { url: fromReal(url), isMainFrame: true, preventDefault: () => (isPrevented = true) };
    contents.emit("will-frame-navigate", event);
    contents.emit("will-navigate", event);
    return !isPrevented;
  }

  /** Whether the window that the page has just opened may stay. */
  static mayOpen(contents: StandInWebContents): boolean {
    return contents.#refused.shift() !== true;
  }

  /** A new document with its preload: the ports of the one before are gone. */
  #begin(contextId: number, url: string): void {
    if (this.#frame) this.#frame.detached = true;
    this.#handed.closeAll();
    this.#handed = createHanded((wire) => this.#deliver(wire));
    this.#contextId = contextId;
    this.#frame = new StandInFrame(url, (channel, args, ports) =>
      this.#deliver({ kind: "message", channel, args, ports: this.#handed.handOver(ports) }),
    );
  }

  #deliver(wire: ToPageWire): void {
    const [text, contextId] = [toCloneText(wire), this.#contextId];
    this.#sending = this.#sending
      .then(() =>
        this.#cdp?.send("Runtime.callFunctionOn", {
          functionDeclaration: "function (text) { standInDeliver(text); }",
          executionContextId: contextId,
          arguments: [{ value: text }],
        }),
      )
      .catch(() => undefined);
  }

  async #receive(wire: PageWire): Promise<void> {
    const event = { sender: this, senderFrame: this.#frame, type: "frame" } as unknown as Electron.IpcMainInvokeEvent;
    if (wire.kind === "port-message" || wire.kind === "port-close") this.#handed.receive(wire);
    else if (wire.kind === "message") ipcMain.emit(wire.channel, event, ...wire.args);
    else if (wire.kind === "files")
      this.#deliver({ kind: "answer", id: wire.id, ok: true, value: await this.#pathsOf(wire.count) });
    else {
      const answer = await invokeMain(wire.channel, event, wire.args).then(
        (value) => ({ ok: true, value }),
        (thrown: unknown) => ({
          ok: false,
          value: `Error invoking remote method '${wire.channel}': ${String(thrown)}`,
        }),
      );
      this.#deliver({ kind: "answer", id: wire.id, ...answer });
    }
  }

  /** Of the files that lie ready in the preload's world, as Chromium itself knows them; empty for one made by a script. */
  async #pathsOf(count: number): Promise<string[]> {
    const paths: string[] = [];
    for (let at = 0; at < count; at++) {
      const { result } = (await this.#cdp?.send("Runtime.evaluate", {
        expression: `standInFiles[${at}]`,
        contextId: this.#contextId,
      })) ?? { result: {} };
      const found = await this.#cdp
        ?.send("DOM.getFileInfo", { objectId: (result as { objectId?: string }).objectId ?? "" })
        .catch(() => ({ path: "" }));
      paths.push(found?.path ?? "");
    }
    return paths;
  }
}

true satisfies NotInvented<StandInWebContents, Electron.WebContents>;
true satisfies NotInvented<StandInFrame, Electron.WebFrameMain>;
