import type { PageMessage, PreloadApi } from "@preload/api";
import { connect, type Connection } from "@shared/contract/connect";
import type { Pick } from "@shared/contract/pick";
import { readError } from "@shared/contract/error-record";
import { portOfWeb, type Port } from "@shared/contract/port";
import { AppError } from "@shared/errors";
import { uploadDrop, uploadFiles } from "@renderer/bridge/upload";
import { openSocketPort } from "@renderer/bridge/socket-port";

/** How far a drop is on its way to the host. */
export interface SendingStep {
  /** Found so far, and sent of them. */
  files: number;
  sentFiles: number;
  totalBytes: number;
  sentBytes: number;
  /** Left out because they could not be read. */
  unreadable: number;
  /** All is found: until then `files` and `totalBytes` still grow. */
  isWalked: boolean;
}

export type Progress = (step: SendingStep) => void;
export type RenditionSize = "thumbnail" | "preview" | "original";

/** What a page asks of the program that shows it. Nothing else in the renderer touches the network or knows the host. */
export interface Host {
  readonly kind: "electron" | "serve";
  /** A connection to the engine; throws `disconnected` when there is none to be had now. */
  connect(): Promise<Connection>;
  /** Tells when the connection last made is gone. Gives what takes the listener away. */
  onLost(listener: () => void): () => void;
  renditionUrl(photoId: string, size: RenditionSize): string;
  /** The system's dialog for folders; null where there is none, and the folder browser takes its place. */
  readonly pickFolders: (() => Promise<Pick[]>) | null;
  /** What was dropped; none when there was no file in it. A browser has to send it to the host first, which progress tells of. */
  takeDrop(dropped: DataTransfer, progress: Progress, signal: AbortSignal): Promise<Pick[]>;
  takeFiles(files: readonly File[], progress: Progress, signal: AbortSignal): Promise<Pick[]>;
}

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
