import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { writePhoto } from "@shared/media/testing/photo-files";
import { appTest, closeBrowser } from "@e2e/kit/app";
import { button, photosOf, press, sees, untilCounted, untilShown } from "@e2e/kit/hands";
import { runVerb } from "@e2e/kit/samples";
import { search, viewer } from "@e2e/tasks/task";

const TEST_MS = 120_000;
const COUNT = 12;

let folder: string;
let photos: string;
let library: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-recovery-"));
  [photos, library] = [join(folder, "photos"), join(folder, "library")];
  for (let seed = 1; seed <= COUNT; seed++) {
    await writePhoto(join(photos, `${seed}.jpg`), { seed, taken: `2021:03:${String(seed).padStart(2, "0")} 12:00:00` });
  }
  await runVerb("import", [photos, "--reference", "--library", library]);
}, TEST_MS);

afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

appTest(
  "a page whose host is killed says so, keeps what it shows, and goes on by itself",
  { timeout: TEST_MS },
  async ({ openApp }) => {
    const app = await openApp({ from: library });
    await untilCounted(app, "frame.photos", COUNT);
    await app.serve.kill();
    await app.page.getByText(app.text.t("frame.reconnecting")).waitFor();
    expect(await photosOf(app).count()).toBe(COUNT);
    await app.serve.again();
    await app.page.getByText(app.text.t("frame.reconnecting")).waitFor({ state: "detached", timeout: 60_000 });
    await photosOf(app).first().click();
    await press(app, "f");
    await app.page.getByText(app.text.t("selection.saidFavourite", { count: 1 })).waitFor();
    await search(app).fill("is:favourite");
    await untilCounted(app, "frame.results", 1);
  },
);

appTest(
  "what was done is there after a restart, and can still be undone",
  { timeout: TEST_MS },
  async ({ openApp }) => {
    const app = await openApp({ from: library });
    await untilShown(app);
    await photosOf(app).first().click();
    await press(app, "Delete");
    await untilCounted(app, "frame.photos", COUNT - 1);
    await app.serve.stop();
    await app.serve.again();
    await app.page.goto(app.serve.url);
    await untilCounted(app, "frame.photos", COUNT - 1);
    await press(app, "Control+z");
    await untilCounted(app, "frame.photos", COUNT);
  },
);

appTest(
  "how the app looks is kept for another library, at another address",
  { timeout: TEST_MS },
  async ({ openApp }) => {
    const app = await openApp({ from: library });
    await untilShown(app);
    const sidebarWidth = async () =>
      (await app.page.getByRole("navigation", { name: app.text.t("frame.sidebar") }).boundingBox())?.width ?? 0;
    const width = await sidebarWidth();
    await press(app, "Control+\\");
    await sees(sidebarWidth).toBeLessThan(width / 2);
    const other = await openApp();
    await other.serve.stop();
    await other.serve.again();
    await app.page.goto(other.serve.url);
    await button(app, "firstRun.samples").waitFor();
    expect(await sidebarWidth()).toBeLessThan(width / 2);
  },
);

const TITLES = [
  ["markup", `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><b>bold</b>`],
  ["another direction", "\u202Eتجربة عنوان שלום gpj.exe"],
  ["signs of many parts", "👩‍👩‍👧‍👦🏳️‍🌈é̴̡̢̛̛̛ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A"],
  ["ten thousand characters", "a long title ".repeat(800).slice(0, 10_000).trim()],
  ["braces and quotes", `{count} "quoted" 'single' \${x} %s {{t}}`],
] as const;

appTest.for(TITLES)(
  "a title of %s is shown as text, and nothing of it is run",
  { timeout: TEST_MS },
  async ([, title], { openApp }) => {
    const app = await openApp({ from: library });
    await untilShown(app);
    await photosOf(app).first().click();
    await press(app, "i");
    await button(app, "inspector.addTitle").click();
    await app.page.getByRole("textbox", { name: app.text.t("inspector.title"), exact: true }).fill(title);
    await press(app, "Enter");
    await app.page.getByText(app.text.t("actions.edited", { count: 1 })).waitFor();
    await photosOf(app).first().dblclick();
    await viewer(app).waitFor();
    const shown = viewer(app).locator("header p").first();
    await shown.filter({ hasText: title.slice(0, 40) }).waitFor();
    const seen = await app.page.evaluate(
      `({ pwned: window.pwned, images: document.querySelectorAll("img[src=x]").length, wide: document.documentElement.scrollWidth - innerWidth })`,
    );
    expect({ seen, text: await shown.textContent() }).toEqual({
      seen: { images: 0, wide: 0 },
      text: title,
    });
    expect(app.errors).toEqual([]);
  },
);
