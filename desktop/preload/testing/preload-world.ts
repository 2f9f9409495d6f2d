import { fromCloneText, toCloneText } from "@main/testing/stand-in/clone-text";
import type { PageWire, ToPageWire } from "@main/testing/stand-in/wire";

/**
 * Runs in a world of its own in the page, as a preload does: gives the preload bundle `require("electron")` as a sandboxed
 * one has it, and speaks to the stand-in over a binding that this world alone has.
 */
declare const STAND_IN: { realOrigin: string; appOrigin: string; preload: string; bridge: string };
declare const standInBinding: (text: string) => void;

type Listener = (event: { ports: MessagePort[] }, ...args: unknown[]) => void;

const send = (wire: PageWire): void => standInBinding(toCloneText(wire));
const listeners = new Map<string, Set<Listener>>();
const answers = new Map<number, (answer: { ok: boolean; value: unknown }) => void>();
const ports = new Map<number, MessagePort>();
const paths = new WeakMap<File, string>();
let lastId = 0;

function ask(wire: (id: number) => PageWire): Promise<unknown> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    answers.set(id, ({ ok, value }) => (ok ? resolve(value) : reject(new Error(String(value)))));
    send(wire(id));
  });
}

/** The page's end of a port that the main process hands over. */
function openPort(id: number): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ports.set(id, port1);
  port1.addEventListener("message", ({ data }) => send({ kind: "port-message", port: id, message: data }));
  port1.addEventListener("close", () => send({ kind: "port-close", port: id }));
  port1.start();
  return port2;
}

function deliver(text: string): void {
  const wire = fromCloneText(text) as ToPageWire;
  switch (wire.kind) {
    case "message": {
      const event = { ports: wire.ports.map(openPort) };
      for (const listener of listeners.get(wire.channel) ?? []) listener(event, ...wire.args);
      return;
    }
    case "answer":
      answers.get(wire.id)?.(wire);
      answers.delete(wire.id);
      return;
    case "port-message":
      ports.get(wire.port)?.postMessage(wire.message);
      return;
    case "port-close":
      ports.get(wire.port)?.close();
      ports.delete(wire.port);
  }
}

const ipcRenderer = {
  on: (channel: string, listener: Listener) => {
    listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
  },
  send: (channel: string, ...args: unknown[]) => send({ kind: "message", channel, args, ports: [] }),
  invoke: (channel: string, ...args: unknown[]) => ask((id) => ({ kind: "invoke", id, channel, args })),
};

const webUtils = {
  getPathForFile: (file: File) => {
    if (!(file instanceof File)) throw new TypeError("not a File");
    return paths.get(file) ?? "";
  },
};

/** Paths are looked up before the preload is called, which asks for them without waiting. */
async function learnPaths(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  Object.assign(globalThis, { standInFiles: files });
  const found = (await ask((id) => ({ kind: "files", id, count: files.length }))) as string[];
  files.forEach((file, at) => paths.set(file, found[at] ?? ""));
}

const contextBridge = {
  exposeInMainWorld: (key: string, api: Record<string, (...args: unknown[]) => unknown>) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", ({ data }: MessageEvent<{ id: number; name: string; args: unknown[] }>) => {
      void learnPaths(data.args.flat().filter((value) => value instanceof File))
        .then(() => api[data.name]?.(...data.args))
        .then(
          (value) => port1.postMessage({ id: data.id, ok: true, value }),
          (error: unknown) => port1.postMessage({ id: data.id, ok: false, value: (error as Error).message }),
        );
    });
    port1.start();
    const detail = { key, names: Object.keys(api) };
    window.dispatchEvent(new MessageEvent(STAND_IN.bridge, { data: detail, ports: [port2] }));
  },
};

/** The window as the preload sees it: the app's origin is that of the stand-in's pages. */
const seen = {
  postMessage: (message: unknown, origin: string, transfer: Transferable[]) =>
    window.postMessage(message, origin === STAND_IN.appOrigin ? STAND_IN.realOrigin : origin, transfer),
};

if (window === window.top) {
  Object.assign(globalThis, { standInDeliver: deliver });
  const required = (name: string) => {
    if (name !== "electron") throw new Error(`a sandboxed preload cannot require ${name}`);
    return { contextBridge, ipcRenderer, webUtils };
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- it is the bundle
  new Function("require", "module", "exports", "window", STAND_IN.preload)(required, { exports: {} }, {}, seen);
}
