import type * as Electron from "electron";
import { options } from "./browser";
import type { SomeOf } from "./not-invented";

/** What a desktop would show or do. Tests put their own answers in place of these, as they do with Electron itself. */
const unanswered = (what: string) => () => Promise.reject(new Error(`nobody answers ${what}`));

export const dialog = {
  showOpenDialog: unanswered("the dialog for folders"),
  showMessageBox: unanswered("the question"),
} satisfies SomeOf<Electron.Dialog>;

export const shell = { openExternal: unanswered("openExternal") } satisfies SomeOf<Electron.Shell>;

export const nativeTheme = { shouldUseDarkColors: false } satisfies SomeOf<Electron.NativeTheme>;

const displays = (options.workAreas ?? [{ x: 0, y: 0, width: 1920, height: 1080 }]).map(
  (workArea, at) => ({ id: at + 1, workArea, bounds: workArea }) as Electron.Display,
);

export const screen = {
  getAllDisplays: () => displays,
  getPrimaryDisplay: () => displays[0]!,
} satisfies SomeOf<Electron.Screen>;

type Template = Electron.MenuItemConstructorOptions[];

type StandInItem = Omit<Electron.MenuItemConstructorOptions, "submenu"> & { submenu?: StandInMenu };

class StandInMenu {
  readonly items: StandInItem[];
  constructor(template: Template) {
    this.items = template.map(({ submenu, ...item }) =>
      Array.isArray(submenu) ? { ...item, submenu: new StandInMenu(submenu) } : item,
    );
  }
  getMenuItemById(id: string): StandInItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

let menu: Electron.Menu | null = null;

export const Menu = {
  buildFromTemplate: (template: Template) => new StandInMenu(template) as unknown as Electron.Menu,
  setApplicationMenu: (given: Electron.Menu | null) => (menu = given),
  getApplicationMenu: () => menu,
} satisfies Partial<typeof Electron.Menu>;
