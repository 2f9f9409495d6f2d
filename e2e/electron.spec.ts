import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright";
import { beforeAll, describe, expect, vi } from "vitest";
import { writePhoto } from "@shared/media/testing/photo-files";
import { buildStandIn, type RunningApp } from "./electron-app";
import { deskTest, HOSTS } from "./electron-hosts";
import { startServe } from "@bench/kit/serve";

beforeAll(buildStandIn);

const TILES = "[role=gridcell]";
const SOON = { timeout: 30_000, interval: 100 };

async function savePhotos(folder: string, count: number): Promise<string> {
  for (let seed = 1; seed <= count; seed++) {
    const taken = `2021:03:${String(seed).padStart(2, "0")} 12:34:56`;
    await writePhoto(path.join(folder, `photo-${seed}.jpg`), { seed, taken, widthPx: 320, heightPx: 240 });
  }
  return folder;
}

/** The processes that this one started and that still run, by what they run. */
function enginePids({ pid }: RunningApp): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return rows
    .map((row) => /^\s*(?<pid>\d+)\s+(?<parent>\d+)\s+(?<args>.*)$/.exec(row)?.groups)
    .filter((found) => Number(found?.parent) === pid && found?.args?.includes("engine-process.js"))
    .map((found) => Number(found?.pid));
}

const addFolder = (app: RunningApp, folder: string) =>
  app.evaluate(async ({ dialog, Menu }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    Menu.getApplicationMenu()?.getMenuItemById("import.addFolder")?.click();
    await Promise.resolve();
  }, folder);

const tiles = (page: Page, count: number) =>
  vi.waitFor(async () => expect(await page.locator(TILES).count()).toBe(count), SOON);

/** Tiles whose picture has been loaded and decoded. */
const pictures = (page: Page, count: number) =>
  vi.waitFor(async () => {
    const widths = await page
      .locator(`${TILES} img`)
      .evaluateAll((images) => images.map((image) => Reflect.get(image, "naturalWidth") as number));
    expect(widths.filter((width) => width > 0)).toHaveLength(count);
  }, SOON);

/** Drops files of the disk onto the page, as a file manager does. */
async function drop(page: Page, files: string[]): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await cdp.send("Input.dispatchDragEvent", { type, x: 700, y: 400, data });
  }
}

describe.each(HOSTS)("under %s", (host) => {
  const test = deskTest(host);

  test("the window shows an empty library, and a folder chosen in the system's dialog fills it", async ({ desk }) => {
    const app = await desk.start();
    const page = await app.window();
    const errors: unknown[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.getByText("0 photos").waitFor();
    await addFolder(app, await savePhotos(path.join(desk.home, "photos"), 3));
    await tiles(page, 3);
    await pictures(page, 3);
    expect(errors).toEqual([]);
  });

  test("files dropped from the disk are imported, and their originals can be read in part", async ({ desk }) => {
    const app = await desk.start();
    const page = await app.window();
    await page.getByText("0 photos").waitFor();
    const folder = await savePhotos(path.join(desk.home, "card"), 2);
    await drop(page, [folder]);
    await tiles(page, 2);
    await pictures(page, 2);
    const shown = (await page.locator(`${TILES} img`).first().getAttribute("src")) ?? "";
    const read = await page.evaluate(
      async (address) => {
        const response = await fetch(address, { headers: { range: "bytes=0-2" } });
        const bytes = [...new Uint8Array(await response.arrayBuffer())];
        const { status, headers } = response;
        return { status, bytes, type: headers.get("content-type"), range: headers.get("content-range")?.split("/")[0] };
      },
      shown.replace(/thumbnail$/, "original"),
    );
    expect(read).toEqual({ status: 206, bytes: [0xff, 0xd8, 0xff], type: "image/jpeg", range: "bytes 0-2" });
  });

  test("an engine killed under the open window is followed by another, and the window goes on by itself", async ({
    desk,
  }) => {
    const app = await desk.start();
    const page = await app.window();
    await page.getByText("0 photos").waitFor();
    await addFolder(app, await savePhotos(path.join(desk.home, "photos"), 3));
    await tiles(page, 3);
    const [first] = enginePids(app);
    process.kill(first ?? 0, "SIGKILL");
    await vi.waitFor(() => expect(enginePids(app)).toEqual([expect.not.toSatisfy((pid) => pid === first)]), SOON);
    await addFolder(app, await savePhotos(path.join(desk.home, "more"), 5));
    await tiles(page, 5);
    expect(page.isClosed()).toBe(false);
  });

  test("a second start hands over what it was asked and leaves; the first brings its window to the front", async ({
    desk,
  }) => {
    const app = await desk.start();
    const page = await app.window();
    await page.getByText("0 photos").waitFor();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const second = await desk.start({ args: ["--second", await savePhotos(path.join(desk.home, "photos"), 2)] });
    expect(await second.ended).toBe(0);
    await tiles(page, 2);
    const windows = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        isMinimized: window.isMinimized(),
        isFocused: window.isFocused(),
      })),
    );
    expect(windows).toEqual([{ isMinimized: false, isFocused: true }]);
    expect(existsSync(path.join(desk.home, "library/Originals/2021"))).toBe(false);
  });

  test("a folder named at the start is referenced: its files stay where and as they are", async ({ desk }) => {
    const folder = await savePhotos(path.join(desk.home, "photos"), 2);
    const before = readFileSync(path.join(folder, "photo-1.jpg"));
    const page = await (await desk.start({ args: [folder] })).window();
    await tiles(page, 2);
    expect(readFileSync(path.join(folder, "photo-1.jpg"))).toEqual(before);
    expect(existsSync(path.join(desk.home, "library/Originals/2021"))).toBe(false);
  });

  test("the window comes back where it was", async ({ desk }) => {
    const app = await desk.start();
    await app.window();
    const bounds = { x: 120, y: 80, width: 900, height: 700 };
    await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds);
    await app.close();
    const again = await desk.start();
    await again.window();
    expect(await again.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds);
  });

  test("closing the app lets go of the library and leaves no process behind", async ({ desk }) => {
    const app = await desk.start();
    const page = await app.window();
    await page.getByText("0 photos").waitFor();
    const engines = enginePids(app);
    await app.close();
    expect(await app.ended).toBe(0);
    expect(engines.filter(isAlive)).toEqual([]);
    expect(existsSync(path.join(desk.home, "library/.imgstream/lock"))).toBe(false);
  });

  test("a library that another program has open is shown through that one, and taken over when it ends", async ({
    desk,
  }) => {
    const folder = await savePhotos(path.join(desk.home, "photos"), 2);
    const serve = await startServe({ library: path.join(desk.home, "library"), home: desk.home });
    const app = await desk.start({ args: [folder] });
    const page = await app.window();
    await tiles(page, 2);
    await serve.kill();
    await addFolder(app, await savePhotos(path.join(desk.home, "more"), 4));
    await tiles(page, 4);
  });

  test("a library that cannot be opened is said in the window, and opened when it can", async ({ desk }) => {
    const journal = path.join(desk.home, "library/.imgstream/journal.sqlite");
    const made = await desk.start();
    await (await made.window()).getByText("0 photos").waitFor();
    await made.close();
    const good = readFileSync(journal);
    writeFileSync(journal, "this is no database, however long one looks at it".repeat(100));
    const page = await (await desk.start()).window();
    await page.getByText("is not a database").waitFor();
    writeFileSync(journal, good);
    await page.getByText("0 photos").waitFor();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
