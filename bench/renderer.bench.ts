import { join } from "node:path";
import type { Page } from "playwright";
import { copyLibrary, provideLibrary } from "@bench/generate/provide-library";
import { providePhotoFiles, TWELVE_MEGAPIXELS } from "@bench/generate/photo-files";
import { timeCommand } from "@bench/kit/command";
import { ROOT, withScratch } from "@bench/kit/folders";
import { report } from "@bench/kit/report";
import { quantile } from "@bench/kit/samples";
import { withWindow } from "@bench/kit/window";

/** The interface on a large library, in the browser of this machine: what a person waits for. */
const COUNT = 1_000_000;
const OPENINGS = 3;
const WITH_THUMBNAILS = 1000;

const QUERIES = [
  ...["camera:fuji", "2019", "rating:>=4", "has:gps", "lisbon", "tag:holiday", "2015..2017", "is:favourite"],
  ...["camera:nikon 2020", "iso:>=3200", "-has:gps", "rating:5 2018", "f:<=2.8", "lens:35", "type:jpeg", "2021-06"],
];

/** Types queries whole; each is a keystroke to the page. Gives the milliseconds from its event to the painted count. */
async function timeKeystrokes(page: Page): Promise<number[]> {
  await page.evaluate(`(() => {
    window.typed = [];
    document.addEventListener("input", () => (window.typedAt = performance.now()), true);
    new MutationObserver(() => {
      if (window.typedAt === undefined) return;
      const at = window.typedAt;
      window.typedAt = undefined;
      requestAnimationFrame(() => setTimeout(() => window.typed.push(performance.now() - at)));
    }).observe(document.querySelector("h1").parentElement, { subtree: true, characterData: true, childList: true });
  })()`);
  const box = page.getByRole("combobox");
  for (const query of QUERIES) {
    await box.fill(query);
    await page.waitForTimeout(700);
  }
  await box.fill("");
  await page.waitForTimeout(700);
  return page.evaluate<number[]>("window.typed");
}

/** Counts the long tasks of the page from now on. Throws when the browser does not tell of one that is planted. */
async function startWatch(page: Page): Promise<void> {
  const planted = await page.evaluate<number>(`new Promise((resolve) => {
    window.longTasks = [];
    window.longWatch ??= new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => window.longTasks.push(duration)));
    window.longWatch.observe({ type: "longtask" });
    setTimeout(() => {
      const from = performance.now();
      while (performance.now() - from < 60);
      setTimeout(() => resolve(window.longTasks.splice(0).length), 200);
    });
  })`);
  if (planted === 0) throw new Error("This browser does not tell of long tasks.");
}

/** The long tasks of the page since, in milliseconds; those under 50 are not told. */
const longTasks = (page: Page) => page.evaluate<number[]>("window.longTasks");

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(600, 500);
  for (let turn = 0; turn < 120; turn++) {
    await page.mouse.wheel(0, 900);
    await page.waitForTimeout(16);
  }
}

async function scrub(page: Page, places: number): Promise<void> {
  const box = await page.getByRole("slider").boundingBox();
  if (!box) throw new Error("there is no scrubber");
  const [x, height] = [box.x + box.width / 2, box.height - 20];
  await page.mouse.move(x, box.y + 10);
  await page.mouse.down();
  for (let place = 1; place <= places; place++) {
    await page.mouse.move(x, box.y + 10 + (height * place) / places);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

/** Resolves when every tile in the window shows its picture, with the milliseconds that it took. */
const SHOWN = `new Promise((resolve) => {
  const startedAt = performance.now();
  const look = () => {
    const tiles = [...document.querySelectorAll('[role="gridcell"]')].filter((tile) => {
      const { top, bottom } = tile.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    const isShown = (tile) => { const img = tile.querySelector("img"); return img && img.complete && img.naturalWidth > 0; };
    if (tiles.length > 0 && tiles.every(isShown)) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)));
    else setTimeout(look, 4);
  };
  look();
})`;

async function timeThumbnails(page: Page): Promise<number[]> {
  const times: number[] = [];
  const box = await page.getByRole("slider").boundingBox();
  if (!box) throw new Error("there is no scrubber");
  for (let jump = 0; jump < 20; jump++) {
    await page.mouse.click(box.x + box.width / 2, box.y + 20 + ((box.height - 40) * ((jump * 7) % 20)) / 20);
    times.push(await page.evaluate<number>(SHOWN));
  }
  return times;
}

const kept = await provideLibrary(COUNT);
await withScratch(async (scratch) => {
  const root = await copyLibrary(kept, join(scratch, "library"));
  const opened: { servedMs: number; paintedMs: number }[] = [];
  for (let run = 1; run < OPENINGS; run++) {
    opened.push(await withWindow(root, ({ servedMs, paintedMs }) => Promise.resolve({ servedMs, paintedMs })));
  }
  await withWindow(root, async ({ page, servedMs, paintedMs }) => {
    opened.push({ servedMs, paintedMs });
    await page.waitForTimeout(2000);
    const typed = await timeKeystrokes(page);
    report({
      name: "renderer.keystroke.p95",
      values: [quantile(typed, 0.95)],
      ...{ unit: "ms", n: COUNT, budget: { of: "value", atMost: 150 } },
      notes: { median: Math.round(quantile(typed, 0.5)), queries: typed.length },
    });
    for (const [name, work] of [
      ["renderer.scroll.task", () => scroll(page)],
      ["renderer.scrub.task", () => scrub(page, 200)],
    ] as const) {
      await startWatch(page);
      await work();
      const tasks = await longTasks(page);
      report({
        ...{ name, values: [Math.max(0, ...tasks)], unit: "ms", n: COUNT },
        budget: { of: "value", atMost: 50 },
        notes: { over50: tasks.length },
      });
    }
  });
  report({
    name: "renderer.open",
    values: opened.map(({ servedMs, paintedMs }) => (servedMs + paintedMs) / 1000),
    ...{ unit: "s", n: COUNT },
    notes: {
      servedMs: opened.map(({ servedMs }) => Math.round(servedMs)).join(" "),
      paintedMs: opened.map(({ paintedMs }) => Math.round(paintedMs)).join(" "),
    },
  });
  const photos = await providePhotoFiles({ ...TWELVE_MEGAPIXELS, count: WITH_THUMBNAILS });
  const shown = join(scratch, "shown");
  await timeCommand(process.execPath, [
    join(ROOT, "bin/imgstream.js"),
    "import",
    photos,
    "--reference",
    "--library",
    shown,
  ]);
  await withWindow(shown, async ({ page }) => {
    await page.evaluate(SHOWN);
    const times = await timeThumbnails(page);
    report({
      name: "renderer.thumbnails",
      values: [quantile(times, 0.95)],
      ...{ unit: "ms", n: WITH_THUMBNAILS, budget: { of: "value", atMost: 200 } },
      notes: { median: Math.round(quantile(times, 0.5)) },
    });
  });
});
