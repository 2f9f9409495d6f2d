import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { ROOT } from "@bench/kit/folders";
import { type App, type AppOptions, appTest, closeBrowser } from "@e2e/kit/app";
import { button, photosOf, press, sees, untilShown } from "@e2e/kit/hands";
import { importSamples } from "@e2e/kit/samples";
import { savePicture } from "@e2e/pictures/save-picture";
import { search, viewer } from "@e2e/tasks/task";

/**
 * The pictures of README.md and README.ja.md: `IMGSTREAM_PICTURES=docs/pictures npx vitest run --project browser pictures`
 * takes them anew.
 */
interface Picture extends AppOptions {
  name: string;
  arrange(app: App): Promise<void>;
}

/** A PNG of the frame with grey tiles has fewer. */
const FULL_BYTES = 100_000;

const PICTURES: readonly Picture[] = [
  { ...{ name: "timeline", theme: "dark", lang: "en" }, arrange: () => Promise.resolve() },
  { ...{ name: "timeline-ja", theme: "light", lang: "ja" }, arrange: () => Promise.resolve() },
  {
    ...{ name: "search", theme: "light", lang: "en" },
    arrange: async (app) => {
      await search(app).fill('camera:"X-T2" japan rating:>=3');
      await button(app, "search.clear").waitFor();
    },
  },
  {
    ...{ name: "viewer", theme: "dark", lang: "en" },
    arrange: async (app) => {
      await search(app).fill("lisbon rating:>=4");
      await photosOf(app).first().dblclick();
      await press(app, "i");
      await viewer(app).getByRole("complementary").waitFor();
    },
  },
];

let folder: string;
let samples: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-pictures-"));
  samples = join(folder, "samples");
  await importSamples(samples, process.env.IMGSTREAM_PICTURES !== undefined);
}, 300_000);

afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

/** Tiles in view that show no picture yet. */
const countGrey = ({ page }: App): Promise<number> =>
  page.evaluate<number>(
    `[...document.querySelectorAll('[role="gridcell"] img')].filter((img) => !img.complete).length`,
  );

appTest.for(PICTURES)(
  "the picture of $name is full of photos, and the README shows it",
  async (picture, { openApp }) => {
    const app = await openApp({ ...picture, from: samples, width: 1440, height: 900 });
    await untilShown(app);
    await picture.arrange(app);
    await sees(() => countGrey(app)).toBe(0);
    await app.page.waitForTimeout(1000);
    expect(statSync(await savePicture(app, picture.name)).size).toBeGreaterThan(FULL_BYTES);
    expect(existsSync(join(ROOT, "docs/pictures", `${picture.name}.png`))).toBe(true);
    const readmes = ["README.md", "README.ja.md"].map((name) => readFileSync(join(ROOT, name), "utf8")).join("");
    expect(readmes).toContain(`docs/pictures/${picture.name}.png`);
    expect(app.errors).toEqual([]);
  },
);
