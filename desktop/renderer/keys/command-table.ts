import type { MessageKey } from "@renderer/messages/en";

/**
 * Where a command's keys are heard. An open viewer or sheet keeps those of the timeline from being heard; those of `photo`
 * are for what is selected in the timeline, or open in the viewer.
 */
export type CommandScope = "global" | "photo" | "timeline" | "viewer";

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
  "app.inspector": { scope: "global", keys: ["i"], title: "command.inspector" },
  "photo.favourite": { scope: "photo", keys: ["f"], title: "command.favourite" },
  "photo.rate0": { scope: "photo", keys: ["0"], title: "command.rate0" },
  "photo.rate1": { scope: "photo", keys: ["1"], title: "command.rate1" },
  "photo.rate2": { scope: "photo", keys: ["2"], title: "command.rate2" },
  "photo.rate3": { scope: "photo", keys: ["3"], title: "command.rate3" },
  "photo.rate4": { scope: "photo", keys: ["4"], title: "command.rate4" },
  "photo.rate5": { scope: "photo", keys: ["5"], title: "command.rate5" },
  "photo.pick": { scope: "photo", keys: ["p"], title: "command.pick" },
  "photo.reject": { scope: "photo", keys: ["x"], title: "command.reject" },
  "photo.unflag": { scope: "photo", keys: ["u"], title: "command.unflag" },
  "photo.labelRed": { scope: "photo", keys: ["6"], title: "command.labelRed" },
  "photo.labelYellow": { scope: "photo", keys: ["7"], title: "command.labelYellow" },
  "photo.labelGreen": { scope: "photo", keys: ["8"], title: "command.labelGreen" },
  "photo.labelBlue": { scope: "photo", keys: ["9"], title: "command.labelBlue" },
  "photo.keyword": { scope: "photo", keys: ["t"], title: "command.keyword" },
  "photo.trash": { scope: "photo", keys: ["Delete", "Backspace"], title: "command.trash" },
  "viewer.close": { scope: "viewer", keys: ["Escape"], title: "command.viewerClose" },
  "viewer.next": { scope: "viewer", keys: ["ArrowRight", "ArrowDown", "PageDown"], title: "command.viewerNext" },
  "viewer.previous": { scope: "viewer", keys: ["ArrowLeft", "ArrowUp", "PageUp"], title: "command.viewerPrevious" },
  "viewer.first": { scope: "viewer", keys: ["Home"], title: "command.viewerFirst" },
  "viewer.last": { scope: "viewer", keys: ["End"], title: "command.viewerLast" },
  "viewer.full": { scope: "viewer", keys: ["z"], title: "command.viewerFull" },
  "viewer.zoomIn": { scope: "viewer", keys: ["+", "="], title: "command.viewerZoomIn" },
  "viewer.zoomOut": { scope: "viewer", keys: ["-"], title: "command.viewerZoomOut" },
  "viewer.play": { scope: "viewer", keys: ["Space"], title: "command.viewerPlay" },
  "timeline.move": {
    scope: "timeline",
    keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"],
    title: "command.move",
  },
  "timeline.extend": {
    scope: "timeline",
    keys: ["shift+ArrowLeft", "shift+ArrowRight", "shift+ArrowUp", "shift+ArrowDown", "shift+Home", "shift+End"],
    title: "command.extend",
  },
  "timeline.open": { scope: "timeline", keys: ["Enter", "Space"], title: "command.open" },
  "timeline.toggle": { scope: "timeline", keys: ["s"], title: "command.toggle" },
  "timeline.zoomIn": { scope: "timeline", keys: ["+", "="], title: "command.zoomIn" },
  "timeline.zoomOut": { scope: "timeline", keys: ["-"], title: "command.zoomOut" },
  "timeline.selectAll": { scope: "timeline", keys: ["mod+a"], title: "command.selectAll" },
  "timeline.clear": { scope: "timeline", keys: ["Escape"], title: "command.clear" },
  "timeline.goToMonth": { scope: "timeline", keys: ["g"], title: "command.goToMonth" },
} as const satisfies Record<string, CommandEntry>;

export type CommandId = keyof typeof COMMANDS;
