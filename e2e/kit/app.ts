import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type ConsoleMessage, type Page } from "playwright";
import { inject, test } from "vitest";
import { createText, type Language, type Text } from "@renderer/messages/text";
import { QUIET } from "@e2e/browser";
import { copyLibrary } from "@e2e/kit/samples";
import { type Serve, startServe } from "@bench/kit/serve";

export interface AppOptions {
  /** A library to begin with a copy of; none begins with an empty one. */
  from?: string;
  lang?: Language;
  theme?: "dark" | "light";
  width?: number;
  height?: number;
  /** Lets a test put scripts into the page, which its policy forbids: for measuring it, not for using it. */
  bypassCsp?: boolean;
  touch?: boolean;
}

/** The app in a window of its own, on a library of its own. */
export interface App {
  page: Page;
  text: Text;
  serve: Serve;
  /** The person's folder. */
  home: string;
  library: string;
  /** What the page wrote to its console as an error, and what it threw. */
  errors: string[];
}

export type OpenApp = (options?: AppOptions) => Promise<App>;

const NO_CHROMIUM = "Chromium is not on this machine: run `sudo apt-get install chromium`, or `npm run setup` as root";

let shared: Promise<Browser> | undefined;

/** A test that may open the app; every process and folder of it is gone afterwards. */
export const appTest = test.extend<{ openApp: OpenApp }>({
  openApp: async ({ skip }, use) => {
    const executablePath = inject("chromium");
    if (executablePath === null) {
      skip(NO_CHROMIUM);
      return;
    }
    const closing: (() => Promise<void> | void)[] = [];
    try {
      await use((options = {}) => open(options, executablePath, closing));
    } finally {
      for (const close of closing.reverse()) await close();
    }
  },
});

/** To be called once in a file of app tests, after all of them. */
export async function closeBrowser(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}

async function open(
  options: AppOptions,
  executablePath: string,
  closing: (() => Promise<void> | void)[],
): Promise<App> {
  const { lang = "en", theme = "dark" } = options;
  const folder = mkdtempSync(join(tmpdir(), "imgstream-app-"));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const [home, library] = [join(folder, "home"), join(folder, "library")];
  mkdirSync(join(home, "Pictures"), { recursive: true });
  if (options.from !== undefined) copyLibrary(options.from, library);
  const serve = await startServe({ library, home });
  closing.push(() => serve.stop());
  const context = await openContext(options, executablePath);
  closing.push(() => context.close());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !isMissingRendition(message)) errors.push(message.text());
  });
  await page.goto(`${serve.url}&lang=${lang}&theme=${theme}`);
  return { page, text: createText(lang), serve, home, library, errors };
}

/** A picture that is not made yet is not there; the page asks again, and every browser notes each time. */
function isMissingRendition(message: ConsoleMessage): boolean {
  return message.location().url.includes("/rendition/") && message.text().includes("404");
}

async function openContext(options: AppOptions, executablePath: string): Promise<BrowserContext> {
  const { width = 1280, height = 800, bypassCsp = false, touch = false } = options;
  shared ??= chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args: QUIET });
  const browser = await shared;
  return browser.newContext({ viewport: { width, height }, bypassCSP: bypassCsp, hasTouch: touch, locale: "en-GB" });
}
