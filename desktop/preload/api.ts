/** A file or folder that a person picked or dropped. The handle stands for its path, which a page never learns or names. */
export interface Pick {
  handle: string;
  name: string;
  isFolder: boolean;
}

/** All that a page in the Electron window is given beside its message port, as `window.imgstream`. */
export interface PreloadApi {
  /**
   * Asks for a port to the engine; it comes as the message `imgstream.port`, when the engine is up, or `imgstream.lost` says
   * why there is none. A port that closes means that the engine is gone: ask again, it is started anew meanwhile.
   */
  requestPort(): void;
  /** Files and folders of a drop. Those that no file on disk stands behind, such as an image of a page, are left out. */
  takeDropped(files: readonly File[]): Promise<Pick[]>;
  /** The system's dialog for folders; none when it was left without a choice. */
  pickFolders(): Promise<Pick[]>;
}

/** What the preload tells the page by `window.postMessage`: from the page's own window, with its own origin. */
export type PageMessage =
  /** The port that was asked for, as `event.ports[0]`. */
  | { type: "imgstream.port" }
  /** There is none to be had: the library cannot be opened. Asking again tries again. */
  | { type: "imgstream.lost"; error: { code: string; message: string } }
  /** A menu item was chosen: the id of a command. */
  | { type: "imgstream.command"; command: string };
