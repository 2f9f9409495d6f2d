/** The names under which preload and main process speak. The page knows none of them. */
export const CHANNELS = {
  /** From the page. */
  requestPort: "imgstream.request-port",
  takeDropped: "imgstream.take-dropped",
  pickFolders: "imgstream.pick-folders",
  /** To the page. */
  port: "imgstream.port",
  lost: "imgstream.lost",
  command: "imgstream.command",
} as const;

/** Where the app's pages come from, and the only origin that anything is handed to. */
export const APP_ORIGIN = "imgstream://app";

/** An answer as it crosses to the preload: an exception would lose its sentence on the way. */
export type Answered<Value> = { ok: true; value: Value } | { ok: false; message: string };
