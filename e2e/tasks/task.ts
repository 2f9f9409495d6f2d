import type { App } from "@e2e/kit/app";
import { photosOf } from "@e2e/kit/hands";

/** Something that a person wants to do, in two ways. */
export interface Task {
  name: string;
  /** Begins with an empty library. */
  isEmpty?: true;
  prepare?(app: App): Promise<void>;
  byMouse(app: App): Promise<void>;
  byKeyboard(app: App): Promise<void>;
  /** What must be seen afterwards. */
  check(app: App): Promise<void>;
}

export const first = (app: App) => photosOf(app).first();
export const sidebar = ({ page, text }: App, key: "place.favourites" | "place.trash" | "place.library") =>
  page
    .getByRole("navigation", { name: text.t("frame.sidebar") })
    .getByRole("button", { name: new RegExp(`^${text.t(key)}`) });
export const search = ({ page, text }: App) => page.getByRole("combobox", { name: text.t("search.label") });
export const selectionBar = ({ page, text }: App) => page.getByRole("toolbar", { name: text.t("selection.label") });
export const viewer = ({ page }: App) => page.locator('[role="dialog"][data-tone="dark"]');
