import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { planSamples } from "@shared/media/samples/plan";
import { dropFolderAt, libraryFolderAt } from "@engine/library-folder";
import { appTest, closeBrowser } from "@e2e/kit/app";
import { button, untilCounted } from "@e2e/kit/hands";
import { provideSamplePhotos } from "@e2e/kit/samples";
import { search } from "@e2e/tasks/task";

/** The rest takes half a minute by itself, minutes beside other work. */
const PAINTED = 180;
const PAINTING_MS = 120_000;

afterAll(closeBrowser);

appTest(
  "first run makes two hundred sample photos, from where it was broken off",
  { timeout: PAINTING_MS },
  async ({ openApp }) => {
    const photos = await provideSamplePhotos();
    const app = await openApp();
    const begun = join(dropFolderAt(libraryFolderAt(app.library), "samples"), "0");
    for (const { path } of planSamples().slice(0, PAINTED)) cpSync(join(photos, path), join(begun, path));
    await button(app, "firstRun.samples").click();
    await app.page.getByRole("progressbar", { name: app.text.t("firstRun.makingSamples") }).waitFor();
    await app.page.getByText(app.text.t("import.added", { count: 200 })).waitFor({ timeout: PAINTING_MS });
    await untilCounted(app, "frame.photos", 200);
    await search(app).fill('camera:"iPhone 7" has:gps');
    await app.page.getByRole("gridcell").first().waitFor();
    expect(app.errors).toEqual([]);
  },
);
