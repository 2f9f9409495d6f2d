import type { WriteStream } from "node:tty";

/** The bottom line of a terminal, drawn over and over. */
export interface TerminalLine {
  redraw(line: string): void;
}

const CLEAR = "\r\u001b[2K";

export function createTerminalLine(terminal: WriteStream): TerminalLine {
  return {
    redraw: (line) => {
      const width = Math.max(20, terminal.columns) - 1;
      terminal.write(`${CLEAR}${line.slice(0, width)}`);
    },
  };
}
