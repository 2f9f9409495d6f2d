/** Where the engine says what happened beside its answers. One line an event; no secrets, no photo contents. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
}
