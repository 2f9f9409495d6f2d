import { afterAll, expect } from "vitest";
import { appTest, closeBrowser } from "@e2e/kit/app";
import { button, untilCounted } from "@e2e/kit/hands";
import { search } from "@e2e/tasks/task";

/** Two hundred pictures are painted: half a minute by itself, minutes beside other work. */
const PAINTING_MS = 600_000;

afterAll(closeBrowser);

appTest("first run makes two hundred sample photos, once", { timeout: PAINTING_MS }, async ({ openApp }) => {
  const app = await openApp();
  await button(app, "firstRun.samples").click();
  await app.page.getByRole("progressbar", { name: app.text.t("firstRun.makingSamples") }).waitFor();
  await app.page.getByText(app.text.t("import.added", { count: 200 })).waitFor({ timeout: PAINTING_MS });
  await untilCounted(app, "frame.photos", 200);
  await search(app).fill('camera:"iPhone 7" has:gps');
  await app.page.getByRole("gridcell").first().waitFor();
  expect(app.errors).toEqual([]);
});
