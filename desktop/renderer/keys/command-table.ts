import type { MessageKey } from "@renderer/messages/en";

/** Where a command's keys are heard. An open viewer or sheet keeps those of the timeline from being heard. */
export type CommandScope = "global" | "timeline" | "viewer";

export interface CommandEntry {
  readonly scope: CommandScope;
  /**
   * Any of these does it. `mod` is Ctrl, on a Mac Cmd; names are those of KeyboardEvent.key, letters in lower case; two keys
   * one after the other are parted by a space.
   */
  readonly keys: readonly string[];
  readonly title: MessageKey;
  /** Also heard while a person writes into a field. */
  readonly isHeardInFields?: true;
}

/** Every command with its keys: handlers, tooltips, the sheet of shortcuts and tests read it here. */
export const COMMANDS = {
  "app.help": { scope: "global", keys: ["?"], title: "command.help" },
  "app.search": { scope: "global", keys: ["/", "mod+f"], title: "command.search", isHeardInFields: true },
  "app.undo": { scope: "global", keys: ["mod+z"], title: "command.undo" },
  "app.sidebar": { scope: "global", keys: ["mod+\\"], title: "command.sidebar" },
  "timeline.zoomIn": { scope: "timeline", keys: ["+", "="], title: "command.zoomIn" },
  "timeline.zoomOut": { scope: "timeline", keys: ["-"], title: "command.zoomOut" },
  "timeline.selectAll": { scope: "timeline", keys: ["mod+a"], title: "command.selectAll" },
  "timeline.clear": { scope: "timeline", keys: ["Escape"], title: "command.clear" },
  "timeline.goToMonth": { scope: "timeline", keys: ["g"], title: "command.goToMonth" },
} as const satisfies Record<string, CommandEntry>;

export type CommandId = keyof typeof COMMANDS;
