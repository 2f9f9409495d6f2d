import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { writePhoto } from "@shared/media/testing/photo-files";
import { type App, appTest, closeBrowser } from "@e2e/kit/app";
import { button, hasFocus, press, sees, untilCounted, untilShown } from "@e2e/kit/hands";
import { runVerb } from "@e2e/kit/samples";

let folder: string;
let library: string;

/** Five photos, three of them of the lake, over three years. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-search-"));
  library = join(folder, "library");
  for (const [seed, title] of ["Lake", "Lake at dawn", "Tokyo", "湖", "Lake שלום"].entries()) {
    await writePhoto(join(folder, "photos", `${seed}.jpg`), {
      seed,
      title,
      taken: `20${19 + (seed % 3)}:03:01 12:00:00`,
    });
  }
  await runVerb("import", [join(folder, "photos"), "--reference", "--library", library]);
}, 120_000);

afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const box = ({ page, text }: App) => page.getByRole("combobox", { name: text.t("search.label") });

/** How wide the text is by the field's type, how wide it is drawn behind the field, and how far both are scrolled. */
function measure({ page }: App): Promise<{ typed: number; drawn: number; fieldLeft: number; drawnLeft: number }> {
  // Run in the page, whose types are not those of this file.
  return page.evaluate(`(() => {
    const field = document.querySelector("[role=combobox]");
    const behind = field.previousElementSibling;
    const range = document.createRange();
    range.selectNodeContents(behind);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = getComputedStyle(field).font;
    const typed = pen.measureText(field.value).width;
    const drawn = range.getBoundingClientRect().width;
    return { typed, drawn, fieldLeft: field.scrollLeft, drawnLeft: behind.scrollLeft };
  })()`);
}

describe("the search box", () => {
  appTest("is reached from everywhere by / and Ctrl-F, and left by Escape", async ({ openApp }) => {
    const app = await openApp({ from: library });
    await untilShown(app);
    await press(app, "/");
    await sees(() => hasFocus(app.page, box(app))).toBe(true);
    await app.page.keyboard.type("lake");
    await untilCounted(app, "frame.results", 3);
    await press(app, "Escape");
    await untilCounted(app, "frame.photos", 5);
    await press(app, "Escape");
    expect(await hasFocus(app.page, box(app))).toBe(false);
    await press(app, "Control+f");
    expect(await hasFocus(app.page, box(app))).toBe(true);
    expect(app.errors).toEqual([]);
  });

  appTest("underlines a mistake where it is, and Tab puts it right", async ({ openApp }) => {
    const app = await openApp({ from: library, lang: "ja" });
    await untilShown(app);
    await press(app, "/");
    await app.page.keyboard.type("lake dat:2019");
    await app.page.getByText("dat という項目はありません。date でしょうか。").waitFor();
    const underlined = await app.page.locator("[data-mistake]").allTextContents();
    expect(underlined).toEqual(["dat"]);
    await press(app, "Tab");
    await sees(() => box(app).inputValue()).toBe("lake date:2019");
    await untilCounted(app, "frame.results", 1);
  });

  appTest("draws its chips behind the very letters, in long and in right-to-left text too", async ({ openApp }) => {
    const app = await openApp({ from: library });
    await untilShown(app);
    for (const text of ["camera:canon date:2019", 'title:שלום lake "עיר"', `title:${"x".repeat(300)} rating:5`]) {
      await box(app).fill(text);
      await press(app, "End");
      const { typed, drawn, fieldLeft, drawnLeft } = await measure(app);
      expect(Math.abs(typed - drawn)).toBeLessThan(1.5);
      expect(Math.abs(fieldLeft - drawnLeft)).toBeLessThanOrEqual(1);
    }
  });

  appTest("names the part that excludes everything, and drops it", async ({ openApp }) => {
    const app = await openApp({ from: library });
    await untilShown(app);
    await box(app).fill("lake rating:5");
    await untilCounted(app, "frame.results", 0);
    await button(app, "search.removePart", { part: "rating:5" }).click();
    await untilCounted(app, "frame.results", 3);
    expect(await box(app).inputValue()).toBe("lake");
  });

  appTest("takes a keystroke to results in the time that a person calls at once", async ({ openApp }) => {
    const app = await openApp({ from: library });
    await untilShown(app);
    await box(app).fill("lak");
    await untilCounted(app, "frame.results", 3);
    const found = app.text.t("frame.results", { count: 1 });
    const tookMs = await app.page.evaluate(`(async () => {
      const field = document.querySelector("[role=combobox]");
      const begun = performance.now();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "tokyo");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      while (!document.body.textContent.includes(${JSON.stringify(found)})) await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    })()`);
    expect(tookMs).toBeLessThan(1000);
  });
});
