import type { PageMessage, PreloadApi } from "@preload/api";
import { connect, type Connection } from "@shared/contract/connect";
import { readError } from "@shared/contract/error-record";
import { portOfWeb, type Port } from "@shared/contract/port";
import { AppError } from "@shared/errors";
import type { Host, RenditionSize } from "@renderer/bridge/host";
import { openSocketPort } from "@renderer/bridge/socket-port";
import { uploadDrop, uploadFiles } from "@renderer/bridge/upload";

declare global {
  interface Window {
    readonly imgstream?: PreloadApi;
  }
}

/** The host of this page. */
export function findHost(page: Window): Host {
  return page.imgstream ? electronHost(page, page.imgstream) : serveHost(page);
}

/** Keeps the listeners of `onLost` and watches the port that was made last. */
function createLoss() {
  const listeners = new Set<() => void>();
  return {
    onLost(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch(port: Port): Connection {
      port.onClose(() => {
        for (const listener of [...listeners]) listener();
      });
      return connect(port);
    },
  };
}

const renditionUrl = (photoId: string, size: RenditionSize) => `rendition/${photoId}/${size}`;

function serveHost(page: Window): Host {
  const { onLost, watch } = createLoss();
  return {
    kind: "serve",
    onLost,
    renditionUrl,
    pickFolders: null,
    async connect() {
      const address = new URL("port", page.location.href);
      address.search = "";
      address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
      return watch(await openSocketPort(address));
    },
    takeDrop: (dropped, progress, signal) => uploadDrop(dropped, progress, signal),
    takeFiles: (files, progress, signal) => uploadFiles(files, progress, signal),
  };
}

/** How long the main process may take to hand over a port: an engine opens a large library within this. */
const PORT_MS = 60_000;

function electronHost(page: Window, api: PreloadApi): Host {
  const { onLost, watch } = createLoss();
  return {
    kind: "electron",
    onLost,
    renditionUrl,
    pickFolders: () => api.pickFolders(),
    connect: () =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          page.clearTimeout(timer);
          stopHearing();
          act();
        };
        const timer = page.setTimeout(
          () => settle(() => reject(new AppError("disconnected", "The library's engine does not answer"))),
          PORT_MS,
        );
        const stopHearing = hearPreload(page, (message, [port]) => {
          if (message.type === "imgstream.port" && port) settle(() => resolve(watch(portOfWeb(port))));
          if (message.type === "imgstream.lost") settle(() => reject(readError(message.error)));
        });
        api.requestPort();
      }),
    // The page sees files without paths; the preload knows them.
    takeDrop: (dropped) => api.takeDropped([...dropped.files]),
    takeFiles: (files) => api.takeDropped(files),
  };
}

/** Hears what the preload tells this page. Gives what stops it. */
function hearPreload(
  page: Window,
  listener: (message: PageMessage, ports: readonly MessagePort[]) => void,
): () => void {
  const hear = (event: MessageEvent<unknown>) => {
    const { data, source, ports } = event;
    if (source !== page || typeof data !== "object" || data === null || !("type" in data)) return;
    if (PAGE_MESSAGES.includes(data.type)) listener(data as PageMessage, ports);
  };
  page.addEventListener("message", hear);
  return () => page.removeEventListener("message", hear);
}

const PAGE_MESSAGES: readonly unknown[] = [
  "imgstream.port",
  "imgstream.lost",
  "imgstream.command",
] satisfies PageMessage["type"][];

/** Tells of each command that is chosen in the window's menu, by its id. */
export function hearMenu(page: Window, run: (command: string) => void): void {
  hearPreload(page, (message) => {
    if (message.type === "imgstream.command") run(message.command);
  });
}
