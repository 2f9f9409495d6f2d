import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toPhotoBytes, writePhoto } from "@shared/media/testing/photo-files";
import type { App } from "@e2e/kit/app";
import { button, photosOf, press, untilCounted } from "@e2e/kit/hands";
import { runVerb } from "@e2e/kit/samples";
import { search, sidebar, viewer } from "@e2e/tasks/task";

const LONG_AGO = new Date("2010-06-01T12:00:00Z");

/** Something that people look at, and the way to it. */
export interface Screen {
  name: string;
  /** Begins with an empty library. */
  isEmpty?: true;
  open(app: App): Promise<void>;
}

/** All but the first begin with the sample photos and two files in trouble. */
export const SCREENS: readonly Screen[] = [
  { name: "first run", isEmpty: true, open: (app) => button(app, "firstRun.samples").waitFor() },
  {
    name: "the folder browser",
    isEmpty: true,
    open: async (app) => {
      await button(app, "firstRun.addFolder").click();
      await button(app, "folders.add").waitFor();
    },
  },
  {
    name: "an import under way",
    isEmpty: true,
    open: async (app) => {
      const at = join(app.home, "Pictures", "Trip");
      for (let seed = 1; seed <= 300; seed++) await writePhoto(join(at, `${seed}.jpg`), { seed });
      await button(app, "firstRun.addFolder").click();
      await app.page.getByRole("button", { name: app.text.t("folders.place.pictures") }).click();
      await button(app, "folders.add").click();
      await app.page.getByRole("region", { name: app.text.t("import.card") }).waitFor();
    },
  },
  {
    name: "what needs attention",
    open: async (app) => {
      await app.page
        .getByRole("navigation")
        .getByRole("button", { name: new RegExp(`^${app.text.t("place.review")}`) })
        .click();
      await button(app, "review.dismiss").first().waitFor();
    },
  },
  { name: "the timeline", open: (app) => untilCounted(app, "frame.photos", 201) },
  {
    name: "a selection with details",
    open: async (app) => {
      await photosOf(app).first().click();
      await press(app, "Shift+ArrowRight", 2);
      await press(app, "i");
      await app.page.getByRole("complementary").waitFor();
    },
  },
  {
    name: "the viewer with details",
    open: async (app) => {
      await photosOf(app).first().dblclick();
      await press(app, "i");
      await viewer(app).getByRole("complementary").waitFor();
    },
  },
  {
    name: "a search with a mistake",
    open: async (app) => {
      await search(app).fill("camra:X-T2");
      await app.page.getByText(/camra/).first().waitFor();
    },
  },
  {
    name: "a search that finds nothing",
    open: async (app) => {
      await search(app).fill("tokyo lisbon");
      await untilCounted(app, "frame.results", 0);
    },
  },
  { name: "the settings", open: (app) => button(app, "settings.title").click() },
  {
    name: "the sheet of keys",
    open: async (app) => {
      await press(app, "?");
      await app.page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "the trash",
    open: async (app) => {
      await photosOf(app).first().click();
      await press(app, "Delete");
      await sidebar(app, "place.trash").click();
      await untilCounted(app, "frame.photos", 1);
    },
  },
];

/** Offers a library an empty file, which is refused, and the beginning of one, which becomes its oldest photo. */
export async function importTroubles(library: string, folder: string): Promise<void> {
  mkdirSync(folder);
  writeFileSync(join(folder, "DSC_0101.jpg"), "");
  const damaged = join(folder, "DSC_0102.jpg");
  writeFileSync(damaged, (await toPhotoBytes({ seed: 102 })).subarray(0, 100));
  utimesSync(damaged, LONG_AGO, LONG_AGO);
  await runVerb("import", [folder, "--reference", "--library", library], [0, 1]);
}
