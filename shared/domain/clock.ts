/** Time as the program sees it. Injected, so that tests and the simulation can set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z, by the machine's clock. */
  nowMs(): number;
  /** Milliseconds since some fixed moment; never goes back. */
  monotonicMs(): number;
}
