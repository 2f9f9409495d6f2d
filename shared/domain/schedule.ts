/** Runs something once, later; gives what calls it off. Injected, so that tests and the simulation can set the time. */
export type Schedule = (delayMs: number, run: () => void) => () => void;
