import { mkdtemp, rm } from "node:fs/promises";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright";
import { beforeAll, beforeEach, describe, expect } from "vitest";
import { writePhoto } from "@shared/media/testing/photo-files";
import { browserTest } from "./browser";
import { copyLibrary, runVerb } from "./kit/samples";
import { startServe, type Serve } from "@bench/kit/serve";

/** File names by age, newest first: as the timeline shows them. */
const NEWEST_FIRST = ["f.jpg", "e.gif", "d.jpg", "c.jpg", "b.jpg", "a.jpg"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let folder: string;
let serve: Serve;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "imgstream-viewer-"));
  const photos = path.join(folder, "photos");
  const day = (number: number) => `2021:03:0${number} 12:34:56`;
  await writePhoto(path.join(photos, "a.jpg"), { seed: 1, taken: day(1), widthPx: 3000, heightPx: 2000 });
  await writePhoto(path.join(photos, "b.jpg"), { seed: 2, taken: day(2), widthPx: 600, heightPx: 900 });
  await writePhoto(path.join(photos, "c.jpg"), { seed: 3, taken: day(3), title: `<img src=x onerror="bad()">` });
  // All that a JPEG says of itself, and nothing of its picture.
  await writePhoto(path.join(photos, "d.jpg"), { seed: 4, taken: day(4) });
  const whole = readFileSync(path.join(photos, "d.jpg"));
  const tables = whole.indexOf(Buffer.of(0xff, 0xdb));
  writeFileSync(path.join(photos, "d.jpg"), Buffer.concat([whole.subarray(0, tables), Buffer.of(0xff, 0xd9)]));
  writeFileSync(path.join(photos, "e.gif"), movingGif());
  await writePhoto(path.join(photos, "f.jpg"), { seed: 6, taken: "2030:03:06 12:34:56", widthPx: 1200, heightPx: 800 });
  // It ends with 1: one of the files needs attention.
  await runVerb("import", [photos, "--reference", "--library", path.join(folder, "imported")]).catch(expectAttention);
  return async () => {
    await rm(folder, { recursive: true, force: true });
  };
});

/** One pixel, black for a second and then white, for ever (GIF89a). */
function movingGif(): Buffer {
  const screen = "01000100800000 000000ffffff";
  const loop = "21ff0b4e45545343415045322e300301000000";
  const frame = (pixels: string) => `21f904006400 0000 2c0000000001000100 00 0202${pixels}00`;
  const body = [screen, loop, frame("4401"), frame("4c01"), "3b"].join("").replaceAll(" ", "");
  return Buffer.concat([Buffer.from("GIF89a", "latin1"), Buffer.from(body, "hex")]);
}

// Each test begins with the same library: what one has changed is nothing to the next.
beforeEach(async () => {
  const library = await mkdtemp(path.join(folder, "library-"));
  copyLibrary(path.join(folder, "imported"), library);
  serve = await startServe({ library, home: folder });
  return () => serve.stop();
});

function expectAttention(thrown: unknown): void {
  expect(String(thrown)).toContain("ended with 1");
}

const cell = (page: Page, row: number): Locator => page.locator(`[role="gridcell"][data-row="${row}"]`);
const dialog = (page: Page): Locator => page.getByRole("dialog", { name: /^Viewer/ });
const picture = (page: Page): Locator => dialog(page).locator('[role="img"][aria-label*="photo"]');
const rowOf = (name: string): number => NEWEST_FIRST.indexOf(name);

async function start(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.goto(serve.url);
  await cell(page, NEWEST_FIRST.length - 1).waitFor();
}

async function open(page: Page, name: string): Promise<void> {
  await cell(page, rowOf(name)).dblclick();
  await dialog(page).getByText(name, { exact: true }).waitFor();
}

/** The renditions that are drawn, from the back to the front. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(
    `[...document.querySelectorAll("[role=dialog] img[data-shown=true]")].map(({ dataset }) => dataset.size)`,
  );

const until = (read: () => Promise<unknown>, value: unknown) => expect.poll(read, { timeout: 10_000 }).toEqual(value);

describe("the viewer", () => {
  browserTest(
    "opens by double click and by key, steps with arrows, Home and End, and closes at the photo left",
    async ({ page }) => {
      await start(page);
      await open(page, "b.jpg");
      const names: (string | null)[] = [];
      for (const key of ["ArrowRight", "ArrowRight", "Home", "ArrowLeft", "End", "ArrowLeft"]) {
        await page.keyboard.press(key);
        names.push(await dialog(page).getAttribute("aria-label"));
      }
      const expected = ["a.jpg", "a.jpg", "f.jpg", "f.jpg", "a.jpg", "b.jpg"];
      expect(names).toEqual(expected.map((name) => `Viewer: ${name}`));
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      const focused = () => page.evaluate("document.activeElement?.dataset.row");
      await until(focused, String(rowOf("b.jpg")));
      await page.keyboard.press("Enter");
      await dialog(page).waitFor();
      expect(await dialog(page).getAttribute("aria-label")).toBe("Viewer: b.jpg");
    },
  );

  browserTest("shows the preview first, and fetches the original only when the zoom asks for it", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1) ?? ""));
    await start(page);
    await open(page, "a.jpg");
    await until(() => drawn(page), ["thumbnail", "preview"]);
    expect(asked).not.toContain("original");
    await page.keyboard.press("z");
    await until(() => drawn(page), ["thumbnail", "preview", "original"]);
    const size = await page.evaluate(
      `(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])(document.querySelector("[role=dialog] [role=img]"))`,
    );
    expect(size).toEqual([3000, 2000]);
  });

  browserTest("zooms to the pointer by wheel, pans by drag, and toggles by double click", async ({ page }) => {
    await start(page);
    await open(page, "a.jpg");
    const box = async () => (await picture(page).boundingBox()) ?? { x: NaN, y: NaN, width: NaN, height: NaN };
    await until(async () => (await box()).width, 1200);
    const before = await box();
    const pointer = { x: 300, y: 300 };
    await page.mouse.move(pointer.x, pointer.y);
    await page.mouse.wheel(0, -400);
    await until(async () => (await box()).width > 1700, true);
    const zoomed = await box();
    const share = ({ x, width }: typeof before) => (pointer.x - x) / width;
    expect(share(zoomed)).toBeCloseTo(share(before), 2);
    await page.mouse.down();
    await page.mouse.move(pointer.x - 60, pointer.y - 40, { steps: 4 });
    await page.mouse.up();
    const panned = await box();
    expect([panned.x - zoomed.x, panned.y - zoomed.y].map(Math.round)).toEqual([-60, -40]);
    await page.mouse.dblclick(600, 400);
    await until(async () => (await box()).width, 1200);
  });

  browserTest("says honestly that a file cannot be shown, with its name", async ({ page }) => {
    await start(page);
    await open(page, "d.jpg");
    await dialog(page).getByRole("heading", { name: "This photo cannot be shown" }).waitFor();
    await dialog(page).getByText("The file itself is kept as it is.").waitFor();
    await page.keyboard.press("ArrowRight");
    await until(() => drawn(page), ["thumbnail", "preview"]);
  });

  browserTest("plays a moving picture from its original", async ({ page }) => {
    await start(page);
    await open(page, "e.gif");
    await until(() => drawn(page), ["thumbnail", "preview", "original"]);
  });

  browserTest(
    "hides its bar after two seconds without movement, never while the keyboard is in it",
    async ({ page }) => {
      await start(page);
      await open(page, "a.jpg");
      const opacity = () => page.evaluate(`getComputedStyle(document.querySelector("[role=dialog] header")).opacity`);
      await page.mouse.move(500, 500);
      expect(await opacity()).toBe("1");
      await until(opacity, "0");
      await page.mouse.move(520, 520);
      await until(opacity, "1");
      await page.keyboard.press("Tab");
      await page.waitForTimeout(2600);
      expect(await opacity()).toBe("1");
    },
  );

  browserTest("keeps Tab within itself and its notices, and the page behind out of reach", async ({ page }) => {
    await start(page);
    await open(page, "a.jpg");
    const outside: string[] = [];
    for (let press = 0; press < 14; press++) {
      await page.keyboard.press("Tab");
      const where = await page.evaluate<string | null>(OUTSIDE);
      if (where !== null) outside.push(where);
    }
    expect(outside).toEqual([]);
  });
});

describe("edits in the viewer", () => {
  browserTest("by key: stars, favourite and label, each with a way back", async ({ page }) => {
    await start(page);
    await open(page, "a.jpg");
    await page.keyboard.press("4");
    await dialog(page).getByRole("button", { name: "4 stars", pressed: true }).waitFor();
    await page.keyboard.press("f");
    await dialog(page).getByRole("button", { name: "Remove from favourites" }).waitFor();
    await page.keyboard.press("7");
    await dialog(page).getByRole("img", { name: "Yellow label" }).waitFor();
    await page.getByText("Rated 1 photo").waitFor();
    await page.keyboard.press("Control+z");
    await dialog(page).getByRole("img", { name: "Yellow label" }).waitFor({ state: "detached" });
  });

  browserTest("Delete moves to the trash and on to the neighbour; Undo brings the photo back", async ({ page }) => {
    await start(page);
    await open(page, "b.jpg");
    await page.keyboard.press("Delete");
    await dialog(page).getByText("a.jpg", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await dialog(page).getByText("6 of 6", { exact: true }).waitFor();
    expect(await dialog(page).getAttribute("aria-label")).toBe("Viewer: a.jpg");
  });

  browserTest(
    "the inspector opens with I, edits a title with markup as text, and keeps it over a reload",
    async ({ page }) => {
      await start(page);
      await open(page, "c.jpg");
      await page.keyboard.press("i");
      const panel = page.getByRole("complementary", { name: "Details" });
      await panel.getByText("Canon EOS 40D").waitFor();
      await panel.getByRole("button", { name: /title/ }).click();
      await page.keyboard.press("Control+a");
      await page.keyboard.type("<b>海辺</b> שלום 🌊");
      await page.keyboard.press("Enter");
      await panel.locator("p", { hasText: "<b>海辺</b>" }).waitFor();
      await page.keyboard.press("Escape");
      await page.reload();
      await open2(page, "c.jpg", "<b>海辺</b> שלום 🌊");
      expect(await dialog(page).locator("b, img[src=x]").count()).toBe(0);
    },
  );
});

async function open2(page: Page, name: string, title: string): Promise<void> {
  await cell(page, rowOf(name)).dblclick();
  await dialog(page).getByText(title, { exact: true }).first().waitFor();
}

describe("for everybody", () => {
  browserTest("axe finds nothing wrong in viewer, inspector and selection bar", async ({ page }) => {
    await start(page);
    await open(page, "a.jpg");
    await page.keyboard.press("i");
    await page.getByRole("complementary", { name: "Details" }).getByText("Canon EOS 40D").waitFor();
    const inViewer = await violations(page, "[role=dialog]");
    await page.keyboard.press("Escape");
    await cell(page, 0).click();
    await page.getByRole("toolbar", { name: "Selection" }).waitFor();
    const inFrame = [...(await violations(page, "[role=toolbar]")), ...(await violations(page, "aside"))];
    expect({ inViewer, inFrame }).toEqual({ inViewer: [], inFrame: [] });
  });
});

/** The element that has the focus where it is in neither the viewer nor a notice; null otherwise. */
const OUTSIDE = `(({ activeElement }) =>
  activeElement === document.body || activeElement.closest("[role=dialog], [role=status]")
    ? null
    : activeElement.outerHTML)(document)`;

/** What axe finds, by rule and place. It comes in over the debugger: the page itself lets no foreign script in. */
async function violations(page: Page, within: string): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run(${JSON.stringify(within)}, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " " + target.join(" "))))`);
}
