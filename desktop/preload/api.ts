/** A file or folder that a person picked or dropped. The handle stands for its path, which a page never learns or names. */
export interface Pick {
  handle: string;
  name: string;
  isFolder: boolean;
}

/** All that a page in the Electron window is given beside its message port, as `window.imgstream`. */
export interface PreloadApi {
  /** Asks for the port to the engine; it comes by `window.postMessage` as `imgstream.port`, anew after each engine start. */
  requestPort(): void;
  /** Files and folders of a drop. Those that no file on disk stands behind, such as an image of a page, are left out. */
  takeDropped(files: readonly File[]): Promise<Pick[]>;
  /** The system's dialog for folders; none when it was left without a choice. */
  pickFolders(): Promise<Pick[]>;
}

/** What the preload tells the page by `window.postMessage`: from the page's own window, with its own origin. */
export type PageMessage =
  /** A port to the engine, as `event.ports[0]`. The one before it, if there was one, is closed. */
  | { type: "imgstream.port" }
  /** The engine is gone, or the library cannot be opened. A new port comes by itself while the engine is started again. */
  | { type: "imgstream.lost"; error: { code: string; message: string } }
  /** A menu item was chosen: the id of a command. */
  | { type: "imgstream.command"; command: string };
