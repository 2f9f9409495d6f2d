import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright";
import { startServe } from "@bench/kit/serve";
import { findChromium } from "../../scripts/setup/system-tools.mjs";

/** A library shown in a browser, as `imgstream serve` shows it. */
export interface MeasuredWindow {
  page: Page;
  /** From the start of the host's process to its address, in milliseconds. */
  servedMs: number;
  /** From the page's address to the first photos painted. */
  paintedMs: number;
}

const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const SIZE = { width: 1440, height: 900 };

/** Resolves after the frame in which the first tiles are on the screen. */
const PAINTED = `new Promise((resolve) => {
  const look = () => document.querySelector('[role="gridcell"]') ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))) : setTimeout(look, 5);
  look();
})`;

/** Opens the library with a host and a browser of their own, and closes both. */
export async function withWindow<T>(library: string, work: (window: MeasuredWindow) => Promise<T>): Promise<T> {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) throw new Error("Chromium is not on this machine: run `npm run setup` as root.");
  const home = await mkdtemp(join(tmpdir(), "imgstream-bench-home-"));
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, chromiumSandbox: !isRoot, args: QUIET });
  const startedMs = performance.now();
  const serve = await startServe({ library, home });
  try {
    const servedMs = performance.now() - startedMs;
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(`${serve.url}&lang=en&theme=dark`, { waitUntil: "commit" });
    const paintedMs = await page.evaluate<number>(PAINTED);
    return await work({ page, servedMs, paintedMs });
  } finally {
    await browser.close();
    await serve.stop();
    await rm(home, { recursive: true, force: true });
  }
}
