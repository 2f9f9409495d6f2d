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
  /** Files and folders of a drop. */
  takeDropped(files: readonly File[]): Promise<Pick[]>;
  /** The system's dialog for folders; none when it was left without a choice. */
  pickFolders(): Promise<Pick[]>;
}
