import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { toPhotoBytes, writePhoto } from "@shared/media/testing/photo-files";
import { type App, appTest, closeBrowser } from "@e2e/kit/app";
import { button, photosOf, sees, STEP_MS, untilCounted } from "@e2e/kit/hands";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-import-"));
});

afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const says = ({ page, text }: App, ...of: Parameters<App["text"]["t"]>) =>
  page.getByText(text.t(...of), { exact: true }).first();

/** Drags something over the window and, if told, lets it go. Files are given by name and bytes. */
async function drag(
  { page }: App,
  what: { files?: [name: string, base64: string][]; text?: Record<string, string> },
  isDropped: boolean,
): Promise<void> {
  // Run in the page, whose types are not those of this file.
  const dropped = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const [name, base64] of ${JSON.stringify(what.files ?? [])}) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    }
    for (const [type, value] of Object.entries(${JSON.stringify(what.text ?? {})})) transfer.setData(type, value);
    return transfer;
  })()`);
  for (const type of ["dragenter", "dragover", ...(isDropped ? ["drop"] : [])]) {
    await page.locator("#photos").dispatchEvent(type, { dataTransfer: dropped });
  }
}

async function photoFiles(count: number): Promise<[string, string][]> {
  const files: [string, string][] = [];
  for (let seed = 1; seed <= count; seed++) {
    files.push([`${seed}.jpg`, (await toPhotoBytes({ seed, taken: `2021:03:0${seed} 12:00:00` })).toString("base64")]);
  }
  return files;
}

describe("what is dropped into the window", () => {
  appTest(
    "is announced while it is dragged, then copied, with a card that says what it came to",
    async ({ openApp }) => {
      const app = await openApp();
      await says(app, "firstRun.title").waitFor();
      const files = await photoFiles(3);
      const all: [string, string][] = [...files, ["again.jpg", files[0]![1]], ["empty.jpg", ""]];
      await drag(app, { files: all }, false);
      await says(app, "import.dropCopy", { count: 5 }).waitFor();
      await drag(app, { files: all }, true);
      await untilCounted(app, "frame.photos", 3);
      await says(app, "import.done").waitFor({ timeout: STEP_MS });
      for (const [key, count] of [
        ["import.added", 3],
        ["import.alreadyHere", 1],
        ["import.needAttention", 1],
      ] as const) {
        await says(app, key, { count }).waitFor();
      }
      await button(app, "import.review").click();
      await says(app, "review.code.empty_file").waitFor();
      await button(app, "review.dismiss").click();
      await says(app, "review.empty").waitFor();
      expect(app.errors.filter((error) => !error.includes("404"))).toEqual([]);
    },
  );

  appTest("and is text, a link or a picture of a page is refused kindly and leads nowhere", async ({ openApp }) => {
    const app = await openApp();
    await says(app, "firstRun.title").waitFor();
    const { page } = app;
    const before = page.url();
    for (const text of [{ "text/plain": "hello" }, { "text/uri-list": "https://example.org/", "text/html": "<img>" }]) {
      await drag(app, { text }, false);
      await says(app, "import.dropRefused").waitFor();
      await drag(app, { text }, true);
      await sees(() =>
        page
          .getByRole("status")
          .filter({ hasText: app.text.t("import.dropRefused") })
          .count(),
      ).toBe(1);
    }
    expect(page.url()).toBe(before);
    expect(await photosOf(app).count()).toBe(0);
  });
});

describe("an import under way", () => {
  appTest("is followed again after the page was loaded anew, can be stopped, and goes on", async ({ openApp }) => {
    const app = await openApp();
    const { page, home } = app;
    for (let seed = 0; seed < 120; seed++) await writePhoto(join(home, "Pictures", `${seed}.jpg`), { seed });
    await button(app, "firstRun.addFolder").click();
    await page.getByText(app.text.t("folders.photoCount", { count: 120 })).waitFor();
    await button(app, "folders.add").click();
    const card = page.getByRole("region", { name: app.text.t("import.card") });
    await card.waitFor();
    await page.reload();
    await card.waitFor();
    await button(app, "import.cancel").click();
    await says(app, "import.stopped").waitFor({ timeout: STEP_MS });
    await button(app, "import.goOn").click();
    await says(app, "import.done").waitFor({ timeout: 3 * STEP_MS });
    await untilCounted(app, "frame.photos", 120);
  });

  appTest("that the death of the engine broke off is offered in the next window, and goes on", async ({ openApp }) => {
    const app = await openApp();
    const { page, home, serve } = app;
    for (let seed = 0; seed < 120; seed++) await writePhoto(join(home, "Pictures", `${seed}.jpg`), { seed });
    await button(app, "firstRun.addFolder").click();
    await page.getByText(app.text.t("folders.photoCount", { count: 120 })).waitFor();
    await button(app, "folders.add").click();
    await page.getByRole("region", { name: app.text.t("import.card") }).waitFor();
    await serve.kill();
    await serve.again();
    await page.goto(serve.url);
    const goOn = button(app, "import.goOn");
    await goOn.click({ timeout: STEP_MS });
    await says(app, "import.done").waitFor({ timeout: 3 * STEP_MS });
    await untilCounted(app, "frame.photos", 120);
  });
});

describe("files that are chosen", () => {
  appTest("come in by the button, in both languages of its menu", async ({ openApp }) => {
    const app = await openApp({ lang: "ja" });
    writeFileSync(join(folder, "note.txt"), "no photo");
    await writePhoto(join(folder, "a.jpg"), { seed: 1 });
    await button(app, "import.add").click();
    const chooser = app.page.waitForEvent("filechooser");
    await app.page.getByRole("menuitem", { name: app.text.t("import.addPhotos") }).click();
    await (await chooser).setFiles([join(folder, "a.jpg"), join(folder, "note.txt")]);
    await says(app, "import.added", { count: 1 }).waitFor({ timeout: STEP_MS });
    await says(app, "import.otherKinds", { count: 1 }).waitFor();
  });
});
