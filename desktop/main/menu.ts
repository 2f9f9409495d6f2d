import type { MenuItemConstructorOptions } from "electron";
import type { Messages } from "./messages";

/**
 * One line of the menu. `command`: what the page is told. Its keys are shown, not registered: the page hears them itself,
 * and knows whether they are text just now.
 */
type Line =
  | { command: string; label: keyof Messages; keys?: string }
  | { role: NonNullable<MenuItemConstructorOptions["role"]> }
  | "separator";

interface Column {
  label: keyof Messages;
  lines: readonly Line[];
  /** On a Mac its own menu of the app takes these. */
  elsewhere?: readonly Line[];
}

const COLUMNS: readonly Column[] = [
  {
    label: "file",
    lines: [{ command: "import.addFolder", label: "addFolder" }, "separator", { role: "close" }],
    elsewhere: [{ role: "quit" }],
  },
  {
    label: "edit",
    lines: [
      { command: "app.undo", label: "undo", keys: "CmdOrCtrl+Z" },
      "separator",
      { role: "cut" },
      { role: "copy" },
      { role: "paste" },
      "separator",
      { command: "timeline.selectAll", label: "selectAll", keys: "CmdOrCtrl+A" },
      { command: "app.search", label: "search", keys: "CmdOrCtrl+F" },
    ],
  },
  {
    label: "view",
    lines: [
      { command: "timeline.zoomIn", label: "zoomIn" },
      { command: "timeline.zoomOut", label: "zoomOut" },
      { command: "app.sidebar", label: "sidebar", keys: "CmdOrCtrl+\\" },
      "separator",
      { role: "togglefullscreen" },
    ],
  },
  { label: "window", lines: [{ role: "minimize" }, { role: "zoom" }] },
  { label: "help", lines: [{ command: "app.help", label: "keys" }], elsewhere: [{ role: "about" }] },
];

const FOR_DEVELOPERS: readonly Line[] = ["separator", { role: "reload" }, { role: "toggleDevTools" }];

export interface MenuDeps {
  isMac: boolean;
  /** Whether the lines for developers are shown. */
  isDeveloped: boolean;
  messages: Messages;
  run(command: string): void;
}

/** The menu as Electron builds it. */
export function toMenuTemplate({ isMac, isDeveloped, messages, run }: MenuDeps): MenuItemConstructorOptions[] {
  const toItem = (line: Line): MenuItemConstructorOptions => {
    if (line === "separator") return { type: "separator" };
    if ("role" in line) return { role: line.role };
    const keys = line.keys === undefined ? {} : { accelerator: line.keys, registerAccelerator: false };
    return { id: line.command, label: messages[line.label], click: () => run(line.command), ...keys };
  };
  const columns = COLUMNS.map(({ label, lines, elsewhere = [] }): MenuItemConstructorOptions => {
    const own = isMac ? [] : elsewhere;
    const extra = label === "view" && isDeveloped ? FOR_DEVELOPERS : [];
    return { label: messages[label], submenu: [...lines, ...own, ...extra].map(toItem) };
  });
  return isMac ? [{ role: "appMenu" }, ...columns] : columns;
}
