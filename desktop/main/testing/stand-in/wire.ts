/** What goes over the line to another process or page: messages, and those of ports that were handed over. */
export type Wire =
  | { kind: "message"; channel: string; args: unknown[]; ports: number[] }
  | { kind: "port-message"; port: number; message: unknown }
  | { kind: "port-close"; port: number };

/** What a page sends beside. */
export type PageWire =
  | Wire
  | { kind: "invoke"; id: number; channel: string; args: unknown[] }
  /** Asks for the paths of the files that lie ready. */
  | { kind: "files"; id: number; count: number };

/** What a page is sent beside. */
export type ToPageWire = Wire | { kind: "answer"; id: number; ok: boolean; value: unknown };
