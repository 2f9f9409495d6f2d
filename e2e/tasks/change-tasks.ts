import { join } from "node:path";
import { writePhoto } from "@shared/media/testing/photo-files";
import { expect } from "vitest";
import { button, enterGrid, photosOf, press, pressButton, sees, tabTo, untilCounted, untilShown } from "@e2e/kit/hands";
import { first, search, selectionBar, sidebar, type Task } from "@e2e/tasks/task";

/** Bringing in, changing, taking back. */
export const CHANGE_TASKS: readonly Task[] = [
  {
    name: "import a folder",
    isEmpty: true,
    prepare: async ({ home }) => {
      for (let seed = 1; seed <= 5; seed++) {
        await writePhoto(join(home, "Pictures", "Trip", `${seed}.jpg`), { seed, taken: `2021:03:0${seed} 12:00:00` });
      }
    },
    byMouse: async (app) => {
      await button(app, "firstRun.addFolder").click();
      await app.page.getByRole("button", { name: app.text.t("folders.place.pictures") }).click();
      await app.page.getByRole("button", { name: "Trip" }).click();
      await app.page.getByText(app.text.t("folders.photoCount", { count: 5 })).waitFor();
      await button(app, "folders.add").click();
    },
    byKeyboard: async (app) => {
      await pressButton(app, "firstRun.addFolder");
      await tabTo(app.page, app.page.getByRole("button", { name: app.text.t("folders.place.pictures") }));
      await press(app, "Enter");
      await tabTo(app.page, app.page.getByRole("button", { name: "Trip" }));
      await press(app, "Enter");
      await app.page.getByText(app.text.t("folders.photoCount", { count: 5 })).waitFor();
      await pressButton(app, "folders.add");
    },
    check: async (app) => {
      await untilCounted(app, "frame.photos", 5);
      await app.page.getByText(app.text.t("import.added", { count: 5 })).waitFor();
    },
  },
  {
    name: "favourite ten",
    byMouse: async (app) => {
      await first(app).click();
      await photosOf(app).nth(9).scrollIntoViewIfNeeded();
      await photosOf(app)
        .nth(9)
        .click({ modifiers: ["Shift"] });
      await selectionBar(app)
        .getByRole("button", { name: app.text.t("selection.favourite") })
        .click();
      await sidebar(app, "place.favourites").click();
    },
    byKeyboard: async (app) => {
      await enterGrid(app);
      await press(app, "Shift+ArrowRight", 9);
      await press(app, "f");
      await app.page.getByText(app.text.t("selection.saidFavourite", { count: 10 })).waitFor();
      await tabTo(app.page, sidebar(app, "place.favourites"));
      await press(app, "Enter");
    },
    check: async (app) => {
      await untilCounted(app, "frame.photos", 10);
      await sees(() => photosOf(app).count()).toBe(10);
    },
  },
  {
    name: "move to the trash, and undo it",
    byMouse: async (app) => {
      await first(app).click();
      await button(app, "selection.trash").click();
      await untilCounted(app, "frame.photos", 199);
      await button(app, "action.undo").click();
    },
    byKeyboard: async (app) => {
      await enterGrid(app);
      await press(app, "Delete");
      await untilCounted(app, "frame.photos", 199);
      await press(app, "Control+z");
    },
    check: async (app) => {
      await untilCounted(app, "frame.photos", 200);
      await app.page.getByText(app.text.t("actions.undone", { count: 1 })).waitFor();
    },
  },
  {
    name: "restore from the trash",
    prepare: async (app) => {
      await first(app).click();
      await press(app, "Shift+ArrowRight", 2);
      await press(app, "Delete");
      await untilCounted(app, "frame.photos", 197);
    },
    byMouse: async (app) => {
      await sidebar(app, "place.trash").click();
      await untilCounted(app, "frame.photos", 3);
      await button(app, "trash.restoreAll").click();
      await sidebar(app, "place.library").click();
    },
    byKeyboard: async (app) => {
      await tabTo(app.page, sidebar(app, "place.trash"));
      await press(app, "Enter");
      await untilCounted(app, "frame.photos", 3);
      await pressButton(app, "trash.restoreAll");
      await tabTo(app.page, sidebar(app, "place.library"));
      await press(app, "Enter");
    },
    check: (app) => untilCounted(app, "frame.photos", 200),
  },
  {
    name: "set a title",
    byMouse: async (app) => {
      await first(app).click();
      await button(app, "command.inspector").click();
      await app.page.getByRole("button", { name: /^(Edit|Add a) title$/ }).click();
      await app.page.getByRole("textbox", { name: app.text.t("inspector.title"), exact: true }).fill("Harbour at dusk");
      await press(app, "Enter");
    },
    byKeyboard: async (app) => {
      await enterGrid(app);
      await press(app, "i");
      await tabTo(app.page, app.page.getByRole("button", { name: /^(Edit|Add a) title$/ }));
      await press(app, "Enter");
      await press(app, "Control+a");
      await app.page.keyboard.type("Harbour at dusk");
      await press(app, "Enter");
    },
    check: async (app) => {
      await app.page.getByText(app.text.t("actions.edited", { count: 1 })).waitFor();
      await app.page.reload();
      await untilShown(app);
      await search(app).fill('title:"Harbour at dusk"');
      await untilCounted(app, "frame.results", 1);
    },
  },
  {
    name: "add a keyword to a selection",
    byMouse: async (app) => {
      await first(app).click();
      await photosOf(app)
        .nth(1)
        .click({ modifiers: ["Control"] });
      await photosOf(app)
        .nth(3)
        .click({ modifiers: ["Control"] });
      await button(app, "selection.keyword").click();
      await app.page.keyboard.type("for grandmother");
      await button(app, "selection.add").click();
    },
    byKeyboard: async (app) => {
      await enterGrid(app);
      await press(app, "Shift+ArrowRight", 2);
      await press(app, "t");
      await app.page.keyboard.type("for grandmother");
      await press(app, "Enter");
    },
    check: async (app) => {
      await app.page.getByText(app.text.t("selection.saidKeyword", { count: 3 })).waitFor();
      await search(app).fill('tag:"for grandmother"');
      await untilCounted(app, "frame.results", 3);
    },
  },
  {
    name: "open the sheet of keys, then change theme and language",
    byMouse: async (app) => {
      await button(app, "settings.title").click();
      await app.page.getByRole("button", { name: app.text.t("settings.keys") }).click();
      await app.page.getByRole("dialog", { name: app.text.t("keys.title") }).waitFor();
      await app.page
        .getByRole("dialog")
        .getByRole("button", { name: app.text.t("action.close") })
        .click();
      await button(app, "settings.title").click();
      await app.page.getByRole("radio", { name: app.text.t("settings.themeLight") }).check();
      await app.page.getByRole("radio", { name: app.text.t("settings.languageJapanese") }).check();
    },
    byKeyboard: async (app) => {
      await press(app, "?");
      await app.page.getByRole("dialog", { name: app.text.t("keys.title") }).waitFor();
      await press(app, "Escape");
      await pressButton(app, "settings.title");
      await tabTo(app.page, app.page.getByRole("radio", { checked: true }).first());
      await press(app, "ArrowLeft");
      await tabTo(app.page, app.page.getByRole("radio", { checked: true }).last());
      await press(app, "ArrowRight");
    },
    check: async (app) => {
      await app.page.getByRole("heading", { name: "すべての写真" }).waitFor();
      const page = app.page.locator("html");
      const [lang, theme] = [await page.getAttribute("lang"), await page.getAttribute("data-theme")];
      expect({ lang, theme }).toEqual({ lang: "ja", theme: "light" });
    },
  },
];
