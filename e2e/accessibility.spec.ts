import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type App, appTest, closeBrowser } from "@e2e/kit/app";
import { button, photosOf, press, untilCounted, untilShown } from "@e2e/kit/hands";
import { importSamples } from "@e2e/kit/samples";
import { search, sidebar, viewer } from "@e2e/tasks/task";

const SCREEN_MS = 120_000;

let folder: string;
let samples: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-axe-"));
  samples = join(folder, "samples");
  await importSamples(samples);
}, 600_000);

afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

interface Screen {
  name: string;
  isEmpty?: true;
  open(app: App): Promise<void>;
}

const SCREENS: readonly Screen[] = [
  { name: "first run", isEmpty: true, open: (app) => button(app, "firstRun.samples").waitFor() },
  {
    name: "the folder browser",
    isEmpty: true,
    open: async (app) => {
      await button(app, "firstRun.addFolder").click();
      await button(app, "folders.add").waitFor();
    },
  },
  { name: "the timeline", open: (app) => untilCounted(app, "frame.photos", 200) },
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

/** What axe finds serious or worse, as lines a person can act on. */
async function findSerious({ page }: App): Promise<string[]> {
  await page.evaluate(axe.source);
  const run = "axe.run(document, { resultTypes: ['violations'] })";
  const { violations } = await page.evaluate<axe.AxeResults>(run);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ""}`));
}

describe.each(SCREENS)("axe finds nothing serious on $name", { timeout: SCREEN_MS }, ({ isEmpty, open }) => {
  appTest.for([
    { theme: "dark", lang: "en" },
    { theme: "light", lang: "ja" },
  ] as const)("in $theme and $lang", async (look, { openApp }) => {
    const app = await openApp(isEmpty ? look : { ...look, from: samples });
    if (!isEmpty) await untilShown(app);
    await open(app);
    // Fading and sliding in is over; half-faded text would count as too pale.
    await app.page.waitForTimeout(600);
    expect(await findSerious(app)).toEqual([]);
  });
});
